// Bounds how many requests of the platforms are in hand at once; beyond that they are refused at once, to be repeated.
import type { IncomingMessage } from 'node:http';
import type { HttpRoute } from '../http-route.ts';
import { respond } from './server.ts';

/**
 * Each kind has its own bound, so that a flood of events does not keep out the people who press and type. Storing
 * some hundred events a second, as the embedded database does, this many are answered well within three seconds.
 */
const AT_ONCE = { event: 200, act: 100 } as const;

/** The route, which refuses in its own words, or with 503, while as many requests of a kind are being answered. */
export function withinCapacity(
  route: HttpRoute,
  atOnce: Readonly<Record<Kind, number>> = AT_ONCE,
): HttpRoute {
  const inHand: Record<Kind, number> = { event: 0, act: 0 };
  return {
    ...route,
    handle(request, response) {
      const kind = kindOf(request);
      if (inHand[kind] >= atOnce[kind])
        return route.refuse === undefined ? respond(response, 503, 'busy') : route.refuse(request, response);
      inHand[kind] += 1;
      response.once('close', () => {
        inHand[kind] -= 1;
      });
      return route.handle(request, response);
    },
  };
}

type Kind = 'event' | 'act';

/** Slack sends what people press and type as forms; all else, and all of Telegram's, comes as JSON and is repeated. */
const kindOf = ({ headers }: IncomingMessage): Kind =>
  headers['content-type']?.startsWith('application/x-www-form-urlencoded') ? 'act' : 'event';
