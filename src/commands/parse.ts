// The grammar that people type: `verb [REF] [text]`.

export interface CommandLine {
  /** Lower case, as typed otherwise; '' for an empty line. */
  readonly verb: string;
  readonly rest: string;
}

/** Splits off the verb, whose hyphens adapters have restored where their platform allows none. */
export function parseLine(line: string): CommandLine {
  const trimmed = line.trim();
  const [first = ''] = trimmed.split(/\s+/, 1);
  return { verb: first.toLowerCase(), rest: trimmed.slice(first.length).trim() };
}

const referenceAtStart = /^(?:([a-z][a-z0-9]{1,9})-|#)(\d{1,9})(?=\s|$)/i;

/** A reference at the start, in upper case, and what follows it; `#118` is short for the desk's own prefix. */
export function takeReference(
  text: string,
  prefix: string,
): { readonly reference: string | null; readonly rest: string } {
  const match = referenceAtStart.exec(text);
  if (match === null) return { reference: null, rest: text };
  const [whole, named, number] = match;
  const reference = `${(named ?? prefix).toUpperCase()}-${Number(number)}`;
  return { reference, rest: text.slice(whole.length).trim() };
}
