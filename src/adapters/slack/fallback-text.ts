// The words of a message's blocks, for notifications and screen readers.
import { mention, type Piece } from './blocks.ts';
import { escapeText } from './message-text.ts';
import { truncate } from './split-text.ts';

/** Slack advises against more than 4,000 characters; escaping may add to these. */
const longest = 3_000;
/** Stands for blocks that say nothing, since Slack wants a text beside them. */
const wordless = '…';

/** Whom the pieces mention, then their words one line a piece, escaped. */
export function fallbackText(pieces: readonly Piece[]): string {
  const mentions = pieces.flatMap(({ mentioned }) => mentioned ?? []).map(mention);
  const words = pieces.map((piece) => piece.words).filter((text) => text !== '');
  const lines = [mentions.join(' '), escapeText(truncate(words.join('\n'), longest))];
  return lines.filter((line) => line !== '').join('\n') || wordless;
}
