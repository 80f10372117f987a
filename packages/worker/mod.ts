/** @module @acacia/worker */
export {};
