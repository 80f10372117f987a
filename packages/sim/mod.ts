/** @module @acacia/sim */
export {};
