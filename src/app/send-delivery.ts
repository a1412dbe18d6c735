// Sends one delivery through its platform's messenger, opening the thread it belongs in where there is none yet.
import { never } from '../domain/result.ts';
import type { DeliverParts, Work } from './delivery-work.ts';
import type { ChatMessage, Conversation, Messenger, Posted } from './ports.ts';
import { sendFile } from './send-file.ts';
import { sendStatement } from './send-statement.ts';
import { settleSent } from './settle-delivery.ts';
import type { View } from './view.ts';

/** Sends and records it. @throws MessengerError where the platform refuses. */
export async function send(parts: DeliverParts, messenger: Messenger, work: Work): Promise<void> {
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
    case 'file':
      return sendFile(parts, messenger, { ...work, conversation }, content);
    case 'statement':
      return content.format === 'message'
        ? sendWords(parts, messenger, { ...work, conversation })
        : sendStatement(parts, messenger, { ...work, conversation }, content.format);
    case 'event':
    case 'byPhone':
    case 'fileLost':
    case 'digest':
    case 'undelivered':
    case 'accountLinked':
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
  const { ticket } = facts;
  await parts.store.transaction((tx) =>
    tx.deliveries.remember({
      platform: conversation.platform,
      chat: posted.chat,
      messageId: posted.messageId,
      ticketId: ticket?.id ?? null,
      role: roleOf(work),
      command: null,
      personId: null,
    }),
  );
  await settleSent(parts, work, posted.messageId);
}

/** Whose words were relayed; what the desk itself says of an event is nobody's. */
function roleOf({ delivery, facts }: Work): ChatMessage['role'] {
  if (delivery.content.kind !== 'event') return 'desk';
  if (facts.event?.type === 'RequesterWrote') return 'requester';
  return facts.event?.type === 'ReplySent' ? 'agent' : 'desk';
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
