// Plays what the page asks of people in Telegram.
import type { Actor } from '../telegram/actor.ts';
import type { TelegramEmulator } from '../telegram/emulator.ts';
import type { TelegramAct } from './acts.ts';
import type { Cast } from './cast.ts';
import { attachmentsOf } from './telegram-attachments.ts';
import type { Uploads } from './uploads.ts';

/** Does the act. Resolves with what the bot answered to a press, or null. Throws what the client would show. */
export async function playTelegram(
  telegram: TelegramEmulator,
  cast: Cast,
  uploads: Uploads,
  act: TelegramAct,
): Promise<string | null> {
  const person = telegram.as(telegramIdOf(cast, act.as));
  switch (act.act) {
    case 'telegram.start':
      await person.start();
      return null;
    case 'telegram.send':
      await send(person, uploads, act);
      return null;
    case 'telegram.press':
      return (await person.press(messageOf(act.message), act.button)).text ?? null;
    case 'telegram.react':
      await person.react(messageOf(act.message), act.emoji ?? undefined);
      return null;
    default:
      return act satisfies never;
  }
}

type Send = Extract<TelegramAct, { act: 'telegram.send' }>;

/** One file goes with the text below it, several as an album. */
async function send(
  person: Actor,
  uploads: Uploads,
  { chat, text, topic, replyTo, uploads: ids = [] }: Send,
): Promise<void> {
  const place = chat === person.id ? 'dm' : chat;
  const options = {
    ...(topic !== undefined && { topic }),
    ...(replyTo !== undefined && { replyTo: { message_id: replyTo, chat: { id: chat } } }),
  };
  const attachments = attachmentsOf(uploads.take(ids));
  if (attachments.length > 1) await person.sendAlbum(place, attachments, { ...options, caption: text });
  else await person.send(place, text, { ...options, ...attachments[0] });
}

export function telegramIdOf(cast: Cast, person: TelegramAct['as']): number {
  return person === 'ivan' ? cast.ivan.telegramId : cast.agents[person].telegramId;
}

function messageOf({ chat, message }: { chat: number; message: number }) {
  return { message_id: message, chat: { id: chat } };
}
