/** @module @acacia/cli */
export {};
