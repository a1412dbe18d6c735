// Bounds how many requests of the platforms are in hand at once, fewer when the process runs behind; beyond that they are
// refused at once, to be repeated.
import type { IncomingMessage } from 'node:http';
import type { HttpRoute } from '../http-route.ts';
import { respond } from './server.ts';

/**
 * Each kind has its own bound, so that a flood of events does not keep out the people who press and type. Storing
 * some hundred events a second, as the embedded database does, this many are answered well within three seconds.
 */
const AT_ONCE = { event: 200, act: 100 } as const;
/** A request goes through several steps, and has to be answered within three seconds. */
const TOO_LATE_MS = 300;
/** While the process runs behind, only this part of the usual number: some, as not only requests may keep it busy. */
const PART_WHEN_LATE = 0.1;

export interface CapacityOptions {
  /** By how many milliseconds the process runs behind. */
  lagMs(): number;
  readonly atOnce?: Readonly<Record<Kind, number>>;
}

/**
 * The route, which refuses in its own words, or with 503, while as many requests of a kind are being answered; these
 * are fewer while the process runs behind.
 */
export function withinCapacity(route: HttpRoute, { lagMs, atOnce = AT_ONCE }: CapacityOptions): HttpRoute {
  const inHand: Record<Kind, number> = { event: 0, act: 0 };
  const room = (kind: Kind): number =>
    lagMs() > TOO_LATE_MS ? Math.ceil(atOnce[kind] * PART_WHEN_LATE) : atOnce[kind];
  return {
    ...route,
    handle(request, response) {
      const kind = kindOf(request);
      if (inHand[kind] >= room(kind))
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
