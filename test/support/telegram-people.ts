// People on Telegram as end-to-end tests play them: in the chat with the bot, and in the agents' topics.
import type { CallbackAnswer } from '../../src/playground/telegram/callback-queries.ts';
import type { Message } from '../../src/playground/telegram/wire.ts';
import type { Scene } from './scene.ts';
import { supportGroup } from './scene-config.ts';
import { type Seen, type Window, windowOn } from './seen.ts';

type Actor = ReturnType<Scene['telegram']['as']>;

/** A chat or topic with one person in front of it. */
export interface TelegramWindow extends Window {
  writes(text: string, options?: { readonly replyTo?: Seen }): Promise<void>;
  /** Presses the newest button of that name and gives what Telegram shows over the chat for it. */
  presses(button: string): Promise<string>;
}

export interface TelegramPerson extends TelegramWindow {
  readonly id: number;
  readonly actor: Actor;
}

export interface TelegramAgent extends TelegramPerson {
  /** The ticket's topic in the agents' group, as soon as it is there. */
  topic(reference: string): Promise<TelegramWindow & { readonly name: string }>;
  /** What stands in no topic of the agents' group. */
  readonly lobby: TelegramWindow;
}

const patience = { withinMs: 15_000 };

interface NewPerson {
  readonly id?: number;
  readonly firstName: string;
  readonly lastName?: string;
  readonly username?: string;
  readonly languageCode?: string;
}

/** Somebody who has met the bot and read its welcome. */
export async function telegramPerson(scene: Scene, person: NewPerson): Promise<TelegramPerson> {
  const actor = scene.telegram.addUser(person);
  await actor.start();
  const window = personWindow(scene, actor);
  await window.reads(/\/help/);
  return window;
}

function personWindow({ telegram }: Scene, actor: Actor): TelegramPerson {
  const look = () => telegram.messages(actor.id);
  return { id: actor.id, actor, ...windowFor(telegram, actor, { place: 'dm', look }) };
}

/** A member of the agents' group, the front line's by default, who has not met the bot in private. */
export function telegramAgent(scene: Scene, person: NewPerson, group = supportGroup): TelegramAgent {
  const { telegram } = scene;
  const actor = telegram.addUser(person);
  telegram.groups.addMember(group, actor.id);
  const inTopic = (topic: number | null) =>
    windowFor(telegram, actor, {
      place: group,
      look: () => telegram.messages(group, { topic }),
      ...(topic !== null && { topic }),
    });
  return {
    ...personWindow(scene, actor),
    lobby: inTopic(null),
    async topic(reference) {
      const find = () => telegram.topics(group).find(({ name }) => name.startsWith(`${reference} `));
      const { id, name } = await telegram.waitFor(find, { ...patience, what: `the topic of ${reference}` });
      return { name, ...inTopic(id) };
    },
  };
}

function windowFor(
  telegram: Scene['telegram'],
  actor: Actor,
  { place, topic, look }: { place: 'dm' | number; topic?: number; look: () => readonly Message[] },
): TelegramWindow {
  const seen = () => look().map((message) => seenOn(telegram, message));
  const window = windowOn(seen, (probe, what) => telegram.waitFor(probe, { ...patience, what }));
  const chatId = place === 'dm' ? actor.id : place;
  return {
    ...window,
    async writes(text, { replyTo } = {}) {
      await actor.send(place, text, {
        ...(topic !== undefined && { topic }),
        ...(replyTo !== undefined && { replyTo: { message_id: Number(replyTo.id), chat: { id: chatId } } }),
      });
    },
    async presses(button) {
      const holder = () => look().findLast((message) => labels(message).includes(button));
      const message = await telegram.waitFor(holder, { ...patience, what: `the button "${button}"` });
      const answer: CallbackAnswer = await actor.press(message, button);
      return answer.text ?? '';
    },
  };
}

const labels = ({ reply_markup }: Message): string[] =>
  reply_markup?.inline_keyboard?.flat().map(({ text }) => text) ?? [];

function seenOn({ bot }: Scene['telegram'], message: Message): Seen {
  return {
    id: String(message.message_id),
    isDesk: message.from.id === bot.id,
    by: message.from.first_name,
    text: message.text ?? message.caption ?? '',
    buttons: labels(message),
    reactions: [],
  };
}
