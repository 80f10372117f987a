import { describeStrategy } from "../testing/strategy_suite.ts";
import { adaptive } from "./adaptive.ts";

describeStrategy(adaptive, { isFullWidth: false });
