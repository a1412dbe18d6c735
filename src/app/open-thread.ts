// Opens the thread that a delivery belongs in, before anything is said there.
import type { DeliverParts, Work } from './delivery-work.ts';
import { plannedCalls } from './planned-calls.ts';
import type { Conversation, Messenger, Repositories } from './ports.ts';

/** Runs `work` in a transaction, also where it has to wait for the database. */
export type Commit = <T>(work: (tx: Repositories) => Promise<T>) => Promise<T>;

/**
 * The work in its thread, where the platform opens threads by themselves. That is on record before the first word
 * stands in it, so that whatever is answered there is known to belong to the ticket, also if the process dies now.
 * @throws MessengerError where the platform refuses, and what `commit` throws
 */
export async function inOpenThread(
  { presenter }: Pick<DeliverParts, 'presenter'>,
  messenger: Messenger,
  work: Work,
  commit: Commit,
): Promise<Work> {
  const { conversation, facts } = work;
  if (!plannedCalls(presenter, work).some((call) => call.kind === 'post' && call.opensThread)) return work;
  const title = facts.ticket === null ? '' : presenter.threadTitle(facts.ticket);
  const thread = await messenger.openThread(conversation.chat, title);
  if (thread === null) return work;
  return { ...work, conversation: await commit((tx) => anchor(tx, { ...conversation, thread })) };
}

/** Who opened another thread for it meanwhile was first: that one is gone on with. */
async function anchor(tx: Repositories, opened: Conversation): Promise<Conversation> {
  const { id, chat, thread, cardMessageId } = opened;
  const current = await tx.conversations.get(id);
  if (current !== null && current.thread !== null) return current;
  await tx.conversations.anchor(id, { chat, thread, cardMessageId });
  return opened;
}
