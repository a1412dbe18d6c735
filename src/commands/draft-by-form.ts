// A draft filled in by a form with all its fields at once, where the platform shows one.
import { openDraft } from '../app/draft-ending.ts';
import { checkPreconditions } from '../app/form-checks.ts';
import { answersToKeep, freeMessages, textOfMessages } from '../app/form-steps.ts';
import { requestTypeOf } from '../app/opening.ts';
import type { RequestTypePolicy } from '../app/policy.ts';
import type { Draft, Repositories } from '../app/ports.ts';
import type { DeskError } from '../domain/errors.ts';
import { ok, type Result } from '../domain/result.ts';
import { silent } from './answers.ts';
import { chosenOrganisation, chosenSeverity, readAnswers, wantsPriority } from './form-answers.ts';
import { askInForm } from './new-by-form.ts';
import type { Outcome, Request } from './spec.ts';

/** Shows the form of a draft that waits for its answers; closing it leaves the question where it was asked. */
export async function askDraftInForm(request: Request, draftId: string): Promise<Outcome> {
  const { policy, store } = request.desk;
  const draft = await store.read((tx) => tx.drafts.get(draftId));
  if (draft?.question !== 'form') return silent;
  const type = requestTypeOf(policy, draft.choices.requestType);
  const words = textOfMessages(freeMessages(draft));
  return askInForm(request, type, { words, command: `form ${draft.id} submit` });
}

/** Opens the ticket of a draft whose form was sent, or says what is wrong with it while it is still in sight. */
export async function openFromDraftForm(
  tx: Repositories,
  request: Request,
  draft: Draft,
): Promise<Result<unknown, DeskError>> {
  const type = requestTypeOf(request.desk.policy, draft.choices.requestType);
  const read = readAnswers(request, type, draft.choices.answers);
  if (!read.ok) return read;
  const holds = await checkPreconditions(tx, type, read.value, () => null);
  if (!holds.ok) return holds;
  const severity = chosenSeverity(request);
  const organisationId = draft.choices.organisationId ?? (await chosenOrganisation(tx, request));
  const choices = {
    ...draft.choices,
    severity,
    organisationId,
    wantsPriority: await wantsPriority(tx, request, organisationId),
    answers: answersToKeep(type, read.value),
  };
  const filledIn = { ...draft, choices, messages: messagesOf(request, type, draft) };
  const opened = await openDraft(tx, request.desk, filledIn, { severity, requestedAt: request.at });
  return opened.ok ? ok(null) : opened;
}

/** The form's description in place of the words it began with, and its files in place of those given before. */
function messagesOf(
  { values, files, at }: Request,
  { form }: RequestTypePolicy,
  draft: Draft,
): Draft['messages'] {
  const description = (values.description ?? '').trim();
  const given = form.filter(({ name }) => (files[name] ?? []).length > 0).map(({ name }) => name);
  // What is typed into a form is no message: its words are kept under the one that the form began with.
  const messageId = draft.messages[0]?.messageId ?? draft.promptMessageId ?? draft.id;
  return [
    ...draft.messages.map((each) => {
      if (each.field === undefined) return { ...each, text: '' };
      return given.includes(each.field) ? { ...each, attachments: [] } : each;
    }),
    ...(description === '' ? [] : [{ messageId, text: description, attachments: [], at }]),
    ...given.map((field) => ({ messageId, text: '', attachments: files[field] ?? [], at, field })),
  ];
}
