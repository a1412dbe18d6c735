// The Telegram adapter: puts its parts together, starts and stops them.
import type { Desk } from '../../app/inbound.ts';
import type { InboxIntake } from '../../app/inbox.ts';
import { type Clock, type Logger, MessengerError, type Platform } from '../../app/ports.ts';
import type { SoleTurn } from '../../app/sole-turn.ts';
import type { HttpRoute } from '../http-route.ts';
import type { TrafficLog } from '../traffic-log.ts';
import { createAnswering } from './answer.ts';
import { createTelegramApi } from './api.ts';
import { createMessenger } from './deliver.ts';
import { createDirectory } from './directory.ts';
import { isRefusal } from './failure.ts';
import { createFileSource } from './files.ts';
import { createTakeUpdate, createUpdateHandler } from './intake.ts';
import { type MenuCommand, setMenus } from './menus.ts';
import { PLATFORM } from './place.ts';
import { createPolling } from './polling.ts';
import { realWait, type Wait } from './wait.ts';
import { derivedSecret, webhookRoute } from './webhook.ts';
import { type Bot, botSchema } from './wire.ts';

export interface TelegramSettings {
  readonly botToken: string;
  /** Such as `https://api.telegram.org`. */
  readonly apiRoot: string;
  /** Where Telegram is to send updates; null for long polling. */
  readonly webhookUrl: string | null;
  /** Null for one derived from the token. */
  readonly webhookSecret: string | null;
}

export interface TelegramAdapter extends Platform {
  readonly platform: typeof PLATFORM;
  /** `POST /telegram/webhook` in webhook mode, nothing when polling. */
  readonly routes: readonly HttpRoute[];
  /**
   * Resolves once Telegram was reached, patiently; menus and polling go on by themselves. Rejects with
   * `MessengerError` when Telegram refuses the token or the webhook's address.
   */
  start(): Promise<void>;
  /** Whether updates come in. */
  isReady(): boolean;
  /** Stops receiving; what is being handled goes on. */
  stop(): Promise<void>;
}

/** Named, since some kinds come only when asked for. */
export const ALLOWED_UPDATES = [
  'message',
  'edited_message',
  'callback_query',
  'my_chat_member',
  'chat_member',
] as const;

const RETRY_START_MS = 5_000;

/** A revoked token may come back while the desk runs, but one refused at the start is wrong. */
function isWorthRepeating(error: unknown): error is MessengerError {
  return (
    error instanceof MessengerError && error.failure.kind === 'retry' && !isRefusal(error, /unauthorized/i)
  );
}

function retryAfterMs({ failure }: MessengerError): number {
  return (failure.kind === 'retry' ? failure.afterMs : null) ?? RETRY_START_MS;
}

export function createTelegramAdapter(parts: {
  readonly settings: TelegramSettings;
  readonly desk: Desk;
  readonly inbox: InboxIntake;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly traffic: TrafficLog;
  readonly commands: readonly MenuCommand[];
  /** The chats of the queues, whose members are agents. */
  readonly agentChats: readonly string[];
  /** Of several processes only one may poll. */
  readonly turn: SoleTurn;
  /** Real time unless given. */
  readonly wait?: Wait;
}): TelegramAdapter {
  const {
    settings,
    desk,
    inbox,
    clock,
    logger,
    traffic,
    commands,
    agentChats,
    turn,
    wait = realWait,
  } = parts;
  const api = createTelegramApi({ ...settings, traffic });
  const directory = createDirectory({ api, clock, wait });
  const answering = createAnswering({ api, desk, wait, logger });
  const take = createTakeUpdate({ inbox, clock, traffic });
  const polling = createPolling({
    api,
    take,
    room: (signal) => inbox.room(signal),
    allowedUpdates: ALLOWED_UPDATES,
    wait,
    logger,
  });
  const bot = Promise.withResolvers<Bot>();
  inbox.register(
    PLATFORM,
    createUpdateHandler({ bot: bot.promise, desk, answering, directory, wait, logger }),
  );

  const isPolling = settings.webhookUrl === null;
  const stopping = new AbortController();
  const webhookSecret = settings.webhookSecret ?? derivedSecret(settings.botToken);
  let background: Promise<unknown> = Promise.resolve();
  let isWebhookSet = false;
  /** The bot's own, once Telegram was reached. */
  let username: string | null = null;

  async function setWebhook(): Promise<void> {
    const { webhookUrl: url } = settings;
    await reach('setWebhook', { url, secret_token: webhookSecret, allowed_updates: ALLOWED_UPDATES });
    isWebhookSet = true;
  }

  /** Calls until Telegram answers, however long that takes. */
  async function reach(method: string, params: object): Promise<unknown> {
    for (;;) {
      try {
        return await api.call(method, params, { signal: stopping.signal });
      } catch (error) {
        if (stopping.signal.aborted || !isWorthRepeating(error)) throw error;
        logger.warn({ err: error, method }, 'Telegram cannot be reached yet; trying again');
        await wait(retryAfterMs(error), stopping.signal);
      }
    }
  }

  return {
    platform: PLATFORM,
    messenger: createMessenger(api),
    files: createFileSource(api),
    directory,
    directForm: 'flat',
    canWhisper: false,
    inviteLink: (code) => (username === null ? null : `https://t.me/${username}?start=${code}`),
    routes: isPolling ? [] : [webhookRoute({ secret: webhookSecret, take, logger })],
    async start() {
      const me = botSchema.parse(await reach('getMe', {}));
      username = me.username;
      bot.resolve(me);
      await (isPolling ? reach('deleteWebhook', { drop_pending_updates: false }) : setWebhook());
      const menus = setMenus({ api, commands, agentChats, wait, logger, signal: stopping.signal });
      background = Promise.all([menus, isPolling ? turn.run(polling.run, stopping.signal) : undefined]);
    },
    isReady: () => (isPolling ? polling.isConnected() || turn.isElsewhere() : isWebhookSet),
    async stop() {
      stopping.abort();
      await background;
    },
  };
}
