// The front line's agent as end-to-end tests play her: on Slack in the threads of its channel, on Telegram in topics.
import type { Scene } from './scene.ts';
import type { AgentsIn } from './scene-config.ts';
import { escaped, type Seen, type Window } from './seen.ts';
import { slackAgent } from './slack-people.ts';
import { telegramAgent } from './telegram-people.ts';

/** An agent of the front line, wherever the agents work. Texts are looked for as they stand, patterns as such. */
export interface FrontLine {
  readonly name: string;
  /** How messages in a shared chat name her so that she is notified. */
  readonly mention: string;
  /** Her direct messages with the desk. */
  readonly direct: Window;
  /** The ticket's thread: the same window, with what was read in it, each time. */
  thread(reference: string): Promise<Window>;
  /** The ticket's card as it stands now. */
  card(reference: string): Promise<string>;
  /** A command in the ticket's thread. */
  says(reference: string, line: string): Promise<void>;
  /** Plain words in the ticket's thread. */
  writes(reference: string, text: string): Promise<void>;
  /** Presses the newest button of that name in the ticket's thread. */
  presses(reference: string, button: string): Promise<void>;
  /** The next message in the ticket's thread that says this. */
  reads(reference: string, text: string | RegExp): Promise<Seen>;
  /** The next answer to what she did in the ticket's thread that says this. */
  isTold(reference: string, text: string | RegExp): Promise<Seen>;
  /** A command in the agents' chat, beside any ticket. */
  commands(line: string): Promise<void>;
  /** The next answer to such a command that says this. */
  hears(text: string | RegExp): Promise<Seen>;
}

interface NewAgent {
  readonly name?: string;
  readonly language?: 'en' | 'ru';
}

/** An agent of the front line on the platform. */
export const frontLine = (
  scene: Scene,
  agentsIn: AgentsIn,
  { name = 'Anna', language = 'en' }: NewAgent = {},
): Promise<FrontLine> => (agentsIn === 'telegram' ? onTelegram : onSlack)(scene, { name, language });

/** Looks each thread up once, so that what was read in it stays read. */
function kept<T>(find: (reference: string) => Promise<T>): (reference: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (reference) => {
    const thread = known.get(reference) ?? find(reference);
    known.set(reference, thread);
    return thread;
  };
}

const inThreads = (thread: (reference: string) => Promise<Window>) => ({
  thread,
  async card(reference: string) {
    const cards = (await thread(reference)).all(escaped(`${reference} · `));
    return cards.find(({ text }) => text.startsWith(reference))?.text ?? '';
  },
  reads: async (reference: string, text: string | RegExp) => (await thread(reference)).reads(escaped(text)),
});

async function onSlack(scene: Scene, { name, language }: Required<NewAgent>): Promise<FrontLine> {
  const locale = language === 'ru' ? 'ru-RU' : 'en-US';
  const anna = await slackAgent(scene, { name: name.toLowerCase(), realName: name, locale });
  const thread = kept((reference) => anna.thread(reference));
  const hears = (text: string | RegExp) => anna.privately.reads(escaped(text));
  return {
    name,
    mention: `<@${anna.id}>`,
    direct: anna.direct,
    ...inThreads(thread),
    async says(reference, line) {
      await (await thread(reference)).mentions(line);
    },
    async writes(reference, text) {
      await (await thread(reference)).writes(text);
    },
    presses: async (reference, button) => (await thread(reference)).presses(button),
    isTold: (_, text) => hears(text),
    commands: (line) => anna.commands(line),
    hears,
  };
}

async function onTelegram(scene: Scene, { name, language }: Required<NewAgent>): Promise<FrontLine> {
  const anna = telegramAgent(scene, { firstName: name, languageCode: language });
  await anna.actor.start();
  const thread = kept((reference) => anna.topic(reference));
  const threads = inThreads(thread);
  return {
    name,
    mention: name,
    direct: anna,
    ...threads,
    says: async (reference, line) => (await thread(reference)).writes(`/${line}`),
    writes: async (reference, text) => (await thread(reference)).writes(text),
    async presses(reference, button) {
      await (await thread(reference)).presses(button);
    },
    isTold: threads.reads,
    commands: (line) => anna.lobby.writes(`/${line}`),
    hears: (text) => anna.lobby.reads(escaped(text)),
  };
}
