// Drafts: words that wait for what must be chosen before they are a ticket. None is ever lost.
import type { OrganisationId } from '../domain/contract/contract.ts';
import { DAY_MS, type Instant } from '../domain/instant.ts';
import type { PersonId, RequestTypeKey } from '../domain/ticket.ts';
import type { ExecuteParts } from './execute.ts';
import { severityStep, takingFiles } from './form-steps.ts';
import { requestTypeOf } from './opening.ts';
import { tell } from './outbox.ts';
import type { DeskPolicy } from './policy.ts';
import type { Conversation, Draft, Ids, Repositories } from './ports.ts';

export type DraftParts = ExecuteParts & { readonly ids: Ids };
export type DraftMessage = Draft['messages'][number];

/** How long a form waits for its next answer before it is put aside. */
const formPatienceMs = DAY_MS;

/** Begins a draft in the conversation, in place of one that waits there, and asks its question. */
export async function beginDraft(
  tx: Repositories,
  parts: DraftParts,
  begin: {
    readonly personId: PersonId;
    readonly conversation: Conversation;
    readonly question: 'ticket' | 'severity';
    readonly messages: readonly DraftMessage[];
    readonly follows: string | null;
    readonly organisationId?: OrganisationId | null;
    readonly requestType?: RequestTypeKey;
  },
): Promise<Draft> {
  const { ids, policy } = parts;
  const draft: Draft = {
    id: ids.next(),
    personId: begin.personId,
    conversationId: begin.conversation.id,
    question: begin.question,
    choices: {
      requestType: begin.requestType ?? policy.defaultRequestType,
      organisationId: begin.organisationId ?? null,
      severity: null,
      wantsPriority: null,
      answers: [],
      step: null,
    },
    messages: begin.messages,
    state: 'open',
    follows: begin.follows,
    ticketId: null,
    expiresAt: 0,
    promptMessageId: null,
  };
  await makeWay(tx, parts, draft);
  return askNow(tx, parts, isForm(policy, draft) ? atFirstStep(policy, draft) : draft);
}

/** Every form begins with the severity; a file that came with its first words is the one that it asks for. */
function atFirstStep(policy: DeskPolicy, draft: Draft): Draft {
  const { choices, ...begun } = takingFiles(requestTypeOf(policy, draft.choices.requestType), draft);
  return { ...begun, question: 'form', choices: { ...choices, step: severityStep } };
}

/** Whether the draft is filled in by a form, field by field. */
export const isForm = (policy: DeskPolicy, { choices }: Pick<Draft, 'choices'>): boolean =>
  requestTypeOf(policy, choices.requestType).form.length > 0;

/** Keeps the draft with its question, asks that in its message, and waits for the answer from now on. */
export async function askNow(tx: Repositories, { clock, policy }: DraftParts, draft: Draft): Promise<Draft> {
  const isBeingFilledIn = draft.question === 'form' || draft.question === 'review';
  const now = clock.now();
  const asked = { ...draft, expiresAt: now + (isBeingFilledIn ? formPatienceMs : policy.draftMs) };
  await tx.drafts.save(asked);
  await show(tx, asked, now);
  await tx.jobs.enqueue('open-draft', asked.id, { key: asked.id, runAt: asked.expiresAt });
  return asked;
}

/** Brings the draft's message up to date; where it has none, posts one. */
export const show = (tx: Repositories, draft: Draft, now: Instant): Promise<void> =>
  tell(tx, draft.conversationId, { kind: 'draft', draftId: draft.id }, { ticketId: null, now });

/** A conversation takes in words for one draft of a person: any other is put aside, or dropped where it is empty. */
export async function makeWay(tx: Repositories, parts: DraftParts, draft: Draft): Promise<void> {
  for (const other of await tx.drafts.openOf(draft.personId)) {
    if (other.conversationId !== draft.conversationId || other.id === draft.id) continue;
    const isEmpty = other.messages.length === 0 && !isForm(parts.policy, other);
    const after: Draft = { ...other, state: isEmpty ? 'done' : 'aside' };
    await tx.drafts.save(after);
    await show(tx, after, parts.clock.now());
  }
}

/** Adds what was written meanwhile; the first words of an empty draft are what its question waits for. */
export async function joinDraft(
  tx: Repositories,
  { clock }: DraftParts,
  draft: Draft,
  message: DraftMessage,
): Promise<void> {
  const isFirst = draft.messages.length === 0;
  const promptMessageId = isFirst ? null : draft.promptMessageId;
  const joined = { ...draft, promptMessageId, messages: [...draft.messages, message] };
  await tx.drafts.save(joined);
  if (isFirst) return show(tx, joined, clock.now());
  await markReceived(tx, joined, message, clock.now());
}

/** Shows on words that they have been taken in. */
export async function markReceived(
  tx: Repositories,
  { conversationId }: Draft,
  { messageId }: DraftMessage,
  now: Instant,
): Promise<void> {
  const content = { kind: 'mark' as const, messageId, mark: 'received' as const };
  await tell(tx, conversationId, content, { ticketId: null, now });
}

/** Turns the question which ticket is meant into the one how severe a new matter is. */
export async function askSeverity(tx: Repositories, parts: DraftParts, draft: Draft): Promise<void> {
  await askNow(tx, parts, { ...draft, question: 'severity' });
}

/** Ends a draft that is not to become anything. */
export async function dropDraft(tx: Repositories, { clock }: DraftParts, draft: Draft): Promise<void> {
  const dropped: Draft = { ...draft, state: 'done' };
  await tx.drafts.save(dropped);
  await tx.jobs.cancel('open-draft', draft.id);
  await show(tx, dropped, clock.now());
}
