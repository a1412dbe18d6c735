// Slack's side of a flood, in a process of its own: posts signed requests all at once and tells how each was answered.
import { once } from 'node:events';
import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http';
import { performance } from 'node:perf_hooks';
import { buffer } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import { signatureHeaders } from '../../../src/playground/slack/delivery/http-transport.ts';

export interface Posted {
  readonly body: string;
  readonly contentType: string;
}

/** Sent to the process, which answers with one `Answered` for each request, in their order. */
export interface Flood {
  readonly url: string;
  readonly signingSecret: string;
  readonly requests: readonly Posted[];
}

export interface Answered {
  /** Null when the connection was refused or broken off. */
  readonly status: number | null;
  readonly body: string;
  /** From the moment it has a connection, or one is begun for it, to the end of the answer. */
  readonly tookMs: number;
}

/** Far more connections than the desk has room for; many more would try the machine's own queues instead. */
const agent = new Agent({ keepAlive: true, maxSockets: 1_000, maxFreeSockets: 1_000 });

async function post({ url, signingSecret }: Flood, { body, contentType }: Posted): Promise<Answered> {
  let since = performance.now();
  const signedAt = performance.timeOrigin + since;
  const headers = { 'content-type': contentType, ...signatureHeaders(body, signingSecret, signedAt) };
  try {
    const outgoing = request(url, { method: 'POST', agent, headers });
    outgoing.once('socket', () => {
      since = performance.now();
    });
    const response = await answerTo(outgoing, body);
    const text = await buffer(response);
    const tookMs = performance.now() - since;
    return { status: response.statusCode ?? null, body: text.toString('utf8'), tookMs };
  } catch {
    return { status: null, body: '', tookMs: performance.now() - since };
  }
}

async function answerTo(outgoing: ClientRequest, body: string): Promise<IncomingMessage> {
  outgoing.end(body);
  const [response]: IncomingMessage[] = await once(outgoing, 'response');
  if (response === undefined) throw new Error('a response comes with its event');
  return response;
}

process.on('message', async (flood: Flood) => {
  const answers: Promise<Answered>[] = [];
  for (const one of flood.requests) {
    answers.push(post(flood, one));
    // Each is on its way when its time begins to run, instead of waiting for all the others to be signed.
    if (answers.length % 25 === 0) await setImmediate();
  }
  process.send?.(await Promise.all(answers));
});
process.on('disconnect', () => process.exit(0));
