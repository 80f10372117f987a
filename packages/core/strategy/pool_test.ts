import { describeStrategy } from "../testing/strategy_suite.ts";
import { pool } from "./pool.ts";

describeStrategy(pool);
