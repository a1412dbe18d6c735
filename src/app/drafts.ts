// Drafts: words that wait for a severity, or for word on which ticket they belong to. None is ever lost.
import { openingProblem } from '../domain/decide.ts';
import type { DeskError } from '../domain/errors.ts';
import type { MessageBody } from '../domain/events.ts';
import type { Instant } from '../domain/instant.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { PersonId, Severity, Ticket } from '../domain/ticket.ts';
import { type ExecuteParts, execute } from './execute.ts';
import { openTicket } from './opening.ts';
import { tell } from './outbox.ts';
import type { Conversation, Draft, Ids, Repositories, Store } from './ports.ts';

export type DraftParts = ExecuteParts & { readonly ids: Ids };
export type DraftMessage = Draft['messages'][number];

/** Begins a draft in the conversation and asks its question there. */
export async function beginDraft(
  tx: Repositories,
  { ids, clock, policy }: DraftParts,
  begin: {
    readonly personId: PersonId;
    readonly conversation: Conversation;
    readonly question: Draft['question'];
    readonly messages: readonly DraftMessage[];
    readonly follows: string | null;
  },
): Promise<Draft> {
  const now = clock.now();
  const draft: Draft = {
    id: ids.next(),
    personId: begin.personId,
    conversationId: begin.conversation.id,
    question: begin.question,
    messages: begin.messages,
    state: 'open',
    follows: begin.follows,
    ticketId: null,
    expiresAt: now + policy.draftMs,
    promptMessageId: null,
  };
  await tx.drafts.save(draft);
  await ask(tx, draft, now);
  await tx.jobs.enqueue('open-draft', draft.id, { key: draft.id, runAt: draft.expiresAt });
  return draft;
}

const ask = (tx: Repositories, draft: Draft, now: Instant): Promise<void> =>
  tell(tx, draft.conversationId, { kind: 'draft', draftId: draft.id }, { ticketId: null, now });

/** Adds what was written meanwhile; the first words of an empty draft are what its question waits for. */
export async function joinDraft(
  tx: Repositories,
  { clock }: DraftParts,
  draft: Draft,
  message: DraftMessage,
): Promise<void> {
  const isFirst = draft.messages.length === 0;
  const promptMessageId = isFirst ? null : draft.promptMessageId;
  await tx.drafts.save({ ...draft, promptMessageId, messages: [...draft.messages, message] });
  if (isFirst) return ask(tx, draft, clock.now());
  const content = { kind: 'mark' as const, messageId: message.messageId, mark: 'received' as const };
  await tell(tx, draft.conversationId, content, { ticketId: null, now: clock.now() });
}

/** Turns the question which ticket is meant into the one how severe a new matter is. */
export async function askSeverity(
  tx: Repositories,
  { clock, policy }: DraftParts,
  draft: Draft,
): Promise<void> {
  const expiresAt = clock.now() + policy.draftMs;
  await tx.drafts.save({ ...draft, question: 'severity', expiresAt });
  await ask(tx, draft, clock.now());
  await tx.jobs.enqueue('open-draft', draft.id, { key: draft.id, runAt: expiresAt });
}

/** Opens the ticket that the draft was for. */
export async function openDraft(
  tx: Repositories,
  parts: DraftParts,
  draft: Draft,
  severity: Severity,
): Promise<Result<Ticket, DeskError>> {
  const conversation = await tx.conversations.get(draft.conversationId);
  const first = draft.messages[0];
  if (conversation === null || first === undefined) return fail({ code: 'textMissing', verb: 'new' });
  const { opening, rest } = withinOneMessage(draft.messages);
  const opened = await openTicket(tx, parts, {
    requesterId: draft.personId,
    severity,
    message: asOne(parts.ids.next(), opening),
    requestedAt: first.at,
    conversation,
    follows: draft.follows,
  });
  if (!opened.ok) return opened;
  const written = await write(tx, parts, {
    draft,
    messages: rest,
    ticket: opened.value.ticket,
    conversation,
  });
  if (!written.ok) return written;
  await finish(tx, parts, draft, conversation, opened.value.ticket);
  return ok(opened.value.ticket);
}

/** Puts the draft's words into a ticket that was there before. */
export async function attachDraft(
  tx: Repositories,
  parts: DraftParts,
  draft: Draft,
  ticket: Ticket,
): Promise<Result<Ticket, DeskError>> {
  const conversation = await tx.conversations.get(draft.conversationId);
  if (conversation === null) return fail({ code: 'draftGone' });
  const written = await write(tx, parts, { draft, messages: draft.messages, ticket, conversation });
  if (!written.ok) return written;
  await finish(tx, parts, draft, conversation, ticket);
  return ok(ticket);
}

/** Puts messages of the draft into the ticket, each as its own. */
async function write(
  tx: Repositories,
  parts: DraftParts,
  words: {
    readonly draft: Draft;
    readonly messages: readonly DraftMessage[];
    readonly ticket: Ticket;
    readonly conversation: Conversation;
  },
): Promise<Result<null, DeskError>> {
  const { draft, messages, ticket, conversation } = words;
  for (const { text, attachments, at, messageId } of messages) {
    const written = await execute(tx, parts, {
      ticketId: ticket.id,
      actor: { id: draft.personId, role: 'requester' },
      command: { type: 'reply', at, message: { messageId: parts.ids.next(), text, attachments } },
      origin: { conversationId: conversation.id, messageId },
    });
    if (!written.ok) return written;
  }
  return ok(null);
}

async function finish(
  tx: Repositories,
  { clock }: DraftParts,
  draft: Draft,
  { platform, chat }: Conversation,
  ticket: Ticket,
): Promise<void> {
  await tx.drafts.save({ ...draft, state: 'done', ticketId: ticket.id });
  await tx.jobs.cancel('open-draft', draft.id);
  for (const { messageId } of draft.messages) {
    const { personId } = draft;
    await tx.deliveries.remember({
      platform,
      chat,
      messageId,
      ticketId: ticket.id,
      role: 'written',
      command: null,
      personId,
    });
  }
  await ask(tx, draft, clock.now());
}

/** The first messages, as many as one opening can carry, and those that have to follow it. */
function withinOneMessage(messages: readonly DraftMessage[]): {
  readonly opening: readonly DraftMessage[];
  readonly rest: readonly DraftMessage[];
} {
  const fits = (count: number): boolean => openingProblem(asOne('', messages.slice(0, count))) === null;
  const count = messages.findLastIndex((_, index) => fits(index + 1)) + 1;
  return { opening: messages.slice(0, count), rest: messages.slice(count) };
}

/** Messages as one opening text. */
function asOne(messageId: string, messages: readonly DraftMessage[]): MessageBody {
  return {
    messageId,
    text: messages
      .map(({ text }) => text)
      .filter((text) => text !== '')
      .join('\n\n'),
    attachments: messages.flatMap(({ attachments }) => attachments),
  };
}

/**
 * Ends a draft whose question nobody answered: it opens at the default severity, or its words go to the ticket
 * that was busy last; one without words is dropped. Looks at nothing that was answered in time.
 */
export async function expireDraft(
  parts: DraftParts & { readonly store: Store },
  draftId: string,
): Promise<void> {
  await parts.store.transaction(async (tx) => {
    const draft = await tx.drafts.lock(draftId);
    if (draft === null || draft.state === 'done') return;
    if (draft.messages.length === 0) {
      await tx.drafts.save({ ...draft, state: 'done' });
      return ask(tx, draft, parts.clock.now());
    }
    const ticket = draft.question === 'ticket' ? await latestOf(tx, draft.personId) : null;
    const ended =
      ticket === null
        ? await openDraft(tx, parts, draft, parts.policy.defaultSeverity)
        : await attachDraft(tx, parts, draft, ticket);
    if (!ended.ok) throw new Error(`a draft could not be ended: ${ended.error.code}`);
  });
}

async function latestOf(tx: Repositories, requesterId: PersonId): Promise<Ticket | null> {
  const statuses = ['new', 'open', 'pending', 'on_hold'] as const;
  const tickets = await tx.tickets.list({ requesterId, statuses, limit: 50 });
  return tickets.toSorted((a, b) => b.updatedAt - a.updatedAt)[0] ?? null;
}
