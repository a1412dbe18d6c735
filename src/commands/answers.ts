// The answers that commands give at once.
import type { Answer } from '../app/inbound.ts';
import type { NoticeView, View } from '../app/view.ts';
import type { DeskError } from '../domain/errors.ts';
import { fail, ok } from '../domain/result.ts';
import type { Outcome } from './spec.ts';

/** Shown to the person who asked, and as far as the platform can to nobody else. */
export const showTo = (view: View): Outcome => ok<Answer>({ view, isPrivate: true });

/** Says that something was done. */
export const done = (text: string, details: readonly string[] = []): Outcome =>
  showTo({ kind: 'notice', tone: 'success', text, details } satisfies NoticeView);

/** Says something that is neither good nor bad. */
export const inform = (text: string, details: readonly string[] = []): Outcome =>
  showTo({ kind: 'notice', tone: 'info', text, details } satisfies NoticeView);

/** There is nothing to add: the delivery ledger tells all who need to know. */
export const silent: Outcome = ok(null);

export const refuse = (error: DeskError): Outcome => fail(error);
