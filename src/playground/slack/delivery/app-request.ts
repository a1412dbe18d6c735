// What Slack sends an app and what comes back, whatever carries it, and the three seconds the app has.
import type { EmulatorClock } from '../../emulator-clock.ts';

export interface AppRequest {
  readonly kind: 'events_api' | 'interactive' | 'slash_commands';
  readonly payload: Record<string, unknown>;
  readonly retry?: { readonly attempt: number; readonly reason: string };
}

export type AppFailure = 'http_timeout' | 'connection_failed' | 'http_error';

export type AppAnswer =
  | { readonly ok: true; readonly body: unknown }
  | {
      readonly ok: false;
      readonly reason: AppFailure;
      readonly isFinal: boolean;
      readonly explanation: string;
    };

/** Carries one request to the app. Never rejects, except when `signal` aborts. */
export type AppTransport = (request: AppRequest, signal: AbortSignal) => Promise<AppAnswer>;

/** How long Slack waits for an app. */
export const ACK_WITHIN_MS = 3000;

/** Sends one request; an app that has not answered after 3 s by `clock` counts as `http_timeout`. */
export function sendWithDeadline(
  transport: AppTransport,
  request: AppRequest,
  clock: EmulatorClock,
): Promise<AppAnswer> {
  const abort = new AbortController();
  return new Promise((resolve) => {
    const cancelTimer = clock.setTimer(clock.now() + ACK_WITHIN_MS, () => {
      resolve({ ok: false, reason: 'http_timeout', isFinal: false, explanation: 'no answer within 3 s' });
      abort.abort();
    });
    transport(request, abort.signal)
      .catch((error: unknown) => failed(String(error)))
      .then((answer) => {
        cancelTimer();
        resolve(answer);
      });
  });
}

export function failed(explanation: string, reason: AppFailure = 'connection_failed'): AppAnswer {
  return { ok: false, reason, isFinal: false, explanation };
}
