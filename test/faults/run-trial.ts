// Runs one trial from an empty database to the verdict: people, processes and faults together, then rest, then judgement.
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { deskPolicy } from '../../src/config/desk-policy.ts';
import { freePort } from '../support/free-port.ts';
import { configOf } from '../support/scene-config.ts';
import { type Balancer, startBalancer } from './balancer.ts';
import { assembleCast, type Cast, slackSecret, slackToken } from './cast.ts';
import { type Chaos, createChaos } from './chaos.ts';
import { embeddedDatabase, serverDatabase, type TrialDatabase } from './database.ts';
import { deskFile } from './desk-file.ts';
import { check, type Verdict } from './invariants/check.ts';
import type { TrialOptions } from './options.ts';
import type { Customer, Play } from './play.ts';
import { playTicket } from './play-ticket.ts';
import { seededRandom } from './random.ts';
import { readRows } from './read-rows.ts';
import { type Fault, isOfCustomer, type TrialRecord } from './record.ts';
import { createReplica, type Replica } from './replicas.ts';
import { awaitRest } from './rest.ts';
import { type PlannedCustomer, planTrial } from './schedule.ts';
import { Stage } from './stage.ts';

export interface TrialOutcome {
  readonly options: TrialOptions;
  readonly record: TrialRecord;
  readonly verdict: Verdict;
  readonly counts: ReadonlyMap<string, number>;
  readonly stops: Chaos['stops'];
  /** Tickets on which people could not go on. */
  readonly abandoned: number;
  /** Milliseconds that writing took, and coming to rest after it; null where it did not. */
  readonly wroteMs: number;
  readonly restedMs: number | null;
  /** Logs of the processes. */
  readonly directory: string;
}

/** As many messages as may be on their way before people wait: a short trial must not be over before its faults. */
const mostBehind = ({ messages }: TrialOptions): number => Math.min(80, Math.max(8, messages / 10));
/** How long a start takes at most. */
const startMs = 15_000;
/** How many people try a ticket before it is left. */
const playedAtMost = 3;
/** As many ends of processes as may be due before people wait. */
const mostOverdue = 2;

/** @param say hears how it goes, a line at a time. */
export async function runTrial(options: TrialOptions, say: (line: string) => void): Promise<TrialOutcome> {
  const directory = await mkdtemp(path.join(tmpdir(), 'deskhand-faults-'));
  const schedule = planTrial(options);
  const stage = new Stage();
  const cast = await assembleCast(schedule.customers, options.limits, stage);
  const database = await openDatabase(options, directory);
  const { replicas, balancer, env } = await openDesk({ options, stage, cast, database, directory });
  const parts = { cast, stage, balancer, replicas, database: database.trouble };
  const chaos = createChaos(parts, schedule.faults);
  try {
    await Promise.all(replicas.map(({ ready }) => ready()));
    const began = stage.now();
    const patienceMs = options.patience * 1000;
    const abandoned = await playAll(
      { cast, stage, balancer, patienceMs, turn: turnOf(stage, chaos, mostBehind(options)) },
      schedule.customers,
      say,
    );
    chaos.written(Number.POSITIVE_INFINITY);
    await chaos.finished();
    const wroteMs = stage.now() - began;
    say(`${told(stage)} written in ${Math.round(wroteMs / 1000)} s; waiting for rest`);
    const restedMs = await awaitRest({ stage, cast, database, replicas, longestMs: restWithin(options) });
    const last = await Promise.all(replicas.map((replica) => replica.stop()));
    const rows = await readRows(database);
    const record = { acts: stage.acts, sights: stage.sights, faults: stage.faults, rows };
    const verdict = judged(record, env, options, { stops: [...chaos.stops, ...last], restedMs });
    return {
      options,
      record,
      verdict,
      counts: chaos.counts,
      stops: [...chaos.stops, ...last],
      abandoned,
      wroteMs,
      restedMs,
      directory,
    };
  } finally {
    await Promise.all(replicas.map((replica) => replica.kill()));
    await balancer.close();
    await cast.close();
    await database.dispose();
  }
}

/** Reminders that a crowded queue puts off come a minute later. */
const restWithin = ({ target }: TrialOptions): number => 150_000 + 2 * target * 1000;

const openDatabase = async ({ database }: TrialOptions, directory: string): Promise<TrialDatabase> =>
  database === 'postgres' ? serverDatabase() : embeddedDatabase(directory);

interface DeskParts {
  readonly options: TrialOptions;
  readonly stage: Stage;
  readonly cast: Cast;
  readonly database: TrialDatabase;
  readonly directory: string;
}

async function openDesk({ options, stage, cast, database, directory }: DeskParts): Promise<{
  readonly replicas: readonly Replica[];
  readonly balancer: Balancer;
  readonly env: Readonly<Record<string, string>>;
}> {
  const file = path.join(directory, 'deskhand.yml');
  await writeFile(file, deskFile(options.target));
  const env = {
    PATH: process.env.PATH ?? '',
    LOG_LEVEL: 'warn',
    SLACK_BOT_TOKEN: slackToken,
    SLACK_SIGNING_SECRET: slackSecret,
    SLACK_API_URL: cast.slack.apiUrl,
    TELEGRAM_BOT_TOKEN: cast.telegram.token,
    TELEGRAM_API_ROOT: cast.telegram.url,
    DESKHAND_CONFIG: file,
    ...database.env,
  };
  const logs = path.join(directory, 'logs');
  await mkdir(logs);
  const replicas: Replica[] = [];
  for (let index = 0; index < options.replicas; index += 1) {
    const onCrash = (code: number | null, livedMs: number): void =>
      void stage.fault({ kind: 'crash', text: `exit code ${code}`, livedMs });
    const parts = {
      name: `desk-${index}`,
      port: await freePort(),
      env,
      logs,
      isPaced: options.limits,
      onCrash,
    };
    replicas.push(createReplica(parts));
  }
  const balancer = await startBalancer({
    ports: replicas.map(({ port }) => port),
    random: seededRandom(options.seed + 1),
    onAttempt: (attempt) => stage.attempted(attempt),
  });
  cast.slack.setRequestUrl(`${balancer.url}/slack/events`);
  for (const replica of replicas) replica.start();
  return { replicas, balancer, env };
}

/** Faults come by the number of messages, and messages wait for faults that are late. */
function turnOf(stage: Stage, chaos: Chaos, most: number): Play['turn'] {
  return async () => {
    chaos.written(stage.acts.length);
    while (stage.behind > most || chaos.overdue > mostOverdue) await sleep(50);
  };
}

async function playAll(
  play: Play,
  planned: readonly PlannedCustomer[],
  say: (line: string) => void,
): Promise<number> {
  let abandoned = 0;
  const { stage, cast } = play;
  // Reminders reach agents directly too, for which they must have begun with the bot.
  for (const agent of cast.telegramAgents) await cast.telegram.as(agent).start();
  const telling = setInterval(() => say(`${told(stage)}, ${stage.behind} on their way`), 15_000);
  await Promise.all(
    planned.map(async (each, number) => {
      let customer = await meet(cast, each, number);
      for (const ticket of each.tickets) {
        for (let tries = 0; tries < playedAtMost; tries += 1) {
          const problem = await playTicket(play, customer, ticket).then(() => null, String);
          if (problem === null) break;
          say(`${each.platform} customer ${customer.number} could not go on: ${problem}`);
          abandoned += 1;
          // Their words would go nobody knows where: somebody else goes on from the beginning of the ticket.
          customer = await meet(cast, each, cast.join(each));
        }
      }
    }),
  ).finally(() => clearInterval(telling));
  return abandoned;
}

async function meet(cast: Cast, { platform }: PlannedCustomer, number: number): Promise<Customer> {
  const { id = '', channel = null } = cast.customers[number] ?? {};
  if (platform === 'telegram') await cast.telegram.as(Number(id)).start();
  return { number, platform, id, channel };
}

function told({ acts }: Stage): string {
  const ofCustomers = acts.filter(isOfCustomer).length;
  return `${ofCustomers} messages of customers and ${acts.length - ofCustomers} of agents`;
}

/** A desk that is told to stop is gone within this. */
const stopWithinMs = 10_000;

function judged(
  record: TrialRecord,
  env: Readonly<Record<string, string>>,
  options: TrialOptions,
  { stops, restedMs }: { stops: Chaos['stops']; restedMs: number | null },
): Verdict {
  const { reminders, calendars } = deskPolicy(configOf(env, deskFile(options.target)));
  const { violations, excused } = check(record, { reminders, calendars });
  const late = stops.filter(({ tookMs, code }) => tookMs > stopWithinMs || (code !== 0 && code !== null));
  return {
    excused,
    violations: [
      ...(restedMs === null
        ? [{ invariant: 'no rest', subject: 'desk', what: 'it never came to rest' }]
        : []),
      ...tooFew(record, options),
      ...record.faults
        .filter((fault) => fault.kind === 'crash' && !isStartWithoutDatabase(fault, record.faults))
        .map(({ at, text = '' }) => ({ invariant: 'ended by itself', subject: `${at}`, what: text })),
      ...late.map(({ tookMs, code }) => ({
        invariant: 'did not stop',
        subject: 'desk',
        what: `took ${Math.round(tookMs)} ms and ended with ${code}`,
      })),
      ...violations,
    ],
  };
}

/** A trial that tried less than it was asked to has not shown what it is said to show. */
function tooFew({ acts }: TrialRecord, { messages }: TrialOptions): Verdict['violations'] {
  const { length } = acts.filter(isOfCustomer);
  if (length >= messages) return [];
  return [
    { invariant: 'too few messages', subject: 'people', what: `customers wrote ${length} of ${messages}` },
  ];
}

/** A desk that finds no database at its start says so and ends; its supervisor starts it again. */
function isStartWithoutDatabase({ at, livedMs = Number.POSITIVE_INFINITY }: Fault, faults: readonly Fault[]) {
  const isAway = ({ kind, at: from, until = from }: Fault): boolean =>
    kind === 'database cut' && from <= at && until >= at - livedMs;
  return livedMs < startMs && faults.some(isAway);
}
