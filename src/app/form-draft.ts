// A form that is filled in by conversation: from one question to the next, back, and around.
import type { DeskError } from '../domain/errors.ts';
import {
  maySkip,
  nextQuestion,
  previousQuestion,
  type Question,
  withAnswer,
} from '../domain/request-form.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { type RequestTypeKey, type Severity, severities } from '../domain/ticket.ts';
import { askNow, type DraftParts, isForm, makeWay } from './drafts.ts';
import {
  answersOf,
  descriptionStep,
  freeMessages,
  severityStep,
  stepsOf,
  takingFiles,
} from './form-steps.ts';
import { requestTypeOf } from './opening.ts';
import type { DeskPolicy } from './policy.ts';
import type { Draft, Repositories } from './ports.ts';

type Answered = Promise<Result<null, DeskError>>;

/** `inPlace`: a press turns the message with the buttons into the next one; after words that stands below them. */
export type Shown = 'inPlace' | 'below';

/** Turns the draft into one of that request type; the words that it has become the description. */
export async function becomeType(
  tx: Repositories,
  parts: DraftParts,
  draft: Draft,
  requestType: RequestTypeKey,
): Promise<void> {
  const turned: Draft = { ...draft, question: 'severity', choices: { ...draft.choices, requestType } };
  if (isForm(parts.policy, turned))
    await goOn(tx, parts, takingFiles(requestTypeOf(parts.policy, requestType), turned), 'inPlace');
  else await askNow(tx, parts, turned);
}

export const stepsFor = (policy: DeskPolicy, { choices }: Draft): readonly Question[] =>
  stepsOf(requestTypeOf(policy, choices.requestType));

/** The question that the draft waits on; null where that is none of its form's. */
export function currentStep(policy: DeskPolicy, draft: Draft): Question | null {
  if (draft.question !== 'form') return null;
  return stepsFor(policy, draft).find(({ name }) => name === draft.choices.step) ?? null;
}

/** Asks for the step, or where it is null, for a look over all answers. */
export async function askStep(
  tx: Repositories,
  parts: DraftParts,
  draft: Draft,
  { step, shown }: { readonly step: string | null; readonly shown: Shown },
): Promise<void> {
  if (draft.state !== 'open') await makeWay(tx, parts, draft);
  await askNow(tx, parts, {
    ...draft,
    state: 'open',
    question: step === null ? 'review' : 'form',
    choices: { ...draft.choices, step },
    promptMessageId: shown === 'below' ? null : draft.promptMessageId,
  });
}

/** Goes on with the first question that is neither answered nor left out. */
export async function goOn(tx: Repositories, parts: DraftParts, draft: Draft, shown: Shown): Promise<void> {
  const next = nextQuestion(stepsFor(parts.policy, draft), answersOf(draft));
  await askStep(tx, parts, draft, { step: next?.name ?? null, shown });
}

/** Goes back to the question before this one. */
export async function goBack(tx: Repositories, parts: DraftParts, draft: Draft): Promise<void> {
  const { step } = draft.choices;
  const previous = previousQuestion(stepsFor(parts.policy, draft), answersOf(draft), step ?? '');
  await askStep(tx, parts, draft, { step: previous?.name ?? step, shown: 'inPlace' });
}

/** Leaves the question out, and takes back an answer that it had. */
export async function leaveOut(
  tx: Repositories,
  parts: DraftParts,
  draft: Draft,
  question: Question,
): Answered {
  if (!maySkip(question, stepsFor(parts.policy, draft), answersOf(draft))) return fail({ code: 'draftGone' });
  const cleared = withoutFiles(draft, question.name);
  const isDescription = question.name === descriptionStep;
  const after = isDescription ? withoutWords(cleared) : cleared;
  await goOn(tx, parts, answering(after, question, ''), 'inPlace');
  return ok(null);
}

/** The draft without the files that answered the question. */
export const withoutFiles = (draft: Draft, name: string): Draft => ({
  ...draft,
  messages: draft.messages.map((each) => (each.field === name ? { ...each, attachments: [] } : each)),
});

/** The draft without its description; files that came with it stay. */
export function withoutWords(draft: Draft): Draft {
  const free = new Set(freeMessages(draft));
  return {
    ...draft,
    messages: draft.messages.map((each) => (free.has(each) ? { ...each, text: '' } : each)),
  };
}

/** The draft with the answer; '' where the question was left out. */
export function answering(draft: Draft, { name }: Question, value: string): Draft {
  if (name === severityStep) {
    const severity = severities.find((each): each is Severity => each === value) ?? null;
    return { ...draft, choices: { ...draft.choices, severity } };
  }
  const answers = withAnswer(draft.choices.answers, { field: name, value });
  return { ...draft, choices: { ...draft.choices, answers } };
}
