// Cuts text that is too long for one message, at paragraphs where it can; the markup of each part is whole.
import { codePoints, lengthOf, type RichText, type Span } from './rich-text.ts';

/** The most that one message may hold, in code points after markup. */
export const MESSAGE_LIMIT = 4096;

/** Cuts `text` into parts of at most `limit` code points each; white space at the cuts is dropped. */
export function split(text: RichText, limit: number = MESSAGE_LIMIT): readonly RichText[] {
  const parts: RichText[] = [];
  let rest = text;
  while (lengthOf(rest) > limit) {
    const [part, after] = cutWithin(rest, limit);
    parts.push(part);
    rest = after;
  }
  return rest.length === 0 ? parts : [...parts, rest];
}

/** Cuts off at most `limit` code points (at least 1). */
export function cutWithin(text: RichText, limit: number): [RichText, RichText] {
  if (lengthOf(text) <= limit) return [text, []];
  const at = bestCut(
    text.flatMap((span) => codePoints(span.text)),
    limit,
  );
  return [trimmedEnd(upTo(text, at)), trimmedStart(from(text, at))];
}

/** After the last paragraph that fits, else the last line, else the last word; never leaving a part half empty. */
function bestCut(characters: readonly string[], limit: number): number {
  const least = Math.ceil(limit / 2);
  const last = (fits: (at: number) => boolean): number | undefined => {
    for (let at = limit; at >= least; at--) if (fits(at)) return at;
    return undefined;
  };
  const isLineEnd = (at: number): boolean => characters[at] === '\n';
  const isSpace = (at: number): boolean => /\s/.test(characters[at] ?? '');
  return last((at) => isLineEnd(at) && isLineEnd(at + 1)) ?? last(isLineEnd) ?? last(isSpace) ?? limit;
}

function upTo(text: RichText, at: number): RichText {
  let room = at;
  return text.flatMap((span) => {
    const kept = codePoints(span.text).slice(0, room);
    room -= kept.length;
    return withText(span, kept.join(''));
  });
}

function from(text: RichText, at: number): RichText {
  let skipped = at;
  return text.flatMap((span) => {
    const characters = codePoints(span.text);
    const kept = characters.slice(skipped);
    skipped = Math.max(0, skipped - characters.length);
    return withText(span, kept.join(''));
  });
}

function trimmedEnd(text: RichText): RichText {
  const last = text.at(-1);
  if (last === undefined) return text;
  const trimmed = withText(last, last.text.trimEnd());
  return trimmed.length > 0 ? [...text.slice(0, -1), ...trimmed] : trimmedEnd(text.slice(0, -1));
}

function trimmedStart(text: RichText): RichText {
  const [first, ...rest] = text;
  if (first === undefined) return text;
  const trimmed = withText(first, first.text.trimStart());
  return trimmed.length > 0 ? [...trimmed, ...rest] : trimmedStart(rest);
}

function withText(span: Span, text: string): readonly Span[] {
  return text === '' ? [] : [{ ...span, text }];
}
