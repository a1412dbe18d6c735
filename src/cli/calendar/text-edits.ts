// Changes a text in places and leaves every other character as it was.

/** Puts `text` in the place of `[from, to)`. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Applies edits that do not overlap; those that insert at one offset keep their order. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = '';
  let done = 0;
  for (const edit of edits.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    result += text.slice(done, edit.from) + edit.text;
    done = edit.to;
  }
  return result + text.slice(done);
}

/** Where the line of `offset` begins. */
export const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;

/** Where the line after that of `offset` begins, or the text ends. */
export function nextLine(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  return at < 0 ? text.length : at + 1;
}

/** The white space that the line of `offset` begins with. */
export const indentAt = (text: string, offset: number): string =>
  /^[ \t]*/.exec(text.slice(lineStart(text, offset)))?.[0] ?? '';

/** Inserts whole lines at the beginning of a line, with the line ends of the text. */
export function insertLines(text: string, offset: number, indent: string, lines: readonly string[]): Edit {
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const isAfterLine = offset === 0 || text[offset - 1] === '\n';
  const inserted = lines.map((line) => `${indent}${line}${end}`).join('');
  return { from: offset, to: offset, text: isAfterLine ? inserted : `${end}${inserted}` };
}
