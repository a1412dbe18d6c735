// Answers a request that there is no room for: in words where Slack shows any, else so that Slack repeats it or says so.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';

const submission = z.object({
  type: z.literal('view_submission'),
  view: z.object({ blocks: z.array(z.object({ type: z.string(), block_id: z.string() })) }),
});

/** Far above any form of the desk's. */
const bodyLimitBytes = 300_000;

/** 200 with words for a slash command or a form, which stays open with all that was typed; else 503. */
export async function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  words: string,
): Promise<void> {
  const body = await bodyOf(request);
  const answer = body === null ? null : answerTo(new URLSearchParams(body), words);
  if (answer === null) response.writeHead(503).end();
  else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
}

function answerTo(form: URLSearchParams, words: string): object | null {
  if (form.has('command')) return { response_type: 'ephemeral', text: words };
  const submitted = submission.safeParse(parsed(form.get('payload')));
  const question = submitted.data?.view.blocks.find(({ type }) => type === 'input');
  return question === undefined
    ? null
    : { response_action: 'errors', errors: { [question.block_id]: words } };
}

function parsed(payload: string | null): unknown {
  try {
    return JSON.parse(payload ?? '');
  } catch {
    return null;
  }
}

/** Null for what is no form or is too long; an event is not even read. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  if (request.headers['content-type'] === 'application/json') return null;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > bodyLimitBytes) return null;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}
