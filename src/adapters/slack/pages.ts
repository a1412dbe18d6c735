// Pieces dealt out to as many messages as Slack's limits ask for.
import type { Piece } from './blocks.ts';

const blocksPerMessage = 50;
/** Slack refuses messages whose blocks are too long in all without saying where that begins; this is below it. */
const charactersPerMessage = 12_000;

/** The pieces in order, in groups that each fit one message. */
export function pagesOf(pieces: readonly Piece[]): Piece[][] {
  const pages: Piece[][] = [];
  let size = 0;
  for (const piece of pieces) {
    const page = pages.at(-1);
    const length = [...piece.words].length;
    size += length;
    if (page === undefined || page.length === blocksPerMessage || size > charactersPerMessage) {
      pages.push([piece]);
      size = length;
    } else {
      page.push(piece);
    }
  }
  return pages;
}
