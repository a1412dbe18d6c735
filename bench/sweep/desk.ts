// The desk without its platforms, on a clock of the benchmark's: what opens tickets and sweeps them.
import { pino } from 'pino';
import { uuidIds } from '../../src/adapters/ids.ts';
import { openJobs } from '../../src/adapters/jobs/open-jobs.ts';
import type { Database } from '../../src/adapters/store/database/database.ts';
import { migrate } from '../../src/adapters/store/database/migrate/migrate.ts';
import { openDatabase } from '../../src/adapters/store/database/open-database.ts';
import { defineDeskJobQueues } from '../../src/adapters/store/job-outbox.ts';
import { createStore } from '../../src/adapters/store/store.ts';
import type { DeskPolicy } from '../../src/app/policy.ts';
import type { Clock, Ids, Logger, Store } from '../../src/app/ports.ts';
import { deskPolicy } from '../../src/config/desk-policy.ts';
import { loadConfig } from '../../src/config/load.ts';
import { describeProblems } from '../../src/config/problems.ts';

export interface BenchDesk {
  readonly store: Store;
  readonly policy: DeskPolicy;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  readonly database: Database;
  close(): Promise<void>;
}

/** Round the clock, so that half of ten hours is five: high severity falls due soon, low in weeks. */
const deskFile = `
desk: { name: Acme Support, prefix: ACME, language: en, timezone: UTC, unknownRequesters: accept, defaultPlan: bench }
calendars:
  always: { timezone: UTC, hours: { mon: [["00:00", "24:00"]], tue: [["00:00", "24:00"]], wed: [["00:00", "24:00"]], thu: [["00:00", "24:00"]], fri: [["00:00", "24:00"]], sat: [["00:00", "24:00"]], sun: [["00:00", "24:00"]] } }
queues:
  support: { title: Front line, default: true, slackChannel: C0SUPPORT, leads: ["slack:U0LEAD"] }
plans:
  bench:
    rank: 0
    targets:
      high: { firstResponse: { within: 10h, calendar: always } }
      low: { firstResponse: { within: 1000h, calendar: always } }
reminders: { before: ["50%", "80%", "95%"], after: ["0m", "30m", "2h"] }
`;

/** Opens, migrates and wires the desk's core on the PostgreSQL at `url`. */
export async function openBenchDesk(url: string, clock: Clock): Promise<BenchDesk> {
  const logger = pino({ level: 'error' }, pino.destination(2));
  const onFatal = (error: Error): never => {
    throw error;
  };
  const database = await openDatabase({ url, dataDirectory: 'unused', logger, clock, onFatal });
  await migrate(database);
  const jobs = await openJobs(database, { logger });
  await defineDeskJobQueues(jobs);
  const ids = uuidIds(clock);
  return {
    store: createStore({ database, jobs, ids }),
    policy: benchPolicy(),
    clock,
    ids,
    logger,
    database,
    async close() {
      await jobs.stop({ timeoutMs: 1_000 });
      await database.close();
    },
  };
}

function benchPolicy(): DeskPolicy {
  const env = { SLACK_BOT_TOKEN: 'xoxb-bench', SLACK_SIGNING_SECRET: 'bench' };
  const loaded = loadConfig(env, () => deskFile);
  if (!loaded.ok) throw new Error(describeProblems(loaded.error));
  return deskPolicy(loaded.value);
}
