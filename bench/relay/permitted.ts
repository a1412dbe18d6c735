// How much of what the platforms permit the desk sends while it owes more than that, and how often it is told off.

import { setTimeout as sleep } from 'node:timers/promises';
import { supportChannel } from '../load/desk-file.ts';
import type { OwnDatabase } from '../load/own-database.ts';
import type { PostedSoFar, Speaking } from '../load/platforms-process.ts';
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

/** By how much more is owed than is permitted. */
const surplus = 1.5;
/** Time for what comes at first to be owed, and for the bursts to be used up. */
const leadInMs = 10_000;

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
    progress(`${own.kind}: owing more than the platforms permit`);
    const talking = talk(stage, seconds + leadInMs / 1_000, chatters);
    await sleep(leadInMs);
    const before = await posted(stage);
    const startedAt = performance.now();
    await sleep(seconds * 1_000);
    const after = await posted(stage);
    const tookSeconds = (performance.now() - startedAt) / 1_000;
    await talking;
    return sharesOf(before, after, tookSeconds);
  });
};

/** Everybody speaks faster than their words may be sent on. */
async function talk({ platforms }: Stage, seconds: number, chatters: number): Promise<void> {
  const rates: Readonly<Record<Speaking, number>> = {
    slackCustomers: channels.length,
    agentToTelegram: chatters,
    telegramCustomers: 1,
    agentToSlack: 0,
  };
  await Promise.all(
    Object.entries(rates).map(([speaking, rate]) =>
      rate === 0
        ? null
        : platforms.child.ask('relay', {
            speaking: [speaking],
            pace: { ratePerSecond: rate * surplus },
            seconds,
          }),
    ),
  );
}

const posted = ({ platforms }: Stage): Promise<PostedSoFar> => platforms.child.ask('posted');

function sharesOf(before: PostedSoFar, after: PostedSoFar, seconds: number): Permitted {
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
