// The desk's one HTTP server: every path of every adapter, on one address.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Logger } from '../../app/ports.ts';
import type { HttpRoute } from '../http-route.ts';
import { type Listeners, listenWith } from './listeners.ts';

export interface WebServer {
  /** Such as `http://127.0.0.1:3000`. */
  readonly address: string;
  /**
   * Stops listening; requests under way have `withinMs` to be answered, and what still comes on an open connection
   * gets 503, so that whoever sent it goes elsewhere.
   */
  stop(withinMs: number): Promise<void>;
}

/** Above the minute for which balancers keep an unused connection, so that none is closed while they write to it. */
const keepAliveMs = 75_000;

/** Serves `routes` on `host:port`; port 0 takes any free one. Rejects when the port is taken. */
export async function startWebServer(parts: {
  readonly routes: readonly HttpRoute[];
  readonly host: string;
  readonly port: number;
  readonly logger: Logger;
}): Promise<WebServer> {
  const { routes, host, port, logger } = parts;
  let isStopping = false;
  const server = createServer((request, response) => {
    if (isStopping) respond(response.setHeader('connection', 'close'), 503, 'stopping');
    else void dispatch(routes, logger, request, response);
  });
  server.keepAliveTimeout = keepAliveMs;
  const listeners = await listenWith(server, host, port);
  return {
    address: `http://${host.includes(':') ? `[${host}]` : host}:${listeners.port}`,
    stop(withinMs) {
      isStopping = true;
      return close(server, listeners, withinMs);
    },
  };
}

async function dispatch(
  routes: readonly HttpRoute[],
  logger: Logger,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = (request.url ?? '/').split('?', 1)[0];
  const here = routes.filter((route) => route.path === path);
  const route = here.find(({ method }) => method === (request.method === 'HEAD' ? 'GET' : request.method));
  if (route === undefined) {
    respond(response, here.length > 0 ? 405 : 404, here.length > 0 ? 'method not allowed' : 'not found');
    return;
  }
  try {
    await route.handle(request, response);
  } catch (error) {
    logger.error({ err: error, path }, 'a request failed');
    if (!response.headersSent) respond(response, 500, 'internal error');
    else response.destroy();
  }
}

/** Answers with a line of text. */
export function respond(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
}

async function close(server: Server, listeners: Listeners, withinMs: number): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), withinMs);
  const closed = listeners.close();
  server.closeIdleConnections();
  await closed.finally(() => clearTimeout(cut));
}
