// How much of what the platforms permit the desk sends while it owes more than that, and how often it is told off.

import { setTimeout as sleep } from 'node:timers/promises';
import { supportChannel } from '../load/desk-file.ts';
import type { OwnDatabase } from '../load/own-database.ts';
import type { PostedSoFar, RelayedSoFar, Speaking } from '../load/platforms-process.ts';
import { progress } from '../load/progress.ts';
import { onStage, type Stage } from '../load/stage.ts';
import { openOnSlack, openOnTelegram, untilToldOf } from './tickets.ts';

export interface Share {
  readonly what: string;
  readonly sent: number;
  readonly permitted: number;
  /** Of what is permitted in the long run; bursts that a platform lets through may lift it above 1. */
  readonly share: number;
}

export interface Permitted {
  readonly seconds: number;
  readonly shares: readonly Share[];
  /** Whose words were all sent before the window was over: their share says nothing of the desk's pace. */
  readonly ranDry: readonly Speaking[];
  /** 429s in the window, by method. */
  readonly tooMany: Readonly<Record<string, number>>;
}

const channels = [supportChannel, 'C0SECOND', 'C0THIRD', 'C0FOURTH'];
const queues = {
  support: `slackChannel: ${supportChannel}`,
  second: 'slackChannel: C0SECOND',
  third: 'slackChannel: C0THIRD',
  fourth: 'slackChannel: C0FOURTH',
  forum: 'telegramChat: -1001000000001',
};
const group = -1_001_000_000_001;
const slackTypes = [null, 'second', 'third', 'fourth'];

/** What may go out in the long run, by whose words it is: a group takes twenty a minute. */
const permittedPerSecond = { slackCustomers: 4, agentToTelegram: 10, telegramCustomers: 20 / 60 } as const;
type Speaker = keyof typeof permittedPerSecond;
const speakers: readonly Speaker[] = ['agentToTelegram', 'slackCustomers', 'telegramCustomers'];

/** So much more is said when the window begins than may go out in it; only half of Telegram's customers speak to the group. */
const surplus: Readonly<Record<Speaker, number>> = {
  slackCustomers: 1.15,
  agentToTelegram: 1.15,
  telegramCustomers: 3,
};
/** As fast as people speak until then. */
const fillPerSecond = 40;
const fillWithinMs = 75_000;
/** Time for the desk to take in what was said: only then is it owed. */
const leadInMs = 20_000;

/** Four channels, ten private chats and one group with everything owed to them for so many seconds. */
export const measurePermitted = (own: OwnDatabase, seconds: number): Promise<Permitted> => {
  const chatters = 10;
  const wanted = {
    slackUsers: 20,
    telegramUsers: chatters,
    channels,
    groups: [group],
    rateLimits: true,
    queues,
  };
  return onStage(own, wanted, async (stage) => {
    await openOnSlack(stage, slackTypes);
    await openOnTelegram(stage, chatters / 2);
    await openOnTelegram(stage, chatters / 2, 'forum');
    await untilToldOf(stage, 20 + chatters);
    progress(`${own.kind}: saying more than the platforms permit to be sent in ${seconds} s, for some 80 s`);
    await fill(stage, seconds);
    await sleep(leadInMs);
    progress(`${own.kind}: counting for ${seconds} s what is sent of it`);
    const before = await posted(stage);
    const startedAt = performance.now();
    await sleep(seconds * 1_000);
    const after = await posted(stage);
    const tookSeconds = (performance.now() - startedAt) / 1_000;
    const left = await waiting(stage);
    return {
      ...sharesOf(before, after, tookSeconds),
      ranDry: speakers.filter((speaker) => left[speaker] === 0),
    };
  });
};

/** Has everybody speak until enough is owed, or it has taken too long: what then runs dry is told. */
async function fill(stage: Stage, seconds: number): Promise<void> {
  const until = performance.now() + fillWithinMs;
  const spanSeconds = seconds + leadInMs / 1_000;
  while (performance.now() < until) {
    const now = await waiting(stage);
    const missing = speakers.map((speaker) => ({
      speaker,
      count: Math.ceil(permittedPerSecond[speaker] * spanSeconds * surplus[speaker]) - now[speaker],
    }));
    if (missing.every(({ count }) => count <= 0)) return;
    for (const { speaker, count } of missing) if (count > 0) await say(stage, speaker, count);
  }
}

const say = ({ platforms }: Stage, speaking: Speaking, count: number): Promise<null> =>
  platforms.child.ask('relay', {
    speaking: [speaking],
    pace: { ratePerSecond: fillPerSecond },
    seconds: count / fillPerSecond,
  });

const waiting = async ({ platforms }: Stage): Promise<RelayedSoFar['waiting']> =>
  (await platforms.child.ask<RelayedSoFar>('relayed')).waiting;

const posted = ({ platforms }: Stage): Promise<PostedSoFar> => platforms.child.ask('posted');

function sharesOf(before: PostedSoFar, after: PostedSoFar, seconds: number): Omit<Permitted, 'ranDry'> {
  const grown = (
    now: Readonly<Record<string, number>>,
    then: Readonly<Record<string, number>>,
    key: string,
  ): number => (now[key] ?? 0) - (then[key] ?? 0);
  const inAll = (keys: readonly string[], platform: 'slack' | 'telegram'): number =>
    keys.reduce((sum, key) => sum + grown(after[platform], before[platform], key), 0);
  const privateChats = Object.keys(after.telegram).filter((chat) => !chat.startsWith('-'));
  const share = (what: string, sent: number, perSecond: number): Share => {
    const permitted = Math.round(perSecond * seconds);
    return { what, sent, permitted, share: Math.round((sent / permitted) * 100) / 100 };
  };
  const tooMany = Object.keys(after.tooMany).map((method): [string, number] => [
    method,
    grown(after.tooMany, before.tooMany, method),
  ]);
  return {
    seconds: Math.round(seconds),
    shares: [
      share(`${channels.length} Slack channels, 1/s each`, inAll(channels, 'slack'), channels.length),
      share(
        `${privateChats.length} private Telegram chats, 1/s each`,
        inAll(privateChats, 'telegram'),
        privateChats.length,
      ),
      share('a Telegram group, 20/min', inAll([String(group)], 'telegram'), 20 / 60),
    ],
    tooMany: Object.fromEntries(tooMany.filter(([, times]) => times > 0)),
  };
}
