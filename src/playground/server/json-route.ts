// A route that takes JSON from the page, checked, and answers JSON.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { HttpRoute } from '../../adapters/http-route.ts';
import { readBody } from './read-body.ts';
import { refusalText } from './refusal.ts';

const longestBodyBytes = 256 * 1024;

/**
 * Answers 200 with what `act` returns, 422 with the reason where a client would refuse, 400 for what is not
 * understood. Only `application/json` is taken, which no other site's form can send.
 */
export function jsonRoute<Body>(
  path: string,
  schema: z.ZodType<Body>,
  act: (body: Body) => Promise<object>,
): HttpRoute {
  return {
    method: 'POST',
    path,
    async handle(request, response) {
      const body = schema.safeParse(await readJson(request));
      if (!body.success) {
        answerJson(response, 400, { error: z.prettifyError(body.error) });
        return;
      }
      try {
        answerJson(response, 200, await act(body.data));
      } catch (error) {
        const refusal = refusalText(error);
        if (refusal === null) throw error;
        answerJson(response, 422, { error: refusal });
      }
    },
  };
}

/** The body; undefined when it is too long or no JSON. */
async function readJson(request: IncomingMessage): Promise<unknown> {
  if (!request.headers['content-type']?.startsWith('application/json')) return undefined;
  const body = await readBody(request, longestBodyBytes);
  if (body === null) return undefined;
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

export function answerJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}
