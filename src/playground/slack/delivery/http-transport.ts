// Signed HTTP requests to the app's request URL, as Slack makes them without Socket Mode.
import { createHmac } from 'node:crypto';
import { type AppAnswer, type AppRequest, type AppTransport, failed } from './app-request.ts';

export interface HttpTransportOptions {
  /** Where the app listens; undefined while it has not been told. */
  readonly requestUrl: () => string | undefined;
  readonly signingSecret: string;
  /** The instant of the signature, milliseconds. Apps refuse signatures older than 5 minutes of real time. */
  readonly signedAt: () => number;
}

/** The headers by which an app knows that `body` comes from Slack: HMAC-SHA256 over time and raw body. */
export function signatureHeaders(
  body: string,
  signingSecret: string,
  signedAt: number,
): Record<string, string> {
  const timestamp = String(Math.floor(signedAt / 1000));
  const digest = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${digest}` };
}

function encode(request: AppRequest): { body: string; contentType: string } {
  if (request.kind === 'events_api') {
    return { body: JSON.stringify(request.payload), contentType: 'application/json' };
  }
  const fields =
    request.kind === 'interactive'
      ? { payload: JSON.stringify(request.payload) }
      : Object.fromEntries(Object.entries(request.payload).map(([key, value]) => [key, String(value)]));
  return { body: new URLSearchParams(fields).toString(), contentType: 'application/x-www-form-urlencoded' };
}

function retryHeaders(request: AppRequest): Record<string, string> {
  if (request.retry === undefined) return {};
  return { 'x-slack-retry-num': String(request.retry.attempt), 'x-slack-retry-reason': request.retry.reason };
}

async function readAnswer(response: Response): Promise<AppAnswer> {
  const text = await response.text();
  if (response.status < 200 || response.status > 299) {
    const isFinal = response.headers.get('x-slack-no-retry') === '1';
    return { ok: false, reason: 'http_error', isFinal, explanation: `the app answered ${response.status}` };
  }
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return { ok: true, body: isJson && text !== '' ? parseJson(text) : text };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Posts to the app's request URL; without one, every request fails as `connection_failed`. */
export function httpTransport(options: HttpTransportOptions): AppTransport {
  return async (request, signal) => {
    const url = options.requestUrl();
    if (url === undefined) return failed('the app has no request URL');
    const { body, contentType } = encode(request);
    const headers = {
      'content-type': contentType,
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      ...signatureHeaders(body, options.signingSecret, options.signedAt()),
      ...retryHeaders(request),
    };
    try {
      return await readAnswer(
        await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' }),
      );
    } catch (error) {
      return failed(error instanceof Error ? `${error.message} ${String(error.cause ?? '')}` : String(error));
    }
  };
}
