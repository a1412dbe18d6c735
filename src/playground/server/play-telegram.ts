// Plays what the page asks of people in Telegram.
import type { TelegramEmulator } from '../telegram/emulator.ts';
import type { TelegramAct } from './acts.ts';
import type { Cast } from './cast.ts';

/** Does the act. Resolves with what the bot answered to a press, or null. Throws what the client would show. */
export async function playTelegram(
  telegram: TelegramEmulator,
  cast: Cast,
  act: TelegramAct,
): Promise<string | null> {
  const person = telegram.as(telegramIdOf(cast, act.as));
  switch (act.act) {
    case 'telegram.start':
      await person.start();
      return null;
    case 'telegram.send': {
      const { chat, text, topic, replyTo } = act;
      const place = chat === person.id ? 'dm' : chat;
      await person.send(place, text, {
        ...(topic !== undefined && { topic }),
        ...(replyTo !== undefined && { replyTo: { message_id: replyTo, chat: { id: chat } } }),
      });
      return null;
    }
    case 'telegram.press':
      return (await person.press(messageOf(act.message), act.button)).text ?? null;
    case 'telegram.react':
      await person.react(messageOf(act.message), act.emoji ?? undefined);
      return null;
    default:
      return act satisfies never;
  }
}

export function telegramIdOf(cast: Cast, person: TelegramAct['as']): number {
  return person === 'ivan' ? cast.ivan.telegramId : cast.agents[person].telegramId;
}

function messageOf({ chat, message }: { chat: number; message: number }) {
  return { message_id: message, chat: { id: chat } };
}
