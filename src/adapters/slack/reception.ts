// How Slack reaches the desk: requests to the desk's own HTTP server, or connections in Socket Mode.
import {
  type App,
  HTTPReceiver,
  type Logger,
  type Receiver,
  SocketModeReceiver,
  type webApi,
} from '@slack/bolt';
import type { HttpRoute } from '../http-route.ts';
import { eventsPath } from './surface.ts';

export interface Reception {
  /** The receiver that Bolt's app is made with; `attach` gives the app to any others. */
  readonly receiver: Receiver;
  readonly routes: readonly HttpRoute[];
  attach(app: App): void;
  start(): Promise<void>;
  /** Whether Slack can reach the desk now, as far as the desk can tell. */
  isConnected(): boolean;
  stop(): Promise<void>;
}

/** Bolt's HTTP receiver behind a route of the desk's server; it opens no port of its own. */
export function httpReception(options: { signingSecret: string; logger: Logger }): Reception {
  const receiver = new HTTPReceiver({ ...options, endpoints: eventsPath });
  return {
    receiver,
    routes: [{ method: 'POST', path: eventsPath, handle: receiver.requestListener }],
    attach: () => {},
    start: async () => {},
    isConnected: () => true,
    stop: async () => {},
  };
}

/**
 * Two Socket Mode connections, so that one of them stands while the other is renewed, as Slack asks for every few
 * hours and the client takes seconds to do.
 */
export function socketReception(options: {
  appToken: string;
  clientOptions: webApi.WebClientOptions;
  logger: Logger;
}): Reception {
  const first = socketConnection(options);
  const second = socketConnection(options);
  const both = [first, second];
  return {
    receiver: first.receiver,
    routes: [],
    attach: (app) => second.receiver.init(app),
    start: async () => {
      await Promise.all(both.map(({ receiver }) => receiver.start()));
    },
    isConnected: () => both.some((connection) => connection.isOpen()),
    stop: async () => {
      await Promise.all(both.map(({ receiver }) => receiver.client.disconnect()));
    },
  };
}

function socketConnection(options: Parameters<typeof socketReception>[0]) {
  const { appToken, clientOptions, logger } = options;
  const receiver = new SocketModeReceiver({
    appToken,
    logger,
    installerOptions: { clientOptions: { ...clientOptions } },
  });
  let isOpen = false;
  receiver.client.on('connected', () => {
    isOpen = true;
  });
  receiver.client.on('close', () => {
    isOpen = false;
  });
  return { receiver, isOpen: () => isOpen };
}
