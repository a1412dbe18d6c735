// Text with the little markup that the desk uses, written as Telegram's HTML; people's words never act as markup.

/** Characters in one style; `quoted` ones stand in a block quotation together with their quoted neighbours. */
export interface Span {
  readonly text: string;
  readonly bold?: boolean;
  /** Makes the text a mention of that user: an id of digits. */
  readonly userId?: string;
  readonly quoted?: boolean;
}

export type RichText = readonly Span[];

/** A quotation longer than either is shown folded. */
const FOLD_ABOVE_CODE_POINTS = 400;
const FOLD_ABOVE_LINES = 8;

export const plain = (text: string): Span => ({ text });
export const bold = (text: string): Span => ({ text, bold: true });
export const quoted = (text: string): Span => ({ text, quoted: true });

/** Joins what is not empty. */
export function joined(parts: readonly RichText[], separator: string): RichText {
  const filled = parts.filter((part) => part.some((span) => span.text.trim() !== ''));
  return filled.flatMap((part, index) => (index === 0 ? part : [plain(separator), ...part]));
}

/** Length as Telegram's limits count it: in code points, markup aside. */
export function lengthOf(text: RichText): number {
  return text.reduce((sum, span) => sum + codePoints(span.text).length, 0);
}

export function codePoints(text: string): readonly string[] {
  return [...text];
}

export function toHtml(text: RichText): string {
  let html = '';
  for (let from = 0; from < text.length; ) {
    const isQuoted = text[from]?.quoted === true;
    const end = text.findIndex((span, index) => index > from && (span.quoted === true) !== isQuoted);
    const run = text.slice(from, end < 0 ? text.length : end);
    html += isQuoted ? quotation(run) : run.map(spanHtml).join('');
    from += run.length;
  }
  return html;
}

function quotation(run: RichText): string {
  const lines = run.reduce((sum, span) => sum + span.text.split('\n').length - 1, 1);
  const isFolded = lengthOf(run) > FOLD_ABOVE_CODE_POINTS || lines > FOLD_ABOVE_LINES;
  return `<blockquote${isFolded ? ' expandable' : ''}>${run.map(spanHtml).join('')}</blockquote>`;
}

function spanHtml({ text, bold: isBold, userId }: Span): string {
  const escaped = escapeHtml(text);
  const linked = userId !== undefined && /^\d+$/.test(userId) ? mention(userId, escaped) : escaped;
  return isBold === true ? `<b>${linked}</b>` : linked;
}

function mention(userId: string, escapedName: string): string {
  return `<a href="tg://user?id=${userId}">${escapedName}</a>`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
