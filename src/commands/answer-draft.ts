// Words written while a draft waits: the answer to its form's question, or more of what it is about.
import { type DraftMessage, joinDraft } from '../app/drafts.ts';
import { currentStep } from '../app/form-draft.ts';
import { severityStep } from '../app/form-steps.ts';
import type { Draft, Repositories } from '../app/ports.ts';
import { addWords, answer } from '../app/take-answer.ts';
import type { DeskError } from '../domain/errors.ts';
import { languages } from '../domain/language.ts';
import { ok, type Result } from '../domain/result.ts';
import { severities } from '../domain/ticket.ts';
import { severityChoice, severityWord } from '../messages/views/words.ts';
import type { Request } from './spec.ts';

/** Takes in what was written for the draft. */
export async function answerDraft(
  tx: Repositories,
  { desk }: Request,
  draft: Draft,
  message: DraftMessage,
): Promise<Result<unknown, DeskError>> {
  const question = currentStep(desk.policy, draft);
  // A question that the configuration no longer has is shown as the look over all answers.
  const isAtReview = draft.question === 'review' || (draft.question === 'form' && question === null);
  if (isAtReview) return ok(await addWords(tx, desk, draft, message));
  if (question === null) return ok(await joinDraft(tx, desk, draft, message));
  const text = question.name === severityStep ? severityTyped(message.text) : message.text;
  return answer(tx, desk, draft, { question, message: { ...message, text } });
}

/** A severity as people write it, in any language or by its level; other words as they are. */
function severityTyped(text: string): string {
  const typed = text.trim().toLowerCase();
  const meant = severities.find((severity, index) =>
    [
      String(index + 1),
      ...languages.flatMap((each) => [severityWord(each, severity), severityChoice(each, severity)]),
    ].some((word) => word.toLowerCase() === typed),
  );
  return meant ?? text;
}
