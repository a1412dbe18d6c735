// Sends one delivery through its platform's messenger, after the ticket's card where that is not there yet.
import type { EventOf } from '../domain/events.ts';
import { never } from '../domain/result.ts';
import type { DeliverParts, Settlement, Work } from './delivery-work.ts';
import {
  type ChatMessage,
  type Conversation,
  type Messenger,
  MessengerError,
  type Posted,
  type Repositories,
} from './ports.ts';
import { sendFile } from './send-file.ts';
import { sendStatement } from './send-statement.ts';
import { settleSent } from './settle-delivery.ts';
import type { View } from './view.ts';

/** Sends it, and says what is to be recorded of that. @throws MessengerError where the platform refuses. */
export async function send(parts: DeliverParts, messenger: Messenger, work: Work): Promise<Settlement> {
  const { content } = work.delivery;
  if (content.kind === 'card') return sendCard(parts, messenger, work);
  const conversation = await withCard(parts, messenger, work);
  const placed = { ...work, conversation };
  switch (content.kind) {
    case 'draft':
      return sendDraft(parts, messenger, placed);
    case 'mark':
      await messenger.mark(conversation, content.messageId, content.mark);
      return settleSent(parts, work);
    case 'file':
      return sendFile(parts, messenger, placed, content);
    case 'statement':
      return content.format === 'message'
        ? sendWords(parts, messenger, placed)
        : sendStatement(parts, messenger, placed, content.format);
    case 'event':
      return work.facts.event?.type === 'MessageEdited'
        ? sendEdit(parts, messenger, placed, work.facts.event)
        : sendWords(parts, messenger, placed);
    case 'byPhone':
    case 'fileLost':
    case 'digest':
    case 'undelivered':
    case 'accountLinked':
      return sendWords(parts, messenger, placed);
    default:
      return never(content);
  }
}

/** Whether the ticket's card has to come before anything else that agents are told of it. */
export function lacksCard({ conversation, facts }: Pick<Work, 'conversation' | 'facts'>): boolean {
  return conversation.side === 'agents' && conversation.cardMessageId === null && facts.ticket !== null;
}

/** Recorded at once, since what is said next may fail and must not bring the card again. */
async function withCard(parts: DeliverParts, messenger: Messenger, work: Work): Promise<Conversation> {
  const view = lacksCard(work) ? parts.presenter.present({ kind: 'card' }, work.facts) : null;
  if (view === null) return work.conversation;
  // Under a name of its own: the words that follow bear the delivery's.
  const posted = await postOrOpen(messenger, work, view, `${work.delivery.id}/card`);
  await parts.store.transaction((tx) => anchorCard(tx, work, posted));
  const { chat, thread, messageId } = posted;
  return { ...work.conversation, chat, thread, cardMessageId: messageId };
}

/** The card is the first in its thread, and is edited from then on. */
async function sendCard(parts: DeliverParts, messenger: Messenger, work: Work): Promise<Settlement> {
  const { conversation, view } = work;
  const { cardMessageId } = conversation;
  if (view === null) return settleSent(parts, work, { messageId: cardMessageId });
  if (lacksCard(work)) {
    const posted = await postOrOpen(messenger, work, view, work.delivery.id);
    const also = (tx: Repositories) => anchorCard(tx, work, posted);
    return settleSent(parts, work, { messageId: posted.messageId, also });
  }
  if (cardMessageId !== null) await messenger.edit(conversation, cardMessageId, view);
  return settleSent(parts, work, { messageId: cardMessageId });
}

/** A draft's question is posted once, and edited when it has been answered. */
async function sendDraft(parts: DeliverParts, messenger: Messenger, work: Work): Promise<Settlement> {
  const { conversation, view } = work;
  const { draft } = work.facts;
  if (draft === null || view === null) return settleSent(parts, work);
  if (draft.promptMessageId !== null) {
    await messenger.edit(conversation, draft.promptMessageId, view);
    return settleSent(parts, work, { messageId: draft.promptMessageId });
  }
  const posted = await postOrOpen(messenger, work, view, work.delivery.id);
  const also = async (tx: Repositories): Promise<void> => {
    await anchorFirst(tx, work, posted);
    const current = await tx.drafts.lock(draft.id);
    if (current !== null) await tx.drafts.save({ ...current, promptMessageId: posted.messageId });
  };
  return settleSent(parts, work, { messageId: posted.messageId, also });
}

/** What told the words is edited where its platform allows that; else a message of its own says what they are now. */
async function sendEdit(
  parts: DeliverParts,
  messenger: Messenger,
  work: Work,
  { original }: EventOf<'MessageEdited'>,
): Promise<Settlement> {
  const { conversation, facts } = work;
  const edited = parts.presenter.edited(facts);
  const told = { ticketId: facts.ticket?.id ?? '', sequence: original };
  const copy =
    edited === null
      ? null
      : await parts.store.read(({ deliveries }) => deliveries.copyOf(conversation.id, told));
  if (edited === null || copy === null) return sendWords(parts, messenger, work);
  try {
    await messenger.edit(conversation, copy, edited);
    return settleSent(parts, work);
  } catch (error) {
    if (!(error instanceof MessengerError) || error.failure.kind !== 'failed') throw error;
    return sendWords(parts, messenger, work);
  }
}

async function sendWords(parts: DeliverParts, messenger: Messenger, work: Work): Promise<Settlement> {
  const { conversation, facts, view } = work;
  if (view === null) return settleSent(parts, work);
  const posted = await postOrOpen(messenger, work, view, work.delivery.id);
  const { messageId, chat } = posted;
  const also = async (tx: Repositories): Promise<void> => {
    await anchorFirst(tx, work, posted);
    await tx.deliveries.remember({
      platform: conversation.platform,
      chat,
      messageId,
      ticketId: facts.ticket?.id ?? null,
      role: roleOf(work),
      command: null,
      personId: null,
    });
  };
  return settleSent(parts, work, { messageId, also });
}

/** Whose words were relayed; what the desk itself says of an event is nobody's. */
function roleOf({ delivery, facts }: Work): ChatMessage['role'] {
  if (delivery.content.kind !== 'event') return 'desk';
  const { event } = facts;
  if (event?.type === 'MessageEdited') return event.saidAs === 'reply' ? 'agent' : roleOfEdit(event);
  if (event?.type === 'RequesterWrote') return 'requester';
  return event?.type === 'ReplySent' ? 'agent' : 'desk';
}

/** An answer to a note stays among agents, as one to the card does. */
const roleOfEdit = ({ saidAs }: EventOf<'MessageEdited'>): ChatMessage['role'] =>
  saidAs === 'note' ? 'desk' : 'requester';

/** Where no thread is open, the message begins one. */
function postOrOpen(
  messenger: Messenger,
  { conversation, delivery: { doubtSince } }: Work,
  view: View,
  deliveryId: string,
): Promise<Posted> {
  const attempt = { deliveryId, doubtSince };
  return isToBegin(conversation)
    ? messenger.open(conversation.chat, view, attempt)
    : messenger.post(conversation, view, attempt);
}

const isToBegin = ({ form, thread }: Conversation): boolean => form === 'thread' && thread === null;

/** Where the message began its thread, that is where the conversation goes on. */
async function anchorFirst(tx: Repositories, { conversation }: Work, posted: Posted): Promise<void> {
  if (!isToBegin(conversation)) return;
  const { chat, thread } = posted;
  await tx.conversations.anchor(conversation.id, { chat, thread, cardMessageId: conversation.cardMessageId });
}

async function anchorCard(tx: Repositories, { conversation, facts }: Work, posted: Posted): Promise<void> {
  const { chat, thread, messageId } = posted;
  await tx.conversations.anchor(conversation.id, { chat, thread, cardMessageId: messageId });
  await tx.deliveries.remember({
    platform: conversation.platform,
    chat,
    messageId,
    ticketId: facts.ticket?.id ?? null,
    role: 'card',
    command: null,
    personId: null,
  });
}
