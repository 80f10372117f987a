/** @module @acacia/bench */
export {};
