// Lines that hold a code, which are understood without being typed as a command.
import { isCode } from '../app/codes.ts';
import { parseLine } from './parse.ts';

const verbs: ReadonlySet<string> = new Set(['join', 'link-account']);

/** Whether the text is `join CODE` or `link-account CODE` and nothing else, as no matter of anybody's is. */
export function isCodeLine(text: string): boolean {
  const { verb, rest } = parseLine(text);
  return verbs.has(verb) && isCode(rest);
}
