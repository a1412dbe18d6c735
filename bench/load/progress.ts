// What a long run is at, on standard error, so that it does not look stuck.

/** Writes a line; the results go to standard output. */
export const progress = (line: string): void => void process.stderr.write(`${line}\n`);
