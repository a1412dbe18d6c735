// Whether an answer to a form's question is one, and how it is kept.
import type { Question } from './request-form.ts';
import { fail, ok, type Result } from './result.ts';
import { isVersion } from './version.ts';

/** Why an answer is none. */
export type AnswerProblem =
  | { readonly code: 'missing' }
  | { readonly code: 'tooLong'; readonly length: number; readonly limit: number }
  | { readonly code: 'notAsAsked' }
  | { readonly code: 'notAChoice' }
  | { readonly code: 'notYesOrNo' }
  | { readonly code: 'notAHash' }
  | { readonly code: 'notAUrl' }
  | { readonly code: 'notAVersion' }
  | { readonly code: 'notADate' }
  | { readonly code: 'fileMissing' }
  | { readonly code: 'wordsMissing' };

type Checked = Result<string, AnswerProblem>;

/** Longest answers, in code points; what every platform's forms take. */
export const answerLimits = { text: 300, longText: 3_000, url: 2_000 } as const;

/** The answer as it is kept, from the words that were typed; a file is answered by sending one, not by words. */
export function checkAnswer(question: Question, typed: string): Checked {
  const text = typed.trim();
  if (question.type === 'file') return fail({ code: 'fileMissing' });
  if (text === '') return fail({ code: 'missing' });
  switch (question.type) {
    case 'text':
    case 'longText':
      return checkText(question, text, answerLimits[question.type]);
    case 'select':
      return checkChoice(question, text);
    case 'checkbox':
      return checkYesOrNo(text);
    case 'hash':
      return checkHash(text);
    case 'url':
      return checkUrl(text);
    case 'version':
      return isVersion(text) ? checkText(question, text, answerLimits.text) : fail({ code: 'notAVersion' });
    case 'date':
      return checkDate(text);
  }
}

function checkText({ pattern }: Question, text: string, limit: number): Checked {
  const { length } = [...text];
  if (length > limit) return fail({ code: 'tooLong', length, limit });
  const isAsAsked = pattern === null || new RegExp(`^(?:${pattern})$`, 'u').test(text);
  return isAsAsked ? ok(text) : fail({ code: 'notAsAsked' });
}

/** By its value, or by its label in any language. */
function checkChoice({ options }: Question, text: string): Checked {
  const typed = text.toLowerCase();
  const chosen =
    options.find(({ value }) => value === text) ??
    options.find(({ value, label }) =>
      [value, ...Object.values(label)].some((each) => each.trim().toLowerCase() === typed),
    );
  return chosen === undefined ? fail({ code: 'notAChoice' }) : ok(chosen.value);
}

const yes: ReadonlySet<string> = new Set(['yes', 'y', 'да']);
const no: ReadonlySet<string> = new Set(['no', 'n', 'нет']);

function checkYesOrNo(text: string): Checked {
  const typed = text.toLowerCase();
  if (yes.has(typed)) return ok('yes');
  return no.has(typed) ? ok('no') : fail({ code: 'notYesOrNo' });
}

const hashKinds = { 64: 'SHA-256', 40: 'SHA-1', 32: 'MD5' } as const;
type HashKind = (typeof hashKinds)[keyof typeof hashKinds];

/** Which kind of hash a text is, by its length; null for one that is none. */
export function hashKind(text: string): HashKind | null {
  if (!/^[0-9a-f]+$/i.test(text)) return null;
  const kind = Object.entries(hashKinds).find(([length]) => text.length === Number(length));
  return kind?.[1] ?? null;
}

const hashName = /^(?:sha-?256|sha-?1|md5)\s*[:=]?\s+|^(?:sha-?256|sha-?1|md5)\s*[:=]\s*/i;

/** In small letters, without the kind's name before it and the spaces that tools print between. */
function checkHash(text: string): Checked {
  const digits = text.replace(hashName, '').replaceAll(/\s/g, '').toLowerCase();
  return hashKind(digits) === null ? fail({ code: 'notAHash' }) : ok(digits);
}

function checkUrl(text: string): Checked {
  const { length } = [...text];
  if (length > answerLimits.url) return fail({ code: 'tooLong', length, limit: answerLimits.url });
  const url = /\s/.test(text) || !/^https?:\/\//i.test(text) ? null : URL.parse(text);
  return url === null ? fail({ code: 'notAUrl' }) : ok(text);
}

const isoDate = /^(\d{4})-(\d{2})-(\d{2})$/;
const dottedDate = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;

/** As `YYYY-MM-DD`, from that or from `31.12.2026`; only dates that there are. */
function checkDate(text: string): Checked {
  const [, year, month, day] = isoDate.exec(text) ?? reversed(dottedDate.exec(text));
  if (year === undefined || month === undefined || day === undefined) return fail({ code: 'notADate' });
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = new Date(`${date}T00:00:00Z`);
  const isReal = !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date);
  return isReal ? ok(date) : fail({ code: 'notADate' });
}

const reversed = (match: RegExpExecArray | null): readonly (string | undefined)[] =>
  match === null ? [] : [match[0], match[3], match[2], match[1]];
