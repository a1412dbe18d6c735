// The playground: a whole desk between two emulated platforms, on a clock that can be jumped forward.
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from 'pino';
import type { Store } from '../../app/ports.ts';
import type { Config } from '../../config/config.ts';
import { deskPolicy } from '../../config/desk-policy.ts';
import type { startDesk } from '../../main.ts';
import { systemEmulatorClock } from '../emulator-clock.ts';
import { type JumpingClock, jumpingClock } from '../jumping-clock.ts';
import { jumpingJobClock } from '../jumping-job-clock.ts';
import { startSlackEmulator } from '../slack/emulator.ts';
import { startTelegramEmulator } from '../telegram/emulator.ts';
import type { Act } from './acts.ts';
import { createBroadcast } from './broadcast.ts';
import { type Cast, setStage } from './cast.ts';
import { signContract } from './contract.ts';
import { freshDirectory } from './fresh-directory.ts';
import { watchForLostRace } from './lost-race.ts';
import { readManifest } from './manifest.ts';
import { eveningBeforeTheWeekend, instantOf } from './moments.ts';
import { playSlack } from './play-slack.ts';
import { playTelegram } from './play-telegram.ts';
import {
  botToken,
  type Platforms,
  playedCalendar,
  playgroundConfig,
  signingSecret,
} from './playground-config.ts';
import { watchProgress } from './progress.ts';
import { type Play, playgroundRoutes } from './routes.ts';
import { sentFiles } from './sent-files.ts';
import { pageState, type Screens, type Shortcut } from './state.ts';
import { createUploads } from './uploads.ts';

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

/** Starts the emulators and a desk on them, with a database that begins empty. The caller stops it. */
export async function openPlayground(options: PlaygroundOptions): Promise<Playground> {
  const { logger, onFatal } = options;
  const { installation, shortcuts } = readManifest();
  const startAt = eveningBeforeTheWeekend(playedCalendar(options.config), systemEmulatorClock().now());
  const clock = jumpingClock(startAt);
  const jobClock = jumpingJobClock(clock);
  const slack = await startSlackEmulator({ clock, botToken, signingSecret, installation });
  const telegram = await startTelegramEmulator({ clock });
  const cast = setStage(options.config, slack, telegram);
  const dataDirectory = await freshDirectory(path.join(options.config.dataDirectory, 'playground'));
  const config = playgroundConfig(options.config, { slack, telegram }, dataDirectory);

  let play: Play;
  const routes = playgroundRoutes(() => play);
  const desk = await options.startDesk(config, { logger, clock, jobClock, onFatal, routes });
  slack.setRequestUrl(`${desk.address}/slack/events`);
  await signContract(desk.store, { config, cast, at: clock.now() });
  // Whoever is to be paged has to have met the bot: it cannot write to strangers.
  for (const { telegramId } of Object.values(cast.agents)) await telegram.as(telegramId).start();
  const follow = (): Promise<void> => jobClock.follow();
  play = playOn({ config, clock, follow, slack, telegram, cast, shortcuts, store: desk.store, logger });

  const { broadcast } = play;
  const unwatch = [slack.onChange(broadcast.changed), telegram.onChange(broadcast.changed)];
  return {
    address: desk.address,
    async stop() {
      for (const stopWatching of unwatch) stopWatching();
      broadcast.stop();
      await desk.stop();
      await slack.stop();
      await telegram.close();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}

interface Company extends Platforms {
  readonly config: Config;
  readonly clock: JumpingClock;
  /** Takes the jobs along after a jump. */
  readonly follow: () => Promise<void>;
  readonly cast: Cast;
  readonly shortcuts: readonly Shortcut[];
  readonly store: Store;
  readonly logger: Logger;
}

function playOn({ config, clock, follow, slack, telegram, cast, shortcuts, store, logger }: Company): Play {
  const { queues, desk } = config;
  const { timezone } = desk;
  const screens: Screens = { slack, telegram, cast, now: clock.now, timezone, queues, shortcuts };
  const lostRace = watchForLostRace(slack, cast);
  const progress = watchProgress(store, lostRace.hasHappened);
  const broadcast = createBroadcast(progress.look, (error) =>
    logger.error({ err: error }, 'the page is stale'),
  );
  const plot = { store, policy: deskPolicy(config, new Map()), calendar: playedCalendar(config) };
  const uploads = createUploads();
  return {
    broadcast,
    uploads,
    files: sentFiles(slack, telegram),
    show: (agent) => pageState(screens, agent, progress.done()),
    async act(act) {
      if (isOnSlack(act)) {
        await playSlack(slack, cast, uploads, act);
        return null;
      }
      const text = await playTelegram(telegram, cast, uploads, act);
      if (text !== null) lostRace.told(act.as, text);
      return text;
    },
    async jump(to) {
      clock.jump((await instantOf(to, clock.now(), plot)) - clock.now());
      await follow();
      broadcast.changed();
    },
  };
}

const isOnSlack = (act: Act): act is Extract<Act, { act: `slack.${string}` }> => act.act.startsWith('slack.');
