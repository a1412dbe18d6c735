// Takes the app's own messages and files back.
import { z } from 'zod';
import type { OwnMessage } from '../../app/ports.ts';
import type { SlackClient } from './client.ts';
import { codeOf } from './failure.ts';

const sharesIn = z.record(z.string(), z.array(z.object({ ts: z.string() }))).optional();
const sharedFile = z.object({
  file: z.object({ shares: z.object({ public: sharesIn, private: sharesIn }).optional() }),
});

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

/** The messages in the chat by which the file was shared. */
async function sharesOf(client: SlackClient, chat: string, fileId: string): Promise<readonly string[]> {
  const info = await unlessGone(() => client.files.info({ file: fileId }));
  if (info === null) return [];
  const { shares } = sharedFile.parse(info).file;
  return [shares?.public, shares?.private].flatMap((by) => by?.[chat]?.map(({ ts }) => ts) ?? []);
}

async function unlessGone<T>(call: () => Promise<T>): Promise<T | null> {
  try {
    return await call();
  } catch (error) {
    if (gone.has(codeOf(error) ?? '')) return null;
    throw error;
  }
}
