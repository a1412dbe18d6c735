// One path of the desk's HTTP server, as an adapter offers it.
import type { IncomingMessage, ServerResponse } from 'node:http';

export interface HttpRoute {
  readonly method: 'GET' | 'POST';
  /** The exact path, without query. */
  readonly path: string;
  handle(request: IncomingMessage, response: ServerResponse): void | Promise<void>;
  /** Answers instead while too many are being handled; without it such a request gets 503. */
  refuse?(request: IncomingMessage, response: ServerResponse): void | Promise<void>;
}
