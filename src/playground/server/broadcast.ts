// Tells every open page what has changed, by Server-Sent Events.
import type { IncomingMessage, ServerResponse } from 'node:http';

export interface Broadcast {
  /** Keeps the answer open and sends it what `show` makes, now and after every change. */
  subscribe(request: IncomingMessage, response: ServerResponse, show: () => object): Promise<void>;
  /** Has the pages told soon; changes that come close together are told as one. */
  changed(): void;
  /** Ends every subscription. */
  stop(): void;
}

const gatherMs = 30;

/** `prepare` runs before each round of telling; a round for which it fails is left out. */
export function createBroadcast(prepare: () => Promise<void>, onError: (error: unknown) => void): Broadcast {
  const pages = new Map<ServerResponse, () => object>();
  let timer: NodeJS.Timeout | undefined;
  let isTelling = false;

  const tell = async (): Promise<void> => {
    isTelling = true;
    try {
      await prepare();
      for (const [response, show] of pages) send(response, show());
    } catch (error) {
      if (pages.size > 0) onError(error);
    } finally {
      isTelling = false;
    }
  };
  const changed = (): void => {
    if (timer !== undefined || pages.size === 0) return;
    timer = setTimeout(() => {
      timer = undefined;
      if (isTelling) changed();
      else void tell();
    }, gatherMs);
  };

  return {
    async subscribe(request, response, show) {
      await prepare();
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      pages.set(response, show);
      request.once('close', () => pages.delete(response));
      send(response, show());
    },
    changed,
    stop() {
      clearTimeout(timer);
      for (const response of pages.keys()) response.end();
      pages.clear();
    },
  };
}

function send(response: ServerResponse, state: object): void {
  response.write(`data: ${JSON.stringify(state)}\n\n`);
}
