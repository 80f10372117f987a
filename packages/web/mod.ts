/** @module @acacia/web */
export {};
