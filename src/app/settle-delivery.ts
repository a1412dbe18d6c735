// Records what became of a delivery: sent, to be tried again, or given up, and then who hears of that.
import type { MessageBody, TicketEvent } from '../domain/events.ts';
import type { Instant } from '../domain/instant.ts';
import { never } from '../domain/result.ts';
import type { DeliverParts, Work } from './delivery-work.ts';
import { execute } from './execute.ts';
import { tell } from './outbox.ts';
import { pageJob } from './page-job.ts';
import type { DeliveryState, MessengerFailure, Repositories } from './ports.ts';
import { attemptLimit, retryDelayMs } from './retry-delay.ts';

/** Records a delivery as sent, by the message and the file that it became where it became such. */
export async function settleSent(
  { store, clock }: DeliverParts,
  { delivery }: Work,
  messageId: string | null,
  fileId: string | null = null,
): Promise<void> {
  const at = clock.now();
  const names = { ...(messageId !== null && { messageId }), ...(fileId !== null && { fileId }) };
  await store.transaction((tx) =>
    tx.deliveries.settle(delivery.id, { state: 'sent', availableAt: at, at, ...names }),
  );
}

/** Records why a delivery did not go out; false when the conversation has to wait before it is tried again. */
export async function settleFailure(
  parts: DeliverParts,
  work: Work,
  failure: MessengerFailure,
): Promise<boolean> {
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

/** The words of the event by which the requester was answered. */
function answerIn(event: TicketEvent): MessageBody | null {
  if (event.type === 'ReplySent') return event.message;
  const isAnswer = event.type === 'TicketResolved' || (event.type === 'StageReached' && event.isFinal);
  return isAnswer ? event.comment : null;
}

/**
 * What a requester was to be told and never will be is taken back from the clocks, and the agents hear why. Where
 * somebody on call cannot be reached, the next one is paged at once.
 */
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
    await passOver(tx, facts, at);
    if (ticket === null || reader.side !== 'requester' || delivery.content.kind !== 'event') return;
    const message = event === null ? null : answerIn(event);
    // That a colleague who follows the ticket was not reached takes no answer from its requester.
    const { personId } = work.conversation;
    const isFollowers = personId !== null && personId !== ticket.requesterId;
    if (message !== null && isFollowers) return;
    if (message !== null) {
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

/** Where the only person of the last round cannot be reached, the next one is paged without waiting. */
async function passOver(
  tx: Repositories,
  { ticket, event, reader }: Work['facts'],
  at: Instant,
): Promise<void> {
  if (ticket === null || event?.type !== 'OnCallPaged' || reader.side !== 'personal') return;
  const { rounds } = ticket.paging ?? { rounds: [] };
  const [unreached, ...others] = event.accounts;
  const isLast = rounds
    .at(-1)
    ?.every(({ platform, userId }) => platform === unreached?.platform && userId === unreached.userId);
  if (others.length > 0 || !isLast) return;
  await tx.jobs.enqueue('page', pageJob(ticket.id, rounds.length), { key: ticket.id, runAt: at });
}
