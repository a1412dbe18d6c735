// Takes the answers to a form's questions: chosen, typed, or sent as a file.
import type { DeskError } from '../domain/errors.ts';
import type { Question } from '../domain/request-form.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { DraftMessage, DraftParts } from './drafts.ts';
import { checkPreconditions, checkTyped } from './form-checks.ts';
import { answering, askStep, goOn, stepsFor, withoutFiles, withoutWords } from './form-draft.ts';
import { descriptionStep, stepsOf } from './form-steps.ts';
import { requestTypeOf } from './opening.ts';
import type { Draft, Repositories } from './ports.ts';

type Answered = Promise<Result<null, DeskError>>;

/** Takes an answer chosen by a button. */
export async function choose(
  tx: Repositories,
  parts: DraftParts,
  draft: Draft,
  { question, value }: { readonly question: Question; readonly value: string },
): Answered {
  const type = requestTypeOf(parts.policy, draft.choices.requestType);
  const checked = checkTyped(type, question, value);
  if (!checked.ok) return fail({ code: 'answersRefused', answers: [checked.error] });
  await goOn(tx, parts, answering(draft, question, checked.value), 'inPlace');
  return ok(null);
}

/** Takes what was written as the answer to the question; a wrong one leaves the question where it is. */
export async function answer(
  tx: Repositories,
  parts: DraftParts,
  draft: Draft,
  { question, message }: { readonly question: Question; readonly message: DraftMessage },
): Answered {
  const target = fileQuestionFor(stepsFor(parts.policy, draft), question, message);
  if (target.name === descriptionStep) return describe(tx, parts, draft, message);
  if (target.type === 'file' && message.attachments.length > 0)
    return attach(tx, parts, draft, target, message);
  return answerInWords(tx, parts, draft, target, message);
}

/** A file without words answers the one question of a group that asks for files, where one answer is enough. */
function fileQuestionFor(steps: readonly Question[], question: Question, message: DraftMessage): Question {
  if (question.oneOf === null || message.attachments.length === 0 || message.text.trim() !== '')
    return question;
  const { oneOf } = question;
  return steps.find((each) => each.oneOf === oneOf && each.type === 'file') ?? question;
}

async function answerInWords(
  tx: Repositories,
  parts: DraftParts,
  draft: Draft,
  question: Question,
  message: DraftMessage,
): Answered {
  const { text, attachments } = message;
  const type = requestTypeOf(parts.policy, draft.choices.requestType);
  // A file that nobody asked for is kept with the request; only words are looked at here.
  const kept = attachments.length === 0 ? draft : withMessage(draft, { ...message, text: '' });
  const checked = checkTyped(type, question, text);
  if (!checked.ok) {
    if (kept !== draft) await tx.drafts.save(kept);
    const isFileOnly = text.trim() === '' && attachments.length > 0;
    const problem = isFileOnly ? { code: 'wordsMissing' as const } : checked.error.problem;
    return fail({ code: 'answersRefused', answers: [{ ...checked.error, problem }] });
  }
  const given = [{ field: question.name, value: checked.value }];
  const index = stepsOf(type).findIndex(({ name }) => name === question.name);
  const holds = await checkPreconditions(tx, type, given, () => `form ${draft.id} again ${index}`);
  if (!holds.ok) {
    if (kept !== draft) await tx.drafts.save(kept);
    return holds;
  }
  const noted = withMessage(kept, { ...message, text: '', attachments: [], field: question.name });
  await goOn(tx, parts, answering(noted, question, checked.value), 'below');
  return ok(null);
}

/** What is written below a file, such as an archive's password, becomes part of the description. */
async function attach(
  tx: Repositories,
  parts: DraftParts,
  draft: Draft,
  question: Question,
  message: DraftMessage,
): Answered {
  const { text, attachments } = message;
  const file = { ...message, text: '', field: question.name };
  const noted = withMessage(withoutFiles(draft, question.name), file);
  const after = text.trim() === '' ? noted : withMessage(noted, { ...message, attachments: [] });
  const value = attachments.map(({ name }) => name).join(', ');
  await goOn(tx, parts, answering(after, question, value), 'below');
  return ok(null);
}

/** A description given anew takes the place of the former one, whose files are kept. */
async function describe(tx: Repositories, parts: DraftParts, draft: Draft, message: DraftMessage): Answered {
  await goOn(tx, parts, withMessage(withoutWords(draft), message), 'below');
  return ok(null);
}

/** Words at a moment when none are asked for add to the description. */
export async function addWords(
  tx: Repositories,
  parts: DraftParts,
  draft: Draft,
  message: DraftMessage,
): Promise<void> {
  await askStep(tx, parts, withMessage(draft, message), { step: null, shown: 'below' });
}

const withMessage = (draft: Draft, message: DraftMessage): Draft => ({
  ...draft,
  messages: [...draft.messages, message],
});
