// How Slack reaches the desk: requests to the desk's own HTTP server, or connections in Socket Mode.
import type { ServerResponse } from 'node:http';
import {
  type App,
  HTTPReceiver,
  type Logger,
  type Receiver,
  SocketModeReceiver,
  type webApi,
} from '@slack/bolt';
import type { HttpRoute } from '../http-route.ts';
import { refuse } from './refuse.ts';
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

/** Slack waits three seconds for an answer. */
const answerWithinMs = 2_950;

/**
 * Bolt's HTTP receiver behind a route of the desk's server; it opens no port of its own. What could not be stored, or
 * not in time, is answered 503, and Slack repeats events.
 */
export function httpReception(options: {
  signingSecret: string;
  logger: Logger;
  /** What people read when too much is going on. */
  busyWords: string;
}): Reception {
  const { signingSecret, logger, busyWords } = options;
  const receiver = new HTTPReceiver({
    signingSecret,
    logger,
    endpoints: eventsPath,
    unhandledRequestTimeoutMillis: answerWithinMs,
    unhandledRequestHandler: ({ response }) => unavailable(response),
    processEventErrorHandler: async ({ error, response }) => {
      // One that took too long has been refused already, and comes again.
      if (!response.headersSent) logger.error('a request of Slack’s could not be handled', error);
      unavailable(response);
      return true;
    },
  });
  return {
    receiver,
    routes: [
      {
        method: 'POST',
        path: eventsPath,
        handle: receiver.requestListener,
        refuse: (request, response) => refuse(request, response, busyWords),
      },
    ],
    attach: () => {},
    start: async () => {},
    isConnected: () => true,
    stop: async () => {},
  };
}

function unavailable(response: ServerResponse): void {
  if (!response.headersSent) response.writeHead(503).end();
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
