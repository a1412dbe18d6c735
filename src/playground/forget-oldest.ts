// Keeps a record that grows with every call from filling the memory of a long trial.

/** Drops the oldest of `record` so that at least the newest `kept`, and never twice as many, stay; undefined keeps all. */
export function forgetOldest(record: unknown[], kept: number | undefined): void {
  if (kept !== undefined && record.length >= 2 * kept) record.splice(0, record.length - kept);
}
