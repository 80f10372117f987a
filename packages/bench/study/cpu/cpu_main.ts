import { processPort, serveMember, threadPort } from "@acacia/worker";
import { type PieceSetup, preparePieces, type Work } from "./piece.ts";

// A thread's or a child's whole program: does pieces until it is told to end.
serveMember<PieceSetup, Work, string>({
  prepare: async (setup) => preparePieces(setup),
  port: Bun.isMainThread ? processPort() : threadPort(),
});
