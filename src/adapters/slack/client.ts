// Slack's Web API client as the desk uses it: no retries of its own, a time limit, and every call logged.
import { parse } from 'node:querystring';
import { type Logger as BoltLogger, webApi } from '@slack/bolt';
import type { TrafficLog } from '../traffic-log.ts';

export type SlackClient = webApi.WebClient;
type Fetch = NonNullable<webApi.WebClientOptions['fetch']>;

/** After this long without an answer a call has failed, so that nothing waits for ever. */
const callTimeoutMs = 15_000;

/** A client that fails at once: when to try again is the delivery ledger's to say. */
export function createClient(
  settings: { botToken: string; apiUrl: string },
  traffic: TrafficLog,
  logger: BoltLogger,
): SlackClient {
  return new webApi.WebClient(settings.botToken, {
    slackApiUrl: settings.apiUrl,
    fetch: loggedFetch(settings.apiUrl, traffic),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger,
  });
}

/** `fetch` with a time limit that notes what is sent: to the Web API at `apiUrl`, or else to a response_url. */
export function loggedFetch(apiUrl: string, traffic: TrafficLog): Fetch {
  const base = apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/`;
  return (target, init) => {
    const url = String(target);
    const body = typeof init?.body === 'string' ? init.body : '';
    if (url.startsWith(base)) {
      traffic({
        platform: 'slack',
        kind: 'call',
        method: url.slice(base.length),
        params: { ...parse(body) },
      });
    } else {
      traffic({ platform: 'slack', kind: 'response_url', params: JSON.parse(body) });
    }
    return fetch(url, { ...init, signal: init?.signal ?? AbortSignal.timeout(callTimeoutMs) });
  };
}
