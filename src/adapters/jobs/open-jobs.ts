// Background jobs by pg-boss, in the desk's own database and in the transactions of the desk's own data.
import { type ConstructorOptions, fromPrisma, PgBoss, systemClock } from 'pg-boss';
import { StoreUnavailableError } from '../../app/store-unavailable.ts';
import { isConnectionLoss } from '../store/connection-loss.ts';
import type { Database, DatabaseLogger } from '../store/database/database.ts';
import { embeddedBossDatabase } from './embedded-boss-database.ts';
import type { JobQueue } from './job-queue.ts';
import type { EnqueueOptions, Jobs } from './jobs.ts';
import { type Repeater, startRepeater } from './repeater.ts';
import { workQueue } from './work-queue.ts';

export interface OpenJobsOptions {
  readonly logger: DatabaseLogger;
  /** pg-boss's own kind of clock; tests pass its `TestClock` and move it. */
  readonly clock?: ConstructorOptions['clock'];
}

/** Beside Prisma's connections: fetching and settling jobs, and one that listens for new ones. */
const SERVER_POOL_SIZE = 4;
const CONNECTION_TIMEOUT_MS = 5_000;
/** A worker that died is noticed after the heartbeat and one supervision: within half a minute. */
const HEARTBEAT_SECONDS = 10;
const SUPERVISE_SECONDS = 10;
/** A key's job was fetched at the very moment of its replacement; the next try adds a new one. */
const REPLACE_ATTEMPTS = 5;

/** Creates or upgrades pg-boss's schema (`pgboss`) and starts it; queues are worked once `work` is called. */
export async function openJobs(database: Database, { logger, clock }: OpenJobsOptions): Promise<Jobs> {
  const boss = new PgBoss({ ...bossOptions(database), ...(clock && { clock }) });
  const report = reporter(database, logger);
  boss.on('error', (error) => report(error, 'background jobs'));
  boss.on('warning', (warning) => logger.warn({ warning }, 'background jobs'));
  await boss.start();
  const repeaters: Repeater[] = [];
  database.availability.onChange((isUp) => {
    if (isUp) catchUp(boss, repeaters, report);
  });
  return {
    define: (queue) => define(boss, queue),
    async enqueue(tx, queue, data, options = {}) {
      const key = options.key === undefined ? {} : { singletonKey: options.key };
      await boss.send(queue.name, data, { ...startAfter(options), ...key, db: fromPrisma(tx) });
    },
    async enqueueAll(tx, queue, all) {
      if (all.length === 0) return;
      const inserts = all.map(({ data, key, ...options }) => ({
        data,
        singletonKey: key,
        ...startAfter(options),
      }));
      await boss.insert(queue.name, inserts, { db: fromPrisma(tx) });
    },
    async replace(tx, queue, key, data, options = {}) {
      // Without a time the waiting job must become due now, so "now" is said outright: 0 seconds from now.
      const start = options.runAt === undefined ? { startAfter: 0 } : startAfter(options);
      for (let attempt = 0; attempt < REPLACE_ATTEMPTS; attempt++) {
        const result = await boss.upsert(queue.name, data, {
          ...start,
          singletonKey: key,
          db: fromPrisma(tx),
        });
        if (result.updated + result.inserted > 0) return;
      }
      throw new Error(`the job ${key} of ${queue.name} could not be replaced`);
    },
    async cancel(tx, queue, key) {
      const db = fromPrisma(tx);
      const waiting = await boss.findJobs(queue.name, { key, queued: true, db });
      if (waiting.length === 0) return 0;
      await boss.deleteJob(
        queue.name,
        waiting.map((job) => job.id),
        { db },
      );
      return waiting.length;
    },
    work: (queue, handler, options) => workQueue(boss, queue, handler, options, database.availability),
    repeat(work, { everyMs }) {
      const onError = (error: unknown): void => report(error, 'repeated work');
      const repeater = startRepeater(work, { clock: clock ?? systemClock, everyMs, onError });
      repeaters.push(repeater);
      return repeater;
    },
    async stop({ timeoutMs }) {
      await Promise.all(repeaters.map((repeater) => repeater.stop()));
      await boss.stop({ graceful: true, timeout: timeoutMs });
    },
  };
}

type Report = (error: unknown, what: string) => void;

/** An outage is told once by who watches the database, and not by everybody who meets with it every second. */
function reporter({ availability }: Database, logger: DatabaseLogger): Report {
  return (err, what) => {
    const isOutage = !availability.isUp() || err instanceof StoreUnavailableError || isConnectionLoss(err);
    if (isOutage) logger.debug({ err }, what);
    else logger.error({ err }, what);
  };
}

/** Once the database is back: what waits for its turn begins now, and jobs whose worker was lost are looked for. */
function catchUp(boss: PgBoss, repeaters: readonly Repeater[], report: Report): void {
  for (const repeater of repeaters) repeater.wake();
  boss.supervise().catch((error: unknown) => report(error, 'background jobs'));
}

/**
 * On a server pg-boss keeps a small pool of its own: its listener with keep-alive and reconnection comes with it,
 * and jobs are enqueued on Prisma's connections all the same.
 */
function bossOptions(database: Database): ConstructorOptions {
  const common = {
    useListenNotify: true,
    schedule: false,
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    // Supervision looks for lost workers only this often, which pg-boss would make once a minute.
    monitorIntervalSeconds: SUPERVISE_SECONDS,
  };
  if (database.kind === 'server') {
    const { url: connectionString, stream } = database;
    // Given to pg as they are: its connections are cut with the others when the server falls silent.
    const connection = { stream, keepAlive: true, connectionTimeoutMillis: CONNECTION_TIMEOUT_MS };
    return { ...common, ...connection, connectionString, max: SERVER_POOL_SIZE };
  }
  // There is no autovacuum to watch: the embedded database vacuums at night.
  return { ...common, db: embeddedBossDatabase(database.pool), backend: 'pglite', monitorVacuum: false };
}

async function define<Data extends object>(boss: PgBoss, queue: JobQueue<Data>): Promise<void> {
  const settings = {
    notify: true,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    retryLimit: queue.retryLimit,
    retryDelay: queue.retryDelaySeconds ?? 0,
    retryBackoff: queue.retryBackoff ?? false,
    ...(queue.retryDelayMaxSeconds !== undefined && { retryDelayMax: queue.retryDelayMaxSeconds }),
    ...(queue.expireInSeconds !== undefined && { expireInSeconds: queue.expireInSeconds }),
    ...(queue.deadLetter !== undefined && { deadLetter: queue.deadLetter }),
  };
  // Creating an existing queue changes nothing, so its settings are brought up to date after it.
  await boss.createQueue(queue.name, settings);
  await boss.updateQueue(queue.name, settings);
}

function startAfter({ runAt }: EnqueueOptions): { startAfter?: Date } {
  return runAt === undefined ? {} : { startAfter: new Date(runAt) };
}
