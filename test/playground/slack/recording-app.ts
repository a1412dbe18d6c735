// A bare HTTP endpoint in an app's place: it records signed requests and answers them as a test wants.
import { createServer, type IncomingMessage } from 'node:http';
import { signatureHeaders } from '../../../src/playground/slack/delivery/http-transport.ts';
import { SIGNING_SECRET, type Stage } from './support.ts';

export interface RecordedRequest {
  readonly retryNum: string | undefined;
  readonly retryReason: string | undefined;
  readonly body: string;
  /** The event callback, interactive payload or form fields. */
  readonly payload: Record<string, unknown>;
}

/** What to answer: a status and body, or `hang` to leave Slack waiting. */
export type Reply =
  | { readonly status?: number; readonly json?: unknown; readonly headers?: Record<string, string> }
  | 'hang';

export interface RecordingApp {
  readonly requests: RecordedRequest[];
  /** Decides on answers; 200 with an empty body until it is set. */
  reply: (request: RecordedRequest) => Reply;
  /** The inner events received, of one type where given. */
  events(type?: string): Record<string, unknown>[];
  stop(): Promise<void>;
}

function decode(body: string): Record<string, unknown> {
  if (body.startsWith('{')) return JSON.parse(body) as Record<string, unknown>;
  const fields = new URLSearchParams(body);
  const payload = fields.get('payload');
  return payload === null ? Object.fromEntries(fields) : (JSON.parse(payload) as Record<string, unknown>);
}

async function read(request: IncomingMessage): Promise<RecordedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString();
  const timestamp = Number(request.headers['x-slack-request-timestamp']);
  const expected = signatureHeaders(body, SIGNING_SECRET, timestamp * 1000)['x-slack-signature'];
  if (request.headers['x-slack-signature'] !== expected) throw new Error('a request with a wrong signature');
  return {
    retryNum: request.headers['x-slack-retry-num']?.toString(),
    retryReason: request.headers['x-slack-retry-reason']?.toString(),
    body,
    payload: decode(body),
  };
}

/** Starts the endpoint and makes it the stage's request URL. */
export async function recordRequests(stage: Stage): Promise<RecordingApp> {
  const requests: RecordedRequest[] = [];
  const server = createServer((request, response) => {
    void read(request).then((recorded) => {
      requests.push(recorded);
      const reply = app.reply(recorded);
      if (reply === 'hang') return;
      response.writeHead(reply.status ?? 200, {
        ...(reply.json === undefined ? {} : { 'content-type': 'application/json' }),
        ...reply.headers,
      });
      response.end(reply.json === undefined ? '' : JSON.stringify(reply.json));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  stage.slack.setRequestUrl(`http://127.0.0.1:${address.port}/slack/events`);
  const app: RecordingApp = {
    requests,
    reply: () => ({}),
    events: (type) =>
      requests
        .map(({ payload }) => payload.event as Record<string, unknown>)
        .filter((event) => event !== undefined && (type === undefined || event.type === type)),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return app;
}
