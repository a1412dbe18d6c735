// How many messages a second go through the desk where no platform holds it back, and how long one takes.
import { percentile } from '../load/open-loop.ts';
import type { OwnDatabase } from '../load/own-database.ts';
import type { RelayedSoFar, Relaying, Speaking } from '../load/platforms-process.ts';
import { cpuSeconds } from '../load/process-usage.ts';
import { progress } from '../load/progress.ts';
import { onStage, type Stage, untilReached } from '../load/stage.ts';
import { openOnSlack, openOnTelegram, untilToldOf } from './tickets.ts';

export interface Throughput {
  readonly way: string;
  readonly messages: number;
  /** From the first word to the last one relayed, side by side as fast as the desk takes them. */
  readonly messagesPerSecond: number;
  readonly deskCpuMs: number;
  readonly serverCpuMs: number;
  /** At a calm rate: from when it was said to when the other platform took it. */
  readonly calmRate: number;
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  readonly lost: number;
  readonly doubled: number;
}

const people = 40;
const atOnce = 16;
/** Long enough for a percentile, and short enough for the slower database to work it off. */
const calmSeconds = 10;
const quickSeconds = 4;
const calmRate = 5;

const ways: readonly (readonly [string, readonly Speaking[]])[] = [
  ['customers on both platforms to agents on Slack', ['slackCustomers', 'telegramCustomers']],
  ['an agent on Slack to customers on both platforms', ['agentToSlack', 'agentToTelegram']],
];

export const measureThroughput = (own: OwnDatabase, channel: string): Promise<readonly Throughput[]> =>
  onStage(
    own,
    { slackUsers: people, telegramUsers: people, channels: [channel], rateLimits: false },
    async (stage) => {
      await openOnSlack(stage, [null]);
      await openOnTelegram(stage, people);
      await untilToldOf(stage, people * 2);
      const measured: Throughput[] = [];
      for (const [way, speaking] of ways) measured.push(await measure(stage, way, speaking));
      return measured;
    },
  );

async function measure(stage: Stage, way: string, speaking: readonly Speaking[]): Promise<Throughput> {
  progress(`${stage.database.kind}: ${way}`);
  const calm = await relay(stage, { speaking, pace: { ratePerSecond: calmRate }, seconds: calmSeconds });
  const before = await cpu(stage);
  const quick = await relay(stage, { speaking, pace: { atOnce }, seconds: quickSeconds });
  const after = await cpu(stage);
  const each = (total: number): number => Math.round((total * 100_000) / quick.messages) / 100;
  return {
    way,
    messages: quick.messages,
    messagesPerSecond: Math.round((quick.messages / quick.seconds) * 10) / 10,
    deskCpuMs: each(after.desk - before.desk),
    serverCpuMs: each(after.server - before.server),
    calmRate,
    p50Ms: percentile(calm.latenciesMs, 0.5),
    p99Ms: percentile(calm.latenciesMs, 0.99),
    lost: calm.lost + quick.lost,
    doubled: quick.doubled,
  };
}

async function relay(stage: Stage, relaying: Relaying) {
  const { child } = stage.platforms;
  const before = await child.ask<RelayedSoFar>('relayed');
  const soFar = (): Promise<RelayedSoFar> => child.ask('relayed', before.said);
  const startedAt = performance.now();
  await child.ask('relay', relaying);
  const { said } = await soFar();
  await untilReached(async () => (await soFar()).relayed, said, { what: 'relayed messages' }).catch(
    () => undefined,
  );
  const after = await soFar();
  return {
    messages: said - before.said,
    seconds: (performance.now() - startedAt) / 1_000,
    lost: said - after.relayed,
    doubled: after.doubled,
    latenciesMs: after.latenciesMs,
  };
}

const cpu = async ({ desk, database }: Stage) => ({
  desk: cpuSeconds(desk.pid),
  server: await database.serverCpuSeconds(),
});
