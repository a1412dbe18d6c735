// Drains one conversation of the delivery ledger: its deliveries in order, one at a time across all replicas.
import { never } from '../domain/result.ts';
import { execute } from './execute.ts';
import { gatherFacts } from './facts.ts';
import { tell } from './outbox.ts';
import type { DeskPolicy } from './policy.ts';
import type {
  Clock,
  Conversation,
  Delivery,
  DeliveryState,
  Facts,
  Ids,
  Logger,
  Messenger,
  MessengerFailure,
  Platforms,
  Posted,
  Presenter,
  Store,
} from './ports.ts';
import { MessengerError } from './ports.ts';
import type { LanguageOf } from './reader.ts';
import { attemptLimit, retryDelayMs } from './retry-delay.ts';
import type { View } from './view.ts';

export interface DeliverParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  readonly policy: DeskPolicy;
  readonly languageOf: LanguageOf;
  readonly platforms: Platforms;
  readonly presenter: Presenter;
  /** Between 0 and 1. */
  readonly random: () => number;
}

/** How long a drain may be silent before another may take its place: longer than any single platform call. */
const leaseMs = 60_000;

/** Sends what the conversation is owed and can have now; a job wakes the rest when its time comes. */
export async function deliverConversation(parts: DeliverParts, conversationId: string): Promise<void> {
  const owner = parts.ids.next();
  if (!(await lease(parts, conversationId, owner))) return;
  try {
    let isOurs = true;
    while (isOurs)
      isOurs = (await deliverNext(parts, conversationId)) && (await lease(parts, conversationId, owner));
  } finally {
    await parts.store.transaction((tx) => tx.deliveries.release(conversationId, owner));
  }
  await wakeForTheRest(parts, conversationId);
}

/** Takes the lease; where another drain has it, looks again when that lease would have run out. */
async function lease(
  { store, clock }: DeliverParts,
  conversationId: string,
  owner: string,
): Promise<boolean> {
  const now = clock.now();
  return store.transaction(async (tx) => {
    const taken = await tx.deliveries.lease(conversationId, owner, now, now + leaseMs);
    // Under a key of its own: it must not put off the job by which the drain that has the lease wakes the rest.
    const key = `${conversationId}:lease`;
    if (!taken) await tx.jobs.enqueue('deliver', conversationId, { key, runAt: now + leaseMs });
    return taken;
  });
}

/** A delivery that came while the lease was being given back, or that is to wait, gets a job of its own. */
async function wakeForTheRest({ store, clock }: DeliverParts, conversationId: string): Promise<void> {
  await store.transaction(async (tx) => {
    const rest = await tx.deliveries.next(conversationId);
    if (rest === null) return;
    const later = rest.availableAt > clock.now() ? { runAt: rest.availableAt } : {};
    await tx.jobs.enqueue('deliver', conversationId, { key: conversationId, ...later });
  });
}

/** Sends one delivery; false when there is none to be sent now. */
async function deliverNext(parts: DeliverParts, conversationId: string): Promise<boolean> {
  const { store, clock, platforms } = parts;
  const work = await store.transaction(async (tx) => {
    const delivery = await tx.deliveries.next(conversationId);
    const conversation = await tx.conversations.get(conversationId);
    if (delivery === null || conversation === null || delivery.availableAt > clock.now()) return null;
    await tx.deliveries.settle(delivery.id, {
      state: 'sending',
      availableAt: delivery.availableAt,
      at: clock.now(),
    });
    return {
      delivery,
      conversation,
      facts: await gatherFacts(tx, parts, { conversation, delivery, now: clock.now() }),
    };
  });
  if (work === null) return false;
  const platform = platforms.get(work.conversation.platform);
  if (platform === undefined) {
    await settleFailure(parts, work, { kind: 'blocked', reason: 'this platform is not configured' });
    return true;
  }
  try {
    await send(parts, platform.messenger, work);
  } catch (error) {
    if (!(error instanceof MessengerError))
      parts.logger.error({ err: error, deliveryId: work.delivery.id }, 'a delivery could not be sent');
    const failure: MessengerFailure =
      error instanceof MessengerError
        ? error.failure
        : { kind: 'retry', reason: String(error), afterMs: null };
    return settleFailure(parts, work, failure);
  }
  return true;
}

interface Work {
  readonly delivery: Delivery;
  readonly conversation: Conversation;
  readonly facts: Facts;
}

async function send(parts: DeliverParts, messenger: Messenger, work: Work): Promise<void> {
  const { content } = work.delivery;
  const conversation = await withThread(parts, messenger, work);
  switch (content.kind) {
    case 'card':
      return conversation === work.conversation
        ? sendCard(parts, messenger, work)
        : settleSent(parts, work, conversation.cardMessageId);
    case 'draft':
      return sendDraft(parts, messenger, { ...work, conversation });
    case 'mark':
      await messenger.mark(conversation, content.messageId, content.mark);
      return settleSent(parts, work, null);
    case 'event':
    case 'undelivered':
      return sendWords(parts, messenger, { ...work, conversation });
    default:
      return never(content);
  }
}

/** An agents' thread is opened with the ticket's card before anything else is said in it. */
async function withThread(parts: DeliverParts, messenger: Messenger, work: Work): Promise<Conversation> {
  const { conversation, delivery, facts } = work;
  const { ticket } = facts;
  const isOpen =
    conversation.form === 'flat' ? conversation.cardMessageId !== null : conversation.thread !== null;
  if (conversation.side !== 'agents' || isOpen || ticket === null) return conversation;
  const view = parts.presenter.present({ kind: 'card' }, facts);
  if (view === null) return conversation;
  const title = parts.presenter.threadTitle(ticket);
  const posted = await messenger.open(conversation.chat, view, { title, deliveryId: delivery.id });
  return anchor(parts, conversation, posted, { cardMessageId: posted.messageId, ticketId: ticket.id });
}

async function sendCard(parts: DeliverParts, messenger: Messenger, work: Work): Promise<void> {
  const { conversation } = work;
  const view = parts.presenter.present(work.delivery.content, work.facts);
  if (view !== null && conversation.cardMessageId !== null) {
    await messenger.edit(conversation, conversation.cardMessageId, view);
  }
  await settleSent(parts, work, conversation.cardMessageId);
}

/** A draft's question is posted once, and edited when it has been answered. */
async function sendDraft(parts: DeliverParts, messenger: Messenger, work: Work): Promise<void> {
  const { draft } = work.facts;
  const view = parts.presenter.present(work.delivery.content, work.facts);
  if (draft === null || view === null) return settleSent(parts, work, null);
  if (draft.promptMessageId !== null) {
    await messenger.edit(work.conversation, draft.promptMessageId, view);
    return settleSent(parts, work, draft.promptMessageId);
  }
  const posted = await postOrOpen(parts, messenger, work, view);
  await parts.store.transaction(async (tx) => {
    const current = await tx.drafts.lock(draft.id);
    if (current !== null) await tx.drafts.save({ ...current, promptMessageId: posted.messageId });
  });
  await settleSent(parts, work, posted.messageId);
}

async function sendWords(parts: DeliverParts, messenger: Messenger, work: Work): Promise<void> {
  const { conversation, delivery, facts } = work;
  const view = parts.presenter.present(delivery.content, facts);
  if (view === null) return settleSent(parts, work, null);
  const posted = await postOrOpen(parts, messenger, work, view);
  const { ticket, event } = facts;
  await parts.store.transaction((tx) =>
    tx.deliveries.remember({
      platform: conversation.platform,
      chat: posted.chat,
      messageId: posted.messageId,
      ticketId: ticket?.id ?? null,
      role: event?.type === 'RequesterWrote' ? 'requester' : event?.type === 'ReplySent' ? 'agent' : 'desk',
      command: null,
      personId: null,
    }),
  );
  await settleSent(parts, work, posted.messageId);
}

/** A requester's thread is opened by the first words in it. */
async function postOrOpen(
  parts: DeliverParts,
  messenger: Messenger,
  work: Work,
  view: View,
): Promise<Posted> {
  const { conversation, delivery, facts } = work;
  if (conversation.form === 'flat' || conversation.thread !== null) {
    return messenger.post(conversation, view, { deliveryId: delivery.id });
  }
  const title = facts.ticket === null ? '' : parts.presenter.threadTitle(facts.ticket);
  const posted = await messenger.open(conversation.chat, view, { title, deliveryId: delivery.id });
  await anchor(parts, conversation, posted, { cardMessageId: null, ticketId: null });
  return posted;
}

async function anchor(
  { store }: DeliverParts,
  conversation: Conversation,
  posted: Posted,
  { cardMessageId, ticketId }: { cardMessageId: string | null; ticketId: string | null },
): Promise<Conversation> {
  const place = { chat: posted.chat, thread: posted.thread, cardMessageId };
  await store.transaction(async (tx) => {
    await tx.conversations.anchor(conversation.id, place);
    if (cardMessageId === null) return;
    const { platform } = conversation;
    await tx.deliveries.remember({
      platform,
      chat: posted.chat,
      messageId: cardMessageId,
      ticketId,
      role: 'card',
      command: null,
      personId: null,
    });
  });
  return { ...conversation, ...place };
}

async function settleSent(
  { store, clock }: DeliverParts,
  { delivery }: Work,
  messageId: string | null,
): Promise<void> {
  const at = clock.now();
  const sent = { state: 'sent' as const, availableAt: at, at };
  await store.transaction((tx) =>
    tx.deliveries.settle(delivery.id, messageId === null ? sent : { ...sent, messageId }),
  );
}

/** Records why a delivery did not go out; false when the conversation has to wait before it is tried again. */
async function settleFailure(parts: DeliverParts, work: Work, failure: MessengerFailure): Promise<boolean> {
  const { store, clock, random } = parts;
  const { delivery, conversation } = work;
  const at = clock.now();
  if (delivery.attempts + 1 >= attemptLimit) return giveUp(parts, work, 'failed', reasonOf(failure));
  switch (failure.kind) {
    case 'retry': {
      const availableAt = at + retryDelayMs(delivery.attempts + 1, failure.afterMs, random);
      const error = failure.reason;
      await store.transaction((tx) =>
        tx.deliveries.settle(delivery.id, { state: 'retrying', availableAt, error, at }),
      );
      return false;
    }
    case 'threadGone':
      if (conversation.thread === null) return giveUp(parts, work, 'failed', failure.reason);
      return tryElsewhere(parts, work, { chat: conversation.chat, thread: null, reason: failure.reason });
    case 'moved':
      return tryElsewhere(parts, work, {
        chat: failure.chat,
        thread: conversation.thread,
        reason: reasonOf(failure),
      });
    case 'blocked':
    case 'failed':
      return giveUp(parts, work, failure.kind, failure.reason);
    default:
      return never(failure);
  }
}

const reasonOf = (failure: MessengerFailure): string => (failure.kind === 'moved' ? 'moved' : failure.reason);

async function tryElsewhere(
  { store, clock }: DeliverParts,
  { delivery, conversation }: Work,
  { chat, thread, reason }: { chat: string; thread: string | null; reason: string },
): Promise<boolean> {
  const at = clock.now();
  await store.transaction(async (tx) => {
    const cardMessageId = thread === null ? null : conversation.cardMessageId;
    await tx.conversations.anchor(conversation.id, { chat, thread, cardMessageId });
    await tx.deliveries.settle(delivery.id, { state: 'retrying', availableAt: at, error: reason, at });
  });
  return true;
}

/** What a requester was to be told and never will be is taken back from the clocks, and the agents hear why. */
async function giveUp(
  parts: DeliverParts,
  work: Work,
  state: DeliveryState,
  reason: string,
): Promise<boolean> {
  const { store, clock } = parts;
  const { delivery, facts } = work;
  const at = clock.now();
  await store.transaction(async (tx) => {
    await tx.deliveries.settle(delivery.id, { state, availableAt: at, error: reason, at });
    const { event, ticket, reader } = facts;
    if (ticket === null || reader.side !== 'requester' || delivery.content.kind !== 'event') return;
    const message =
      event?.type === 'ReplySent' ? event.message : event?.type === 'TicketResolved' ? event.comment : null;
    if (message !== null && message !== undefined) {
      const command = { type: 'withdrawReply' as const, messageId: message.messageId, reason };
      await execute(tx, parts, { ticketId: ticket.id, actor: { id: null, role: 'desk' }, command });
      return;
    }
    for (const { id, side } of await tx.conversations.ofTicket(ticket.id)) {
      if (side === 'agents')
        await tell(
          tx,
          id,
          { kind: 'undelivered', deliveryId: delivery.id },
          { ticketId: ticket.id, now: at },
        );
    }
  });
  return true;
}
