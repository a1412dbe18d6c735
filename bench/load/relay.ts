// People who go on talking about their tickets, and what has reached the other side.

import { systemClock } from '../../src/adapters/clock.ts';
import type { SlackEmulator } from '../../src/playground/slack/emulator.ts';
import type { Actor } from '../../src/playground/telegram/actor.ts';
import type { TelegramEmulator } from '../../src/playground/telegram/emulator.ts';
import { closedLoop, openLoop } from './open-loop.ts';
import type { RelayedSoFar, Relaying, Speaking } from './platforms-process.ts';
import type { createSightings } from './sightings.ts';

export interface RelayParts {
  readonly slack: SlackEmulator;
  readonly telegram: TelegramEmulator;
  readonly customers: readonly string[];
  readonly chatters: readonly Actor[];
  readonly agent: string;
  /** Who answers in the groups of Telegram. */
  readonly groupAgent: Actor | null;
  readonly channels: readonly string[];
  readonly sightings: ReturnType<typeof createSightings>;
}

/** What each message is known by. */
const token = /\bno\. (\d+) in line\b/;

export function createRelay(parts: RelayParts) {
  const saidAt: number[] = [];
  const speakers: Speaking[] = [];
  const arrivals = new Map<number, number[]>();
  let seenOfSlack = 0;
  let seenOfTelegram = 0;

  /** Says the next message; resolves when the desk has been told. */
  async function say(speaking: Speaking): Promise<void> {
    const number = saidAt.length;
    saidAt.push(systemClock.now());
    speakers.push(speaking);
    await act(parts, speaking, number, `It is still so, no. ${number} in line`);
  }

  /** Counts it where it is for: what one side says is also shown on that side's own thread. */
  function see(at: number, text: unknown, isAmongAgents: boolean): void {
    const number = Number(token.exec(String(text))?.[1] ?? Number.NaN);
    const speaker = speakers[number];
    if (speaker === undefined || isToAgents(speaker) !== isAmongAgents) return;
    arrivals.set(number, [...(arrivals.get(number) ?? []), at]);
  }

  function waiting(): RelayedSoFar['waiting'] {
    const counts = { slackCustomers: 0, telegramCustomers: 0, agentToSlack: 0, agentToTelegram: 0 };
    for (const [number, speaker] of speakers.entries()) if (!arrivals.has(number)) counts[speaker] += 1;
    return counts;
  }

  return {
    /** Speaks for so long; resolves when the desk has been told everything. */
    async speak({ speaking, pace, seconds }: Relaying): Promise<null> {
      let turn = 0;
      const act = (): Promise<void> => {
        turn += 1;
        return say(speaking[turn % speaking.length] ?? 'slackCustomers');
      };
      const { errors } =
        'atOnce' in pace
          ? await closedLoop({ atOnce: pace.atOnce, seconds }, act)
          : await openLoop({ ratePerSecond: pace.ratePerSecond, seconds }, act);
      if (Object.keys(errors).length > 0) throw new Error(`speaking: ${JSON.stringify(errors)}`);
      return null;
    },
    /** @param since which message latencies are of interest: the `said` of an earlier look. */
    soFar(since = 0): RelayedSoFar {
      const { slack, telegram, channels } = parts;
      for (const { method, args, answer, at } of slack.calls.slice(seenOfSlack))
        if (method === 'chat.postMessage' && answer?.ok === true)
          see(at, JSON.stringify([args.text, args.blocks]), channels.includes(String(args.channel)));
      seenOfSlack = slack.calls.length;
      for (const { method, params, error, at } of telegram.calls.slice(seenOfTelegram))
        if (method === 'sendMessage' && error === undefined) see(at, params.text, Number(params.chat_id) < 0);
      seenOfTelegram = telegram.calls.length;
      const latenciesMs = [...arrivals].flatMap(([number, [at = 0]]) =>
        number < since ? [] : [at - (saidAt[number] ?? 0)],
      );
      return {
        said: saidAt.length,
        relayed: arrivals.size,
        doubled: [...arrivals.values()].filter((times) => times.length > 1).length,
        waiting: waiting(),
        latenciesMs: latenciesMs.toSorted((a, b) => a - b),
      };
    },
  };
}

const isToAgents = (speaking: Speaking): boolean =>
  speaking === 'slackCustomers' || speaking === 'telegramCustomers';

async function act(parts: RelayParts, speaking: Speaking, number: number, text: string): Promise<void> {
  const { slack, customers, chatters, sightings } = parts;
  switch (speaking) {
    case 'slackCustomers':
      await slack.as(pick(customers, number)).dm(text);
      return;
    case 'telegramCustomers':
      await pick(chatters, number).send('dm', text);
      return;
    case 'agentToSlack':
      return reply(parts, pick(sightings.ticketsOf('slack'), number), text);
    case 'agentToTelegram':
      return reply(parts, pick(sightings.ticketsOf('telegram'), number), text);
    default:
      return speaking satisfies never;
  }
}

/** In the ticket's thread or topic, as agents do: the desk marks the message there and says nothing to it. */
async function reply(
  { slack, agent, groupAgent, sightings }: RelayParts,
  reference: string,
  text: string,
): Promise<void> {
  const place = sightings.placeOf(reference);
  if (place.platform === 'slack') {
    const line = `<@${slack.botUserId}> reply ${text}`;
    await slack.as(agent).post(place.channel, line, { threadTs: place.thread });
  } else {
    await groupAgent?.send(place.group, `/reply ${text}`, { topic: place.topic });
  }
}

/** Turns come round unevenly to whoever speaks in between, so that they are drawn by a step that shares no factor. */
function pick<T>(all: readonly T[], number: number): T {
  const chosen = all[(number * 7919) % all.length];
  if (chosen === undefined) throw new Error('there is nobody to speak, or nothing to speak of');
  return chosen;
}
