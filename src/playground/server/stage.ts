// The playground: a whole desk between two emulated platforms, on a clock that can be jumped forward.
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from 'pino';
import { parse } from 'yaml';
import type { Store } from '../../app/ports.ts';
import type { Config } from '../../config/config.ts';
import { deskPolicy } from '../../config/desk-policy.ts';
import { MINUTE_MS } from '../../domain/instant.ts';
import { compileCalendar } from '../../domain/sla/calendar.ts';
import type { RunningDesk, startDesk } from '../../main.ts';
import { systemEmulatorClock } from '../emulator-clock.ts';
import { type JumpingClock, jumpingClock } from '../jumping-clock.ts';
import { jumpingJobClock } from '../jumping-job-clock.ts';
import { type SlackEmulator, startSlackEmulator } from '../slack/emulator.ts';
import { installationOf } from '../slack/installation.ts';
import { startTelegramEmulator, type TelegramEmulator } from '../telegram/emulator.ts';
import type { Act, Jump } from './acts.ts';
import { createBroadcast } from './broadcast.ts';
import { type Cast, setStage } from './cast.ts';
import { freshDirectory } from './fresh-directory.ts';
import { eveningBeforeTheWeekend, nextReminder, nextWorkingMorning } from './moments.ts';
import { playSlack } from './play-slack.ts';
import { playTelegram } from './play-telegram.ts';
import { watchProgress } from './progress.ts';
import { NotNow } from './refusal.ts';
import { type Play, playgroundRoutes } from './routes.ts';
import { pageState, type Screens } from './state.ts';

export interface PlaygroundOptions {
  readonly config: Config;
  readonly logger: Logger;
  readonly startDesk: typeof startDesk;
  readonly onFatal: (error: Error) => void;
}

export interface Playground {
  /** Where the page is. */
  readonly address: string;
  stop(): Promise<void>;
}

const manifestFile = new URL('../../../manifest.yml', import.meta.url);
const botToken = 'xoxb-playground';
const signingSecret = 'playground-signing-secret';

/** Starts the emulators and a desk on them, with a database that begins empty. The caller stops it. */
export async function openPlayground(options: PlaygroundOptions): Promise<Playground> {
  const calendar = calendarOf(options.config);
  const clock = jumpingClock(eveningBeforeTheWeekend(calendar, systemEmulatorClock().now()));
  const jobClock = jumpingJobClock(clock);
  const installation = installationOf(parse(readFileSync(manifestFile, 'utf8')));
  const slack = await startSlackEmulator({ clock, botToken, signingSecret, installation });
  const telegram = await startTelegramEmulator({ clock });
  const cast = setStage(options.config, slack, telegram);
  const config = await configFor(options.config, slack, telegram);

  let play: Play;
  const { logger, onFatal } = options;
  const desk = await options.startDesk(config, {
    logger,
    clock,
    jobClock,
    onFatal,
    routes: playgroundRoutes(() => play),
  });
  slack.setRequestUrl(`${desk.address}/slack/events`);

  const jump = async (to: Jump): Promise<void> => {
    clock.jump(await distanceTo(to, { clock, config, store: desk.store }));
    await jobClock.follow();
    play.broadcast.changed();
  };
  play = { ...playOn({ config, clock, slack, telegram, cast, store: desk.store }), jump };
  const unwatch = [slack.onChange(play.broadcast.changed), telegram.onChange(play.broadcast.changed)];
  return {
    address: desk.address,
    async stop() {
      for (const stopWatching of unwatch) stopWatching();
      play.broadcast.stop();
      await closeDown(desk, slack, telegram);
      await rm(config.dataDirectory, { recursive: true, force: true });
    },
  };
}

async function closeDown(desk: RunningDesk, slack: SlackEmulator, telegram: TelegramEmulator): Promise<void> {
  await desk.stop();
  await slack.stop();
  await telegram.close();
}

/** The calendar of the people's plan: the one whose opening and closing is worth playing with. */
function calendarOf(config: Config) {
  const { targets } = config.plans[bestPlan(config)] ?? {};
  const name = targets?.critical.firstResponse?.calendar ?? '';
  const spec = config.calendars[name] ?? Object.values(config.calendars)[0];
  if (spec === undefined) throw new Error('a checked configuration has a calendar');
  return compileCalendar(spec);
}

/** Nobody has a contract in an empty database, so everybody gets the plan whose clocks are worth watching. */
function bestPlan(config: Config): string {
  const [best] = Object.values(config.plans).sort((a, b) => b.rank - a.rank);
  return best?.key ?? config.defaultPlan;
}

async function configFor(config: Config, slack: SlackEmulator, telegram: TelegramEmulator): Promise<Config> {
  return {
    ...config,
    defaultPlan: bestPlan(config),
    databaseUrl: null,
    dataDirectory: await freshDirectory(path.join(config.dataDirectory, 'playground')),
    slack: { botToken, apiUrl: slack.apiUrl, inbound: { mode: 'http', signingSecret } },
    telegram: { botToken: telegram.token, apiRoot: telegram.url, inbound: { mode: 'polling' } },
  };
}

interface Plot {
  readonly config: Config;
  readonly clock: JumpingClock;
  readonly store: Store;
}

async function distanceTo(to: Jump, { clock, config, store }: Plot): Promise<number> {
  const now = clock.now();
  switch (to) {
    case '10m':
      return 10 * MINUTE_MS;
    case '1h':
      return 60 * MINUTE_MS;
    case 'reminder': {
      const reminderAt = await nextReminder(store, deskPolicy(config), now);
      if (reminderAt === null) throw new NotNow('No deadline is running: there is nothing to remind of.');
      return reminderAt - now;
    }
    case 'morning': {
      const morningAt = nextWorkingMorning(calendarOf(config), now);
      if (morningAt === null) throw new NotNow('This desk never closes.');
      return morningAt - now;
    }
    default:
      return to satisfies never;
  }
}

interface Company extends Plot {
  readonly slack: SlackEmulator;
  readonly telegram: TelegramEmulator;
  readonly cast: Cast;
}

function playOn({ config, clock, slack, telegram, cast, store }: Company): Omit<Play, 'jump'> {
  const { slackChannel = null, telegramChat = null } = config.queues[config.defaultQueue] ?? {};
  const screens: Screens = {
    slack,
    telegram,
    cast,
    now: clock.now,
    timezone: config.desk.timezone,
    queue: { slackChannel, telegramChat },
  };
  const pressAnswers: { readonly as: Act['as']; readonly text: string }[] = [];
  const progress = watchProgress(store, () => isLoserTold(slack, cast, pressAnswers));
  return {
    broadcast: createBroadcast(progress.look),
    show: (agent) => pageState(screens, agent, progress.done()),
    async act(act) {
      if (isSlackAct(act)) {
        await playSlack(slack, cast, act);
        return null;
      }
      const text = await playTelegram(telegram, cast, act);
      if (text !== null) pressAnswers.push({ as: act.as, text });
      return text;
    },
  };
}

const isSlackAct = (act: Act): act is Extract<Act, { act: `slack.${string}` }> =>
  act.act.startsWith('slack.');

/** Whether an agent was told in person about another one: that is how the desk says who was first. */
function isLoserTold(
  slack: SlackEmulator,
  { agents }: Cast,
  pressAnswers: readonly { readonly as: Act['as']; readonly text: string }[],
): boolean {
  return Object.entries(agents).some(([key, agent]) => {
    const told = [
      ...slack.ephemerals(agent.slackId).map(({ content }) => content),
      ...pressAnswers.filter(({ as }) => as === key).map(({ text }) => text),
    ];
    const others = Object.values(agents).filter((other) => other !== agent);
    return told.some((text) => others.some(({ name }) => text.includes(name)));
  });
}
