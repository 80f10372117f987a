import { describeStrategy } from "../testing/strategy_suite.ts";
import { sequential } from "./sequential.ts";

describeStrategy(sequential, { widest: 1 });
