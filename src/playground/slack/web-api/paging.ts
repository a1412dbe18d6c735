// Slack's cursor paging: an opaque cursor that stands for a position in a list.
import { SlackRefusal } from '../refusals.ts';

const PREFIX = 'pos:';

interface Page<T> {
  readonly entries: T[];
  readonly nextCursor: string;
}

/** One page of `all`. Throws invalid_cursor or invalid_limit; without a limit, `usual` entries. */
export function pageOf<T>(
  all: readonly T[],
  { cursor, limit }: { cursor?: string | undefined; limit?: number | undefined },
  usual = 100,
): Page<T> {
  const size = limit ?? usual;
  if (size < 1 || size > 1000) throw new SlackRefusal('invalid_limit');
  const start = cursor ? positionOf(cursor) : 0;
  const end = start + size;
  return {
    entries: all.slice(start, end),
    nextCursor: end < all.length ? Buffer.from(`${PREFIX}${end}`).toString('base64') : '',
  };
}

function positionOf(cursor: string): number {
  const decoded = Buffer.from(cursor, 'base64').toString();
  const position = Number(decoded.slice(PREFIX.length));
  if (!decoded.startsWith(PREFIX) || !Number.isInteger(position)) throw new SlackRefusal('invalid_cursor');
  return position;
}
