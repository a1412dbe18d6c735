// Takes the app's own messages and files back.
import type { OwnMessage } from '../../app/ports.ts';
import { sharesOf } from './arrived.ts';
import type { SlackClient } from './client.ts';
import { codeOf } from './failure.ts';

const gone = new Set(['message_not_found', 'file_not_found', 'file_deleted', 'channel_not_found']);

/** Removes a message; with a file its bytes go, and the message that it was shared in. Throws what the client throws. */
export async function remove(client: SlackClient, chat: string, message: OwnMessage): Promise<void> {
  const { messageId, fileId } = message;
  const messages = messageId === null ? [] : [messageId];
  if (fileId !== null) {
    messages.push(...(await sharesOf(client, chat, fileId)));
    await unlessGone(() => client.files.delete({ file: fileId }));
  }
  for (const ts of messages) await unlessGone(() => client.chat.delete({ channel: chat, ts }));
}

async function unlessGone<T>(call: () => Promise<T>): Promise<T | null> {
  try {
    return await call();
  } catch (error) {
    if (gone.has(codeOf(error) ?? '')) return null;
    throw error;
  }
}
