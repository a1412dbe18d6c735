// Takes the bot's own messages back: deleted within two days, and after that edited until they say nothing.
import type { OwnMessage } from '../../app/ports.ts';
import { erasedText } from '../../domain/erasure.ts';
import { type TelegramApi, wireId } from './api.ts';
import { isRefusal } from './failure.ts';
import { textOptions } from './sending.ts';

const GONE = /message to (delete|edit) not found|message identifier is not specified|MESSAGE_ID_INVALID/i;
/** Too old: Telegram lets bots delete for 48 hours, and edit what is their own for ever. */
const UNDELETABLE = /message can't be deleted/i;

/** Throws `MessengerError` where Telegram refuses. */
export async function remove(api: TelegramApi, chat: string, { kind, messageId }: OwnMessage): Promise<void> {
  if (messageId === null) return;
  const target = { chat_id: wireId(chat), message_id: Number(messageId) };
  await unlessGone(async () => {
    try {
      await api.call('deleteMessage', target);
    } catch (error) {
      if (!isRefusal(error, UNDELETABLE)) throw error;
      await (kind === 'file' ? emptyFile(api, target) : emptyText(api, target));
    }
  });
}

const emptyText = (api: TelegramApi, target: object): Promise<unknown> =>
  api.call('editMessageText', { ...target, text: erasedText, ...textOptions });

/** Another file in its place; the caption goes with the old one. */
function emptyFile(api: TelegramApi, target: object): Promise<unknown> {
  const source = Buffer.from(erasedText);
  return api.call('editMessageMedia', {
    ...target,
    media: { type: 'document', media: { source, filename: '0.txt' } },
  });
}

async function unlessGone(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isRefusal(error, GONE) && !isRefusal(error, /message is not modified/i)) throw error;
  }
}
