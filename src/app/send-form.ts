// Sends a form that was filled in by conversation.
import type { DeskError } from '../domain/errors.ts';
import type { Instant } from '../domain/instant.ts';
import { nextQuestion } from '../domain/request-form.ts';
import { ok, type Result } from '../domain/result.ts';
import type { Ticket } from '../domain/ticket.ts';
import { openOrAsk } from './draft-choices.ts';
import type { DraftParts } from './drafts.ts';
import { checkPreconditions, missingAnswers } from './form-checks.ts';
import { goOn, stepsFor } from './form-draft.ts';
import { answersOf } from './form-steps.ts';
import { requestTypeOf } from './opening.ts';
import type { Draft, Repositories } from './ports.ts';

/**
 * Opens the ticket that the form asks for, at `sentAt`, or asks what is left to choose. What must hold is looked at
 * once more, since the form may have waited; and where the configuration asks more by now, that is asked first.
 */
export async function sendForm(
  tx: Repositories,
  parts: DraftParts,
  draft: Draft,
  sentAt: Instant,
): Promise<Result<Ticket | null, DeskError>> {
  const type = requestTypeOf(parts.policy, draft.choices.requestType);
  const steps = stepsFor(parts.policy, draft);
  const answers = answersOf(draft);
  const isWhole = nextQuestion(steps, answers) === null && missingAnswers(type, answers).length === 0;
  if (!isWhole) {
    await goOn(tx, parts, draft, 'inPlace');
    return ok(null);
  }
  const indexOf = (field: string): number => steps.findIndex(({ name }) => name === field);
  const holds = await checkPreconditions(
    tx,
    type,
    answers,
    (field) => `form ${draft.id} again ${indexOf(field)}`,
  );
  if (!holds.ok) return holds;
  const severity = draft.choices.severity ?? parts.policy.defaultSeverity;
  return openOrAsk(tx, parts, { ...draft, choices: { ...draft.choices, severity } }, sentAt);
}
