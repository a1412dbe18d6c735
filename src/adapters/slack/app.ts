// The Slack side of the desk: Bolt's app between Slack and the core.
import { setTimeout as sleep } from 'node:timers/promises';
import { App, type ReceiverEvent } from '@slack/bolt';
import type { Desk } from '../../app/inbound.ts';
import type { InboxIntake } from '../../app/inbox.ts';
import type { Clock, Logger, Platform } from '../../app/ports.ts';
import type { HttpRoute } from '../http-route.ts';
import type { TrafficLog } from '../traffic-log.ts';
import { createAnswers, type Pause } from './answer.ts';
import { createBoltLogger } from './bolt-logger.ts';
import { createClient, loggedFetch } from './client.ts';
import { createMessenger } from './deliver.ts';
import { createDirectory } from './directory.ts';
import { createEventHandler, createIntake, type Intake } from './events.ts';
import { codeOf, failureOf } from './failure.ts';
import { createFileSource } from './files.ts';
import { createIdentity, type Identity } from './identity.ts';
import { createTranslator } from './inbound.ts';
import { createKeptHandler, listenToInteractions } from './interactions.ts';
import { createProfiles } from './profiles.ts';
import { httpReception, type Reception, socketReception } from './reception.ts';
import { createUnderWay, type UnderWay } from './under-way.ts';

export interface SlackSettings {
  readonly botToken: string;
  /** Needed over HTTP, to know Slack's requests from others'. */
  readonly signingSecret: string | null;
  /** Set for Socket Mode. */
  readonly appToken: string | null;
  /** Slack's Web API, such as `https://slack.com/api/`. */
  readonly apiUrl: string;
  /** What people read when too much is going on; in the desk's language, since theirs is not known by then. */
  readonly busyWords: string;
}

export interface SlackParts {
  readonly settings: SlackSettings;
  readonly desk: Desk;
  readonly inbox: InboxIntake;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly traffic: TrafficLog;
  /** Real time unless given. */
  readonly pause?: Pause;
}

export interface SlackAdapter extends Platform {
  readonly platform: 'slack';
  /** What the desk's HTTP server is to serve; empty in Socket Mode. */
  readonly routes: readonly HttpRoute[];
  /**
   * Resolves when the token is known to be good and, in Socket Mode, the connections stand, however long it takes to
   * reach Slack; throws when Slack refuses the app.
   */
  start(): Promise<void>;
  isReady(): boolean;
  /** Resolves when what came in is answered; stored events are the inbox's to finish. */
  stop(): Promise<void>;
}

/** Builds the adapter and takes on the inbox's `slack` events; nothing is sent or received before `start`. */
export function createSlackAdapter(parts: SlackParts): SlackAdapter {
  const { settings, desk, inbox, clock, logger, traffic } = parts;
  const client = createClient(settings, traffic, createBoltLogger(logger));
  const identity = createIdentity(client);
  const directory = createDirectory(client, clock);
  const translator = createTranslator({ profiles: createProfiles({ client, clock, logger }), clock });
  const showAnswer = createAnswers(client, logger, parts.pause);

  const interactions = { desk, inbox, translator, client, showAnswer, logger };
  const handleKept = createKeptHandler(interactions);
  inbox.register(
    'slack',
    createEventHandler({ desk, translator, directory, identity, showAnswer, handleKept }),
  );
  const reception = createReception(parts);
  const app = createBoltApp(parts, reception, identity);
  listenToInteractions(app, interactions);
  const underWay = createUnderWay();
  storeEventsFirst(app, createIntake(inbox, traffic), underWay);
  reception.attach(app);

  const stopping = new AbortController();
  const pause = parts.pause ?? ((ms: number) => sleep(ms, undefined, { signal: stopping.signal }));

  /** Until Slack answers, however long that takes. */
  async function reach(work: () => Promise<unknown>): Promise<void> {
    for (;;) {
      try {
        await work();
        return;
      } catch (error) {
        if (stopping.signal.aborted || !isOutOfReach(error)) throw error;
        logger.warn({ err: error }, 'Slack cannot be reached yet; trying again');
        await pause(reachAgainMs);
      }
    }
  }

  let isStarted = false;
  return {
    platform: 'slack',
    messenger: createMessenger(client),
    files: createFileSource(client, settings),
    directory,
    directForm: 'thread',
    canWhisper: true,
    inviteLink: () => null,
    routes: reception.routes,
    async start() {
      await reach(identity);
      await reach(reception.start);
      isStarted = true;
    },
    isReady: () => isStarted && reception.isConnected(),
    async stop() {
      isStarted = false;
      stopping.abort();
      await underWay.settled();
      await reception.stop();
      await underWay.settled();
    },
  };
}

const reachAgainMs = 2_000;

/** What time may mend; not that Slack refuses the app, as for a wrong token. */
const isOutOfReach = (error: unknown): boolean =>
  codeOf(error) === null && failureOf(error)?.kind === 'retry';

function createReception({ settings, logger, traffic }: SlackParts): Reception {
  const boltLogger = createBoltLogger(logger);
  const { appToken, signingSecret, apiUrl, busyWords } = settings;
  if (appToken !== null) {
    const clientOptions = { slackApiUrl: apiUrl, fetch: loggedFetch(apiUrl, traffic) };
    return socketReception({ appToken, clientOptions, logger: boltLogger });
  }
  if (signingSecret === null)
    throw new Error('Slack needs a signing secret, or an app token for Socket Mode');
  return httpReception({ signingSecret, logger: boltLogger, busyWords });
}

function createBoltApp(
  { settings, logger, traffic }: SlackParts,
  { receiver }: Reception,
  identity: () => Promise<Identity>,
): App {
  return new App({
    receiver,
    authorize: async () => {
      const { user_id: botUserId, bot_id: botId } = await identity();
      return { botToken: settings.botToken, botUserId, botId };
    },
    logger: createBoltLogger(logger),
    clientOptions: { slackApiUrl: settings.apiUrl, fetch: loggedFetch(settings.apiUrl, traffic) },
    convoStore: false,
  });
}

/**
 * Bolt acknowledges an event before its listeners run, so a crash in between would lose it. Here it is stored first;
 * what cannot be stored is not acknowledged, and Slack sends it again.
 */
function storeEventsFirst(app: App, intake: Intake, underWay: UnderWay): void {
  const process = app.processEvent.bind(app);
  const receive = async (event: ReceiverEvent): Promise<void> => {
    if (await intake(event.body)) await event.ack();
    else await process(event);
  };
  app.processEvent = (event) => underWay.track(receive(event));
}
