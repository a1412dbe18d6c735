// What people on the emulated platforms have come to see of the desk's tickets, counted by reference.
import { z } from 'zod';
import type { CallRecord } from '../../src/playground/slack/web-api/api.ts';
import type { RecordedCall, TrafficEntry } from '../../src/playground/telegram/call-log.ts';
import type { SentSoFar } from './platforms-process.ts';

const opened = /(ACME-\d+) is open/;
const reference = /ACME-\d+/;

const slackPost = z.object({
  channel: z.string(),
  thread_ts: z.string().optional(),
  text: z.string().default(''),
  blocks: z.unknown(),
});
const telegramMessage = z.object({
  message_id: z.int(),
  message_thread_id: z.int().optional(),
  chat: z.object({ id: z.int() }),
  text: z.string().default(''),
  reply_markup: z
    .object({
      inline_keyboard: z.array(z.array(z.object({ callback_data: z.string().optional() }))).optional(),
    })
    .optional(),
});

export interface Prompt {
  readonly messageId: number;
  /** What its first button sends. */
  readonly data: string;
}

/** Where agents speak of a ticket. */
export type AgentsPlace =
  | { readonly platform: 'slack'; readonly channel: string; readonly thread: string }
  | { readonly platform: 'telegram'; readonly group: number; readonly topic: number };

/** Counts what the desk posts; `agentChannels` are where cards belong. */
export function createSightings(agentChannels: readonly string[]) {
  const cards = new Map<string, number>();
  const answers = new Map<string, number>();
  const refusals = new Map<string, number>();
  const places = new Map<string, AgentsPlace>();
  const openedOn = new Map<string, 'slack' | 'telegram'>();
  const asking = new Map<number, (prompt: Prompt) => void>();
  const met = new Set<number>();
  let seenOfSlack = 0;
  let seenOfTelegram = 0;

  function seeSlack({ method, args, answer, status }: CallRecord): void {
    if (answer?.ok !== true) {
      add(
        refusals,
        `slack ${method}: ${status === 429 ? 'ratelimited' : String(answer?.error ?? 'no answer')}`,
      );
      return;
    }
    if (method !== 'chat.postMessage') return;
    const post = slackPost.parse(args);
    const isCard = agentChannels.includes(post.channel) && post.thread_ts === undefined;
    if (!isCard) {
      answered('slack', post.text);
      return;
    }
    const ticket = reference.exec(`${post.text} ${JSON.stringify(post.blocks)}`)?.[0];
    add(cards, ticket);
    if (ticket !== undefined)
      places.set(ticket, { platform: 'slack', channel: post.channel, thread: String(answer.ts) });
  }

  function answered(platform: 'slack' | 'telegram', text: string): void {
    const ticket = opened.exec(text)?.[1];
    if (ticket === undefined) return;
    add(answers, ticket);
    openedOn.set(ticket, platform);
  }

  return {
    /** The tickets that somebody on this platform was told of, by reference. */
    ticketsOf: (platform: 'slack' | 'telegram'): readonly string[] =>
      [...openedOn].flatMap(([ticket, on]) => (on === platform ? [ticket] : [])),
    /** Where agents speak of the ticket; throws where they have not been shown it. */
    placeOf(ticket: string): AgentsPlace {
      const place = places.get(ticket);
      if (place === undefined) throw new Error(`no agent was shown ${ticket}`);
      return place;
    },
    onTelegram({ kind, method, params }: TrafficEntry): void {
      if (kind !== 'result' || method !== 'sendMessage') return;
      const {
        message_id,
        message_thread_id: topic,
        chat,
        text,
        reply_markup,
      } = telegramMessage.parse(params);
      const ticket = reference.exec(text)?.[0];
      if (topic !== undefined && ticket !== undefined)
        places.set(ticket, { platform: 'telegram', group: chat.id, topic });
      answered('telegram', text);
      met.add(chat.id);
      const data = reply_markup?.inline_keyboard?.[0]?.[0]?.callback_data;
      if (data === undefined) return;
      asking.get(chat.id)?.({ messageId: message_id, data });
      asking.delete(chat.id);
    },
    /** The next message with a button in this chat. Rejects after `patienceMs`. */
    nextPrompt(chatId: number, patienceMs: number): Promise<Prompt> {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('nothing was asked in time')), patienceMs);
        asking.set(chatId, (prompt) => {
          clearTimeout(timer);
          resolve(prompt);
        });
      });
    },
    /** Resolves once so many chats of Telegram were written to. */
    async greeted(chats: number, patienceMs: number): Promise<void> {
      const until = performance.now() + patienceMs;
      while (met.size < chats && performance.now() < until)
        await new Promise((resolve) => setTimeout(resolve, 20));
      if (met.size < chats) throw new Error(`${chats - met.size} were not greeted`);
    },
    soFar(slackCalls: readonly CallRecord[], telegramCalls: readonly RecordedCall[]): SentSoFar {
      for (const call of slackCalls.slice(seenOfSlack)) seeSlack(call);
      seenOfSlack = slackCalls.length;
      for (const { method, error } of telegramCalls.slice(seenOfTelegram))
        if (error !== undefined) add(refusals, `telegram ${method}: ${error.code} ${error.description}`);
      seenOfTelegram = telegramCalls.length;
      return {
        cards: cards.size,
        places: places.size,
        answers: answers.size,
        doubled: [...cards.values(), ...answers.values()].filter((times) => times > 1).length,
        refusals: Object.fromEntries(refusals),
        calls: slackCalls.length + telegramCalls.length,
      };
    },
  };
}

function add(counts: Map<string, number>, key: string | undefined): void {
  if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
}
