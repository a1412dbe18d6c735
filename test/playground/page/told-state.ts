// What an open page is told, read as the page reads it.
import type { z } from 'zod';

const patienceMs = 10_000;

/** The first state for a page of `agent` that is as `isWanted` says; rejects when none comes in time. */
export async function stateWhere<State>(
  address: string,
  agent: string,
  schema: z.ZodType<State>,
  isWanted: (state: State) => boolean,
): Promise<State> {
  const leaving = new AbortController();
  const response = await fetch(new URL(`/playground/events?agent=${agent}`, address), {
    signal: AbortSignal.any([leaving.signal, AbortSignal.timeout(patienceMs)]),
  });
  let text = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    const events = text.split('\n\n');
    text = events.pop() ?? '';
    const states = events.map((event) => schema.parse(JSON.parse(event.replace('data: ', ''))));
    const found = states.find(isWanted);
    if (found === undefined) continue;
    leaving.abort();
    return found;
  }
  throw new Error('the page was told nothing of the kind');
}
