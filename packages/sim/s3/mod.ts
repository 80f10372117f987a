/** A stand-in for storage that speaks S3. @module @acacia/sim/s3 */
export * from "./start_s3.ts";
