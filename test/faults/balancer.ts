// A load balancer before the desk's replicas, which can also hold, repeat and mislay what Slack sends.
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type ServerResponse,
} from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from './random.ts';
import { tokensIn } from './record.ts';

/** What became of one try of Slack's to bring an event. */
export interface Attempt {
  readonly token: string;
  /** 0 for the first. */
  readonly retry: number;
  readonly isTaken: boolean;
}

export interface Balancer {
  readonly url: string;
  /** Holds the event that bears the token for so long. */
  hold(token: string, ms: number): void;
  /** Takes the next events, and tells Slack nothing of it. */
  loseAnswers(times: number): void;
  /** Brings the next events once more, as Slack does when it believes them lost. */
  repeat(times: number): void;
  close(): Promise<void>;
}

interface Parts {
  /** Ports of the replicas, whether or not they listen now. */
  readonly ports: readonly number[];
  readonly random: Random;
  onAttempt(attempt: Attempt): void;
}

interface Carried {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

type Given = { readonly status: number; readonly type: string; readonly body: string };

/** How long after the first a repeated event comes, at most. */
const repeatedWithinMs = 2_000;
/** A replica that says nothing for so long is given up. */
const patienceMs = 20_000;

export async function startBalancer({ ports, random, onAttempt }: Parts): Promise<Balancer> {
  const held = new Map<string, number>();
  const left = { toLose: 0, toRepeat: 0 };
  const repeats = new Set<Promise<unknown>>();
  const pass = (carried: Carried) => passOn(carried, inTurn(ports, random));

  async function serve(asked: IncomingMessage, response: ServerResponse): Promise<void> {
    const carried = { path: asked.url ?? '/', headers: asked.headers, body: await bodyOf(asked) };
    const token = tokenIn(carried);
    const holdMs = held.get(token) ?? 0;
    held.delete(token);
    if (holdMs > 0) await sleep(holdMs);
    const given = await pass(carried);
    const isTaken = given !== null && given.status >= 200 && given.status < 300;
    const isLost = token !== '' && isTaken && left.toLose > 0;
    if (isLost) left.toLose -= 1;
    if (token !== '') onAttempt({ token, retry: Number(asked.headers['x-slack-retry-num'] ?? 0), isTaken });
    if (token !== '' && isTaken && left.toRepeat > 0) {
      left.toRepeat -= 1;
      const again = sleep(random.between(0, repeatedWithinMs)).then(() => pass(asRepeated(carried)));
      repeats.add(again.finally(() => repeats.delete(again)));
    }
    if (isLost) return void response.destroy();
    const { status, type, body } = given ?? { status: 502, type: 'text/plain', body: 'no replica answered' };
    response.writeHead(status, { 'content-type': type }).end(body);
  }

  const server = createServer((asked, response) => {
    serve(asked, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the balancer listens on no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    hold: (token, ms) => void held.set(token, ms),
    loseAnswers(times) {
      left.toLose += times;
    },
    repeat(times) {
      left.toRepeat += times;
    },
    async close() {
      await Promise.allSettled(repeats);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function inTurn(ports: readonly number[], random: Random): readonly number[] {
  const first = random.between(0, ports.length - 1);
  return [...ports.slice(first), ...ports.slice(0, first)];
}

/** The next replica is asked where one refuses or is closing; one that dies in the middle is not asked again. */
async function passOn(carried: Carried, ports: readonly number[]): Promise<Given | null> {
  let last: Given | null = null;
  for (const port of ports) {
    try {
      last = await post(port, carried);
      if (last.status !== 503) return last;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ECONNREFUSED') return null;
    }
  }
  return last;
}

/** On a connection of its own: one that is kept may have died with its process, which tells nothing of this request. */
function post(port: number, { path, headers, body }: Carried): Promise<Given> {
  const { connection: _, 'transfer-encoding': __, ...kept } = headers;
  const options = { host: '127.0.0.1', port, path, method: 'POST', agent: false, timeout: patienceMs };
  return new Promise((resolve, reject) => {
    const sent = request(
      { ...options, headers: { ...kept, 'content-length': body.byteLength } },
      (answer) => {
        const type = answer.headers['content-type'] ?? 'text/plain';
        bodyOf(answer).then(
          (bytes) => resolve({ status: answer.statusCode ?? 500, type, body: bytes.toString() }),
          reject,
        );
      },
    );
    sent.on('timeout', () => sent.destroy(new Error('no answer')));
    sent.on('error', reject);
    sent.end(body);
  });
}

const asRepeated = (carried: Carried): Carried => ({
  ...carried,
  headers: { ...carried.headers, 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' },
});

/** The token of the words that an event tells of; empty for everything else. */
function tokenIn({ headers, body }: Carried): string {
  if (!String(headers['content-type']).includes('json')) return '';
  const { event } = JSON.parse(body.toString()) as { event?: { text?: string; bot_id?: string } };
  return event?.bot_id === undefined ? (tokensIn(event?.text ?? '')[0] ?? '') : '';
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return Buffer.concat(chunks);
}
