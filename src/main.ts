// The composition root: the only file that sees every layer. Run, it starts the desk.
import { readFileSync } from 'node:fs';
import type { Logger } from 'pino';
import { pino } from 'pino';
import { systemClock } from './adapters/clock.ts';
import { newControlKey, removeControlFile, writeControlFile } from './adapters/control-file.ts';
import { documents } from './adapters/documents/documents.ts';
import type { HttpRoute } from './adapters/http-route.ts';
import { uuidIds } from './adapters/ids.ts';
import type { Repeating } from './adapters/jobs/jobs.ts';
import { type OpenJobsOptions, openJobs } from './adapters/jobs/open-jobs.ts';
import { runUntilStopped } from './adapters/run-until-stopped.ts';
import { sealSample } from './adapters/seal-sample.ts';
import { createSlackAdapter } from './adapters/slack/app.ts';
import { migrate } from './adapters/store/database/migrate/migrate.ts';
import { openDatabase } from './adapters/store/database/open-database.ts';
import { bossQueues, defineDeskJobQueues, deskJobQueues } from './adapters/store/job-outbox.ts';
import { createStore } from './adapters/store/store.ts';
import { createTelegramAdapter } from './adapters/telegram/bot.ts';
import { realWait } from './adapters/telegram/wait.ts';
import { openTrafficLog } from './adapters/traffic-log.ts';
import { withinCapacity } from './adapters/web/capacity.ts';
import { controlRoutes } from './adapters/web/control.ts';
import { watchEventLoop } from './adapters/web/event-loop.ts';
import { healthRoutes } from './adapters/web/health.ts';
import { readiness } from './adapters/web/readiness.ts';
import { startWebServer } from './adapters/web/server.ts';
import { keepCalendars } from './app/calendar-history.ts';
import { drainConversation } from './app/deliver.ts';
import { createDrains, type Drains } from './app/drains.ts';
import { createInbox, type InboxIntake } from './app/inbox.ts';
import { createMovedChats, type MovedChats, refreshMovedChats, warnOfOldIds } from './app/moved-chats.ts';
import type { Clock, Platform, Store } from './app/ports.ts';
import { sweepReminders } from './app/remind.ts';
import { beginRetargeting } from './app/retarget.ts';
import { keepNoLonger } from './app/retention.ts';
import { createSoleTurn } from './app/sole-turn.ts';
import { stopInOrder } from './app/stopping.ts';
import { wakeOwing, workersOf } from './app/workers.ts';
import { menu } from './commands/menu.ts';
import { createDesk } from './commands/receive.ts';
import { keptCalendars } from './config/calendar-versions.ts';
import type { Config } from './config/config.ts';
import { calendarVersions, deskPolicy } from './config/desk-policy.ts';
import { loadConfig } from './config/load.ts';
import { describeProblems } from './config/problems.ts';
import { format } from './messages/format.ts';
import { languageOf } from './messages/language.ts';
import { createPresenter } from './messages/views/presenter.ts';

/** What a running desk is started with besides its configuration; tests and the playground bring their own. */
export interface DeskWorld {
  readonly logger: Logger;
  readonly clock?: Clock;
  /** pg-boss's clock, to be moved together with `clock`. */
  readonly jobClock?: OpenJobsOptions['clock'];
  /** Further pages to serve. */
  readonly routes?: readonly HttpRoute[];
  /** Whether it keeps to the platforms' budgets, in real time; the default. */
  readonly isPaced?: boolean;
  /** How many conversations of a platform are written to at once: mostly that is waiting for it. 64 by default. */
  readonly drainsAtOnce?: number;
  /** Called when the desk cannot go on. */
  readonly onFatal: (error: Error) => void;
}

export interface RunningDesk {
  /** Where its HTTP server listens. */
  readonly address: string;
  readonly store: Store;
  readonly inbox: InboxIntake;
  readonly reminders: Repeating;
  readonly retention: Repeating;
  readonly drains: Pick<Drains, 'idle'>;
  /** Resolves when every platform has been reached; rejects when one refuses the desk, as for a wrong token. */
  readonly connected: Promise<void>;
  /** Stops taking work, finishes what is under way, and closes the database. */
  stop(): Promise<void>;
}

interface Adapter extends Platform {
  readonly platform: string;
  readonly routes: readonly HttpRoute[];
  start(): Promise<void>;
  isReady(): boolean;
  stop(): Promise<void>;
}

/** How late it may be noticed that nobody delivers what a conversation is owed. */
const wakeEveryMs = 1_000;
/** How late a reminder may be noticed, or an event that another process left. */
const sweepEveryMs = 1_000;
/** How often a process shows that it lives, a few times within a lease. */
const prolongEveryMs = 5_000;
/** How late a process may learn from another one that a chat got another id. */
const refreshMovedEveryMs = 5_000;
/** How late what is to be erased, or taken back from chats, may be noticed. */
const retentionEveryMs = 60_000;

/** Opens and migrates the database, starts the platforms and the workers, and serves HTTP. */
export async function startDesk(config: Config, world: DeskWorld): Promise<RunningDesk> {
  const { logger, clock = systemClock } = world;
  const database = await openDatabase({
    url: config.databaseUrl ?? undefined,
    dataDirectory: config.dataDirectory,
    logger,
    clock,
    onFatal: world.onFatal,
  });
  const applied = await migrate(database);
  if (applied.length > 0) logger.info({ applied }, 'migrated the database');
  const jobs = await openJobs(database, { logger, ...(world.jobClock && { clock: world.jobClock }) });
  await defineDeskJobQueues(jobs);

  const ids = uuidIds(clock);
  const store = createStore({ database, jobs, ids });
  // Only on a server can there be other processes to share the lanes with.
  const owner = database.kind === 'server' ? ids.next() : null;
  const inbox = createInbox({ store, clock, logger, owner });
  const kept = await keepCalendars(store, calendarVersions(config));
  const movedChats = createMovedChats();
  await refreshMovedChats(store, movedChats);
  const policy = deskPolicy(config, keptCalendars(kept), movedChats);
  warnOfOldIds(policy, logger);
  const platforms = new Map<string, Platform>();
  const parts = { store, clock, ids, logger, policy, platforms, languageOf };
  const turn = createSoleTurn('telegram-poller', { store, clock, logger, owner, wait: realWait });
  const adapters = adaptersOf(config, { ...parts, inbox, turn, desk: createDesk(parts), movedChats });
  for (const adapter of adapters) platforms.set(adapter.platform, adapter);

  const progress = { isWorking: false };
  const controlKey = newControlKey();
  const control =
    database.kind === 'embedded'
      ? { key: controlKey, backUp: database.backUp, logger, wait: realWait }
      : null;
  const eventLoop = watchEventLoop();
  const web = await startWebServer({
    ...config,
    logger,
    routes: [
      ...adapters.flatMap(({ routes }) => routes.map((route) => withinCapacity(route, eventLoop))),
      ...healthRoutes(readiness({ database, adapters, isWorking: () => progress.isWorking }), {
        database: database.availability,
      }),
      ...(control === null ? [] : controlRoutes(control)),
      ...(world.routes ?? []),
    ],
  });
  if (control !== null) writeControlFile(config.dataDirectory, { address: web.address, key: controlKey });
  const presenter = createPresenter(policy);
  const isPaced = world.isPaced ?? true;
  const deliverParts = {
    ...parts,
    presenter,
    sealSample,
    documents,
    random: Math.random,
    wait: realWait,
    isPaced,
  };
  const drains = createDrains({
    drain: (id, isStopping, hasRoomOn) => drainConversation(deliverParts, id, isStopping, hasRoomOn),
    onError: (error, conversationId) => logger.error({ err: error, conversationId }, 'a drain failed'),
    wait: realWait,
    limit: world.drainsAtOnce ?? 64,
  });
  store.onOwed(drains.wake);
  const workers = workersOf(deliverParts);
  for (const queue of bossQueues) {
    const { handle, ...options } = workers[queue];
    await jobs.work(deskJobQueues[queue], ({ data }) => handle(data.id), options);
  }
  const reminders = jobs.repeat(() => sweepReminders(parts), { everyMs: sweepEveryMs });
  jobs.repeat(() => wakeOwing(parts, drains), { everyMs: wakeEveryMs });
  const retention = jobs.repeat(() => keepNoLonger({ ...parts, presenter, random: Math.random }), {
    everyMs: retentionEveryMs,
  });
  jobs.repeat(() => refreshMovedChats(store, movedChats).then(() => false), { everyMs: refreshMovedEveryMs });
  jobs.repeat(() => inbox.sweep().then(() => false), { everyMs: sweepEveryMs });
  jobs.repeat(() => inbox.prolong().then(() => false), { everyMs: prolongEveryMs });
  // A platform out of reach holds up neither the other one nor what is still owed.
  const connected = Promise.all(adapters.map((adapter) => adapter.start())).then(() => undefined);
  connected.catch(() => undefined);
  await inbox.sweep();
  await wakeOwing(parts, drains);
  await beginRetargeting({ ...parts, store });
  progress.isWorking = true;

  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    progress.isWorking = false;
    const onQuiet = (): void => {
      eventLoop.stop();
      if (control !== null) removeControlFile(config.dataDirectory);
    };
    return stopInOrder({ inbox, drains, adapters, web, jobs, database, onQuiet, wait: realWait });
  };
  return {
    address: web.address,
    store,
    inbox,
    reminders,
    retention,
    drains,
    connected,
    stop: () => (stopped ??= stop()),
  };
}

type AdapterParts = Pick<
  Parameters<typeof createTelegramAdapter>[0],
  'desk' | 'inbox' | 'turn' | 'clock' | 'logger' | 'traffic'
> & { readonly movedChats: MovedChats };

function adaptersOf(config: Config, parts: Omit<AdapterParts, 'traffic'>): readonly Adapter[] {
  const both = { ...parts, traffic: openTrafficLog(config.trafficLog ?? undefined) };
  const adapters = [slackAdapter(config, both), telegramAdapter(config, both)];
  return adapters.filter((adapter) => adapter !== null);
}

function slackAdapter({ slack, desk }: Config, parts: AdapterParts): Adapter | null {
  if (slack === null) return null;
  const { botToken, apiUrl, inbound } = slack;
  const settings = {
    botToken,
    apiUrl,
    signingSecret: inbound.mode === 'http' ? inbound.signingSecret : null,
    appToken: inbound.mode === 'socket' ? inbound.appToken : null,
    busyWords: format(desk.language, 'desk.busy'),
  };
  return createSlackAdapter({ ...parts, settings });
}

function telegramAdapter({ telegram, queues }: Config, parts: AdapterParts): Adapter | null {
  if (telegram === null) return null;
  const { botToken, apiRoot, inbound } = telegram;
  const webhook = inbound.mode === 'webhook' ? inbound : null;
  const settings = {
    botToken,
    apiRoot,
    webhookUrl: webhook?.url ?? null,
    webhookSecret: webhook?.secret ?? null,
  };
  const agentChats = Object.values(queues).flatMap(({ telegramChat }) =>
    telegramChat === null ? [] : [parts.movedChats.chatNow('telegram', String(telegramChat))],
  );
  return createTelegramAdapter({ ...parts, settings, commands: menu(), agentChats });
}

/** Exit code for a wrong configuration, as in sysexits.h. */
const configurationError = 78;

/** Runs what the environment asks for: the desk, or without tokens the playground. */
export async function main(): Promise<void> {
  const loaded = loadConfig(process.env, (path) => readFileSync(path, 'utf8'));
  if (!loaded.ok) {
    process.stderr.write(`${describeProblems(loaded.error)}\n`);
    process.exit(configurationError);
  }
  const config = loaded.value;
  const logger = pino({ level: config.logLevel });
  if (config.slack === null && config.telegram === null) {
    const { runPlayground } = await import('./playground/run.ts');
    await runPlayground(config, logger, startDesk);
    return;
  }
  await runUntilStopped((onFatal) => startDesk(config, { logger, onFatal }), logger);
}

if (import.meta.main) await main();
