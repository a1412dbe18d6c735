// Names for statements, so that those that come again are prepared but once a connection.

/** How many are kept on each connection; lists of every length make far more than the desk's own. */
const CAPACITY = 300;

/**
 * Names a statement from the second time on that its text is seen: under a name it is prepared once a connection, and
 * without one each time. Beyond the first `capacity` texts, none is named. The prefix must be nobody else's.
 */
export function statementNames(
  prefix: string,
  capacity: number = CAPACITY,
): (query: { readonly sql: string }) => string {
  const known = new Map<string, string>();
  return ({ sql }) => {
    const name = known.get(sql);
    if (name === undefined && known.size < capacity) known.set(sql, `${prefix}${known.size + 1}`);
    return name ?? '';
  };
}
