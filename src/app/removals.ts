// Takes the desk's own messages back from agents' chats once what they say was erased.

import { tell } from './outbox.ts';
import { type Messenger, MessengerError, type MessengerFailure } from './platform-ports.ts';
import type { Clock, Logger, Platforms, Presenter, Removal, Store } from './ports.ts';
import { retryDelayMs } from './retry-delay.ts';

export interface RemovalParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly platforms: Platforms;
  readonly presenter: Pick<Presenter, 'threadTitle'>;
  /** Between 0 and 1. */
  readonly random: () => number;
}

/** How many are tried in a row; platforms limit deletions as they limit messages. */
const batchSize = 20;
/** With the delays between them about twenty minutes. */
const attemptLimit = 10;

/** Tries what is due; true while there may be more. */
export async function removeCopies(parts: RemovalParts): Promise<boolean> {
  const { store, clock, logger } = parts;
  const due = await store.read(({ privacy }) => privacy.dueRemovals(clock.now(), batchSize));
  let refused = 0;
  for (const removal of due) refused += (await removeCopy(parts, removal)) ? 0 : 1;
  if (due.length > 0) logger.info({ removals: due.length, refused }, 'took back messages from chats');
  return due.length === batchSize && refused < due.length;
}

/** False where the message stands there still. */
async function removeCopy(parts: RemovalParts, removal: Removal): Promise<boolean> {
  const { store, platforms } = parts;
  const { conversation } = removal;
  const messenger = platforms.get(conversation.platform)?.messenger;
  if (messenger === undefined)
    return postpone(parts, removal, { kind: 'failed', reason: 'this platform is not configured' });
  try {
    await takeBack(parts, messenger, removal);
  } catch (error) {
    if (error instanceof MessengerError) return postpone(parts, removal, error.failure);
    parts.logger.error({ err: error, removal: removal.id }, 'a message could not be taken back');
    return postpone(parts, removal, { kind: 'retry', reason: String(error), afterMs: null });
  }
  await store.transaction((tx) => tx.privacy.finishRemoval(removal.id));
  return true;
}

/** A ticket's card is told anew, as it stands now, and its thread is named by what is left of it. */
async function takeBack(
  { store, clock, presenter }: RemovalParts,
  messenger: Messenger,
  { conversation, ticketId, kind, messageId, fileId }: Removal,
): Promise<void> {
  if (kind !== 'card') return messenger.remove(conversation, { kind, messageId, fileId });
  const ticket = await store.transaction(async (tx) => {
    await tell(tx, conversation.id, { kind: 'card' }, { ticketId, now: clock.now() });
    return tx.tickets.find({ id: ticketId });
  });
  if (ticket !== null) await messenger.rename(conversation, presenter.threadTitle(ticket));
}

async function postpone(
  { store, clock, logger, random }: RemovalParts,
  removal: Removal,
  failure: MessengerFailure,
): Promise<false> {
  const attempt = removal.attempts + 1;
  const isFinal = (failure.kind !== 'retry' && failure.kind !== 'moved') || attempt >= attemptLimit;
  const reason = failure.kind === 'moved' ? 'the chat has moved' : failure.reason;
  const afterMs = failure.kind === 'retry' ? failure.afterMs : null;
  const availableAt = clock.now() + retryDelayMs(attempt, afterMs, random);
  if (isFinal) {
    const { id, conversation, messageId } = removal;
    const { platform, chat } = conversation;
    logger.warn({ removal: id, platform, chat, messageId, reason }, 'a message could not be taken back');
  }
  await store.transaction(async (tx) => {
    if (failure.kind === 'moved') {
      const { id, thread, cardMessageId } = removal.conversation;
      await tx.conversations.anchor(id, { chat: failure.chat, thread, cardMessageId });
    }
    await tx.privacy.postponeRemoval(removal.id, { availableAt, refusal: isFinal ? reason : null });
  });
  return false;
}
