// What a logged call says: `[new] NUMBER [NAME] [at HH:MM] [: [severity:] text]`, typed or in a form.
import type { DeskError } from '../domain/errors.ts';
import { takePhone } from '../domain/phone-number.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { type Severity, severities } from '../domain/ticket.ts';
import type { TimeOfDay } from '../domain/time-of-day.ts';
import type { Given } from './spec.ts';

export interface CallWords {
  readonly phone: string;
  /** '' where they did not say. */
  readonly caller: string;
  /** Null for just now. */
  readonly time: TimeOfDay | null;
  /** What it was about; '' where nothing was written. */
  readonly text: string;
}

const newFirst = /^new(?=\s|$)/i;

/** Whether a ticket is to be opened, wherever this is said. */
export const asksForNew = (text: string): boolean => newFirst.test(text.trim());

/** The words of a call; null where there are none yet. */
export function callWords({ text, values }: Given): Result<CallWords | null, DeskError> {
  if (values.number !== undefined) return fromForm({ ...values, number: values.number });
  const typed = `${text} ${values.text ?? ''}`.trim().replace(newFirst, '').trim();
  if (typed === '') return ok(null);
  const taken = takePhone(typed);
  if (taken === null) return fail({ code: 'phoneUnknown', input: typed });
  const { caller, clock, text: about } = afterNumber(taken.rest.replace(/^[,;\s]+/, ''));
  return withTime({ phone: taken.phone, caller, text: about }, clock);
}

function fromForm(values: Given['values'] & { readonly number: string }): Result<CallWords, DeskError> {
  const taken = takePhone(values.number);
  if (taken === null || taken.rest !== '') return fail({ code: 'phoneUnknown', input: values.number });
  const { caller = '', description = '', time = '' } = values;
  return withTime({ phone: taken.phone, caller: caller.trim(), text: description.trim() }, time.trim());
}

const nameThenTime =
  /^(?<name>[^:]*?)[,\s]*(?:(?<=^|\s)(?:at|в)\s+)?(?<clock>\b\d{1,2}:\d{2}\b)(?:\s*:|\s|$)(?<text>.*)$/isu;
const nameThenText = /^(?<name>[^:]*)(?::(?<text>.*))?$/su;

function afterNumber(rest: string): { caller: string; clock: string; text: string } {
  const {
    name = '',
    clock = '',
    text = '',
  } = (nameThenTime.exec(rest) ?? nameThenText.exec(rest))?.groups ?? {};
  return { caller: name.trim(), clock, text: text.trim() };
}

function withTime(words: Omit<CallWords, 'time'>, clock: string): Result<CallWords, DeskError> {
  if (clock === '') return ok({ ...words, time: null });
  const [hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(clock)?.slice(1).map(Number) ?? [];
  const isTime = hours !== undefined && minutes !== undefined && hours < 24 && minutes < 60;
  return isTime ? ok({ ...words, time: { hours, minutes } }) : fail({ code: 'timeUnknown', input: clock });
}

/** The severity that the text begins with, by name or by level, and the text without it. */
export function takeSeverity(text: string): { readonly severity: Severity | null; readonly text: string } {
  const match = /^(?<word>\w+)\s*:\s*/u.exec(text);
  const word = match?.groups?.word?.toLowerCase() ?? '';
  const severity = severities.find((each, index) => each === word || String(index + 1) === word);
  return severity === undefined
    ? { severity: null, text }
    : { severity, text: text.slice(match?.[0].length ?? 0).trim() };
}
