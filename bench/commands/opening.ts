// Opening tickets at a desk under load, and what that costs it.
import { closedLoop, type Load, openLoop, percentile } from '../load/open-loop.ts';
import type { TelegramLoad } from '../load/platforms-process.ts';
import { cpuSeconds, residentMiB } from '../load/process-usage.ts';
import { progress } from '../load/progress.ts';
import { formSubmission, postInteraction } from '../load/slack-requests.ts';
import { type Stage, untilCalm, untilReached } from '../load/stage.ts';

export interface Step {
  /** Intended arrivals a second; null where so many went on side by side as fast as they were answered. */
  readonly rate: number | null;
  readonly opened: number;
  readonly errors: Readonly<Record<string, number>>;
  /** From the intended arrival to the acknowledgement that carries the outcome. */
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  readonly maxMs: number | null;
  /** Deliveries still owed when the last ticket was acknowledged, in seconds of what this rate owes. */
  readonly backlogSeconds: number | null;
  /** From the first arrival until everything owed was sent, or, of openings alone, acknowledged. */
  readonly seconds: number;
  readonly ticketsPerSecond: number;
  /** Processor time of the desk, and of the database server, for one ticket with its deliveries. */
  readonly deskCpuMs: number;
  readonly serverCpuMs: number;
  /** Transactions of one ticket with its deliveries; null where nobody counts. */
  readonly transactions: number | null;
  readonly residentMiB: number;
}

export interface TelegramStep extends Step {
  /** From the intended arrival of the command to the question how severe it is. */
  readonly promptP50Ms: number | null;
  readonly promptP99Ms: number | null;
}

/** Openings at one desk; counts what was acknowledged over all its steps. */
export interface Opener {
  readonly acknowledged: () => number;
  readonly descriptions: ReadonlySet<string>;
  slack(rate: number, seconds: number): Promise<Step>;
  slackSideBySide(atOnce: number, seconds: number): Promise<Step>;
  /** The same at a desk that delivers nothing: what an opening costs up to its acknowledgement. */
  slackAlone(atOnce: number, seconds: number): Promise<Step>;
  telegram(rate: number, seconds: number): Promise<TelegramStep>;
}

/** A card among the agents, and an answer to the requester. */
const owedPerTicket = 2;

/** `name` tells its acts from those of other openers at the same database. */
export function createOpener(stage: Stage, name: string): Opener {
  const { desk, platforms } = stage;
  const descriptions = new Set<string>();
  let acknowledged = 0;
  let turn = 0;

  async function openOne(): Promise<void> {
    turn += 1;
    const description = `Slack ${turn}: the scanner stops at 99 % since this morning`;
    const answer = await postInteraction(
      `${desk.address}/slack/events`,
      formSubmission({
        triggerId: `${name}.${turn}`,
        userId: platforms.customers[turn % platforms.customers.length] ?? '',
        team: platforms.slackTeam,
        channel: platforms.commonChannel,
        description,
        command: 'new',
      }),
    );
    if (answer !== '') throw new Error(`the form stays open: ${answer.slice(0, 200)}`);
    descriptions.add(description);
    acknowledged += 1;
  }

  async function step<L extends Load>(
    rate: number | null,
    run: () => Promise<L>,
    isAlone = false,
  ): Promise<{ step: Step; load: L }> {
    progress(`${stage.database.kind}: opening ${rate === null ? 'side by side' : `${rate} a second`}`);
    const before = await usage(stage);
    const sentBefore = await sentSoFar(stage);
    const startedAt = performance.now();
    const load = await run();
    const wanted = sentBefore + (isAlone ? 0 : load.latenciesMs.length * owedPerTicket);
    const owed = Math.max(0, wanted - (await sentSoFar(stage)));
    await untilReached(() => sentSoFar(stage), wanted, { what: 'cards and answers' });
    // What went wrong for whoever asked may have opened a ticket all the same.
    if (Object.keys(load.errors).length > 0) await untilCalm(() => sentSoFar(stage));
    const seconds = (performance.now() - startedAt) / 1_000;
    const after = await usage(stage);
    const opened = load.latenciesMs.length;
    const each = (total: number): number => Math.round((total / opened) * 100) / 100;
    return {
      load,
      step: {
        rate,
        opened,
        errors: load.errors,
        p50Ms: percentile(load.latenciesMs, 0.5),
        p99Ms: percentile(load.latenciesMs, 0.99),
        maxMs: percentile(load.latenciesMs, 1),
        backlogSeconds: rate === null ? null : Math.round((owed / owedPerTicket / rate) * 100) / 100,
        seconds: Math.round(seconds * 100) / 100,
        ticketsPerSecond: Math.round((opened / seconds) * 10) / 10,
        deskCpuMs: each((after.deskCpu - before.deskCpu) * 1_000),
        serverCpuMs: each((after.serverCpu - before.serverCpu) * 1_000),
        transactions:
          before.transactions === null || after.transactions === null
            ? null
            : each(after.transactions - before.transactions),
        residentMiB: residentMiB(desk.pid),
      },
    };
  }

  return {
    acknowledged: () => acknowledged,
    descriptions,
    slack: async (rate, seconds) =>
      (await step(rate, () => openLoop({ ratePerSecond: rate, seconds }, openOne))).step,
    slackSideBySide: async (atOnce, seconds) =>
      (await step(null, () => closedLoop({ atOnce, seconds }, openOne))).step,
    slackAlone: async (atOnce, seconds) =>
      (await step(null, () => closedLoop({ atOnce, seconds }, openOne), true)).step,
    async telegram(rate, seconds) {
      const done = await step(rate, async () => {
        const load = await platforms.child.ask<TelegramLoad>('openInTelegram', {
          ratePerSecond: rate,
          seconds,
        });
        acknowledged += load.latenciesMs.length;
        return load;
      });
      const { promptsMs } = done.load;
      return {
        ...done.step,
        promptP50Ms: percentile(promptsMs, 0.5),
        promptP99Ms: percentile(promptsMs, 0.99),
      };
    },
  };
}

async function sentSoFar({ platforms }: Stage): Promise<number> {
  const { cards, answers } = await platforms.sent();
  return cards + answers;
}

async function usage({ desk, database }: Stage) {
  return {
    deskCpu: cpuSeconds(desk.pid),
    serverCpu: await database.serverCpuSeconds(),
    transactions: await database.transactions(),
  };
}
