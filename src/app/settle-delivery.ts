// Says what became of a delivery: sent, to be tried again, or given up, and then who hears of that.
import type { MessageBody, TicketEvent } from '../domain/events.ts';
import type { Instant } from '../domain/instant.ts';
import { never } from '../domain/result.ts';
import type { DeliverParts, Settlement, Work } from './delivery-work.ts';
import { execute } from './execute.ts';
import { moveChat } from './moved-chats.ts';
import { tell } from './outbox.ts';
import { pageJob } from './page-job.ts';
import type { DeliveryState, MessengerFailure, Repositories } from './ports.ts';
import { attemptLimit, retryDelayMs } from './retry-delay.ts';

/** What a delivery became: the names of its message and its file, and what else is to be kept of it. */
export interface Arrival {
  readonly messageId?: string | null;
  readonly fileId?: string | null;
  readonly also?: (tx: Repositories) => Promise<void>;
}

/** A delivery that arrived, or that has nothing to say any more. */
export function settleSent(
  { clock }: DeliverParts,
  { delivery }: Pick<Work, 'delivery'>,
  { messageId = null, fileId = null, also }: Arrival = {},
): Settlement {
  const at = clock.now();
  const names = { ...(messageId !== null && { messageId }), ...(fileId !== null && { fileId }) };
  return {
    hasArrived: true,
    goesOn: true,
    async record(tx) {
      await also?.(tx);
      await tx.deliveries.settle(delivery.id, { state: 'sent', availableAt: at, at, ...names });
    },
  };
}

/** A delivery that was claimed and is left to the next drain, which may send it at once. */
export function settleUnsent({ clock }: DeliverParts, { delivery }: Pick<Work, 'delivery'>): Settlement {
  const at = clock.now();
  const { id, doubtSince } = delivery;
  return {
    hasArrived: false,
    goesOn: false,
    record: (tx) =>
      tx.deliveries.settle(id, {
        state: 'retrying',
        availableAt: at,
        at,
        ...(doubtSince !== null && { doubtSince }),
      }),
  };
}

/** Why a delivery did not go out, as far as the desk knows. */
export function settleFailure(parts: DeliverParts, work: Work, failure: MessengerFailure): Settlement {
  const { delivery, conversation } = work;
  if (delivery.attempts + 1 >= attemptLimit) return giveUp(parts, work, 'failed', reasonOf(failure));
  switch (failure.kind) {
    case 'retry':
      return tryLater(parts, work, failure);
    case 'threadGone':
      if (conversation.thread === null) return giveUp(parts, work, 'failed', failure.reason);
      return tryElsewhere(parts, work, { chat: conversation.chat, thread: null, reason: failure.reason });
    case 'moved':
      return followChat(parts, work, failure.chat);
    case 'blocked':
    case 'failed':
      return giveUp(parts, work, failure.kind, failure.reason);
    default:
      return never(failure);
  }
}

const reasonOf = (failure: MessengerFailure): string => (failure.kind === 'moved' ? 'moved' : failure.reason);

/** Where the platform may have taken it all the same, that stays in doubt from its first try on. */
function tryLater(
  { clock, random }: DeliverParts,
  { delivery, startsAt }: Work,
  { reason, afterMs, isInDoubt }: Extract<MessengerFailure, { kind: 'retry' }>,
): Settlement {
  const at = clock.now();
  const availableAt = at + retryDelayMs(delivery.attempts + 1, afterMs, random);
  const doubt = isInDoubt === true && { doubtSince: delivery.doubtSince ?? startsAt };
  return {
    hasArrived: false,
    goesOn: false,
    record: (tx) =>
      tx.deliveries.settle(delivery.id, { state: 'retrying', availableAt, error: reason, at, ...doubt }),
  };
}

function tryElsewhere(
  { clock }: DeliverParts,
  { delivery, conversation }: Work,
  { chat, thread, reason }: { chat: string; thread: string | null; reason: string },
): Settlement {
  const at = clock.now();
  return {
    hasArrived: false,
    goesOn: true,
    async record(tx) {
      const cardMessageId = thread === null ? null : conversation.cardMessageId;
      await tx.conversations.anchor(conversation.id, { chat, thread, cardMessageId });
      await tx.deliveries.settle(delivery.id, { state: 'retrying', availableAt: at, error: reason, at });
    },
  };
}

/** The chat goes on under another id, for this conversation and every other one. A mark stays with its message. */
function followChat(
  { clock, policy }: DeliverParts,
  { delivery, conversation: { platform, chat: from } }: Work,
  to: string,
): Settlement {
  const at = clock.now();
  const isMark = delivery.content.kind === 'mark';
  return {
    hasArrived: false,
    goesOn: true,
    async record(tx) {
      const move = { platform, from, to };
      await moveChat(tx, move);
      policy.movedChats.learn(move);
      const state = isMark ? 'sent' : 'retrying';
      await tx.deliveries.settle(delivery.id, { state, availableAt: at, error: 'moved', at });
    },
  };
}

/** The words of the event by which the requester was answered. */
export function answerIn(event: TicketEvent): MessageBody | null {
  if (event.type === 'ReplySent') return event.message;
  const isAnswer = event.type === 'TicketResolved' || (event.type === 'StageReached' && event.isFinal);
  return isAnswer ? event.comment : null;
}

/**
 * What a requester was to be told and never will be is taken back from the clocks, and the agents hear why. Where
 * somebody on call cannot be reached, the next one is paged at once.
 */
function giveUp(parts: DeliverParts, work: Work, state: DeliveryState, reason: string): Settlement {
  const { delivery, facts } = work;
  const at = parts.clock.now();
  return {
    hasArrived: false,
    goesOn: true,
    async record(tx) {
      await tx.deliveries.settle(delivery.id, { state, availableAt: at, error: reason, at });
      await passOver(tx, facts, at);
      await tellOfFailure(tx, parts, work, { reason, at });
    },
  };
}

async function tellOfFailure(
  tx: Repositories,
  parts: DeliverParts,
  { delivery, conversation, facts }: Work,
  { reason, at }: { readonly reason: string; readonly at: Instant },
): Promise<void> {
  const { event, ticket, reader } = facts;
  if (ticket === null || reader.side !== 'requester' || delivery.content.kind !== 'event') return;
  const { sequence } = delivery.content;
  const message = event === null ? null : answerIn(event);
  // That a colleague who follows the ticket was not reached takes no answer from its requester.
  const { personId } = conversation;
  const isFollowers = personId !== null && personId !== ticket.requesterId;
  if (message !== null && isFollowers) return;
  if (message !== null) {
    const command = { type: 'withdrawReply' as const, messageId: message.messageId, reason, sequence };
    await execute(tx, parts, { ticketId: ticket.id, actor: { id: null, role: 'desk' }, command });
    return;
  }
  for (const { id, side } of await tx.conversations.ofTicket(ticket.id)) {
    const content = { kind: 'undelivered', deliveryId: delivery.id } as const;
    if (side === 'agents') await tell(tx, id, content, { ticketId: ticket.id, now: at });
  }
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
