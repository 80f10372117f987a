import { describeStrategy } from "../testing/strategy_suite.ts";
import { asyncLoops } from "./async.ts";

describeStrategy(asyncLoops);
