// The paths of the playground: its page, what it shows, and what people do on it.
import type { HttpRoute } from '../../adapters/http-route.ts';
import { type Act, actSchema, type Jump, jumpSchema } from './acts.ts';
import type { Broadcast } from './broadcast.ts';
import { type AgentKey, agentKeys } from './cast.ts';
import { jsonRoute } from './json-route.ts';
import { pageRoutes } from './page-files.ts';
import { type FindFile, sentFileRoute } from './sent-files.ts';
import { uploadRoute } from './upload-route.ts';
import type { Uploads } from './uploads.ts';

export interface Play {
  readonly broadcast: Broadcast;
  /** Files that wait for the act that sends them. */
  readonly uploads: Uploads;
  /** The files in the chats of each platform. */
  readonly files: Readonly<Record<'slack' | 'telegram', FindFile>>;
  show(agent: AgentKey): object;
  /** Resolves with what the person is told at once, or null. */
  act(act: Act): Promise<string | null>;
  jump(to: Jump): Promise<void>;
}

/** `play` is asked for only when somebody calls, so that the routes can be there before the desk is. */
export function playgroundRoutes(play: () => Play): HttpRoute[] {
  return [
    ...pageRoutes(),
    {
      method: 'GET',
      path: '/playground/events',
      handle(request, response) {
        const agent = agentIn(request.url ?? '');
        return play().broadcast.subscribe(request, response, () => play().show(agent));
      },
    },
    sentFileRoute('slack', (id) => play().files.slack(id)),
    sentFileRoute('telegram', (id) => play().files.telegram(id)),
    uploadRoute(() => play().uploads),
    jsonRoute('/playground/act', actSchema, async (act) => ({ told: await play().act(act) })),
    jsonRoute('/playground/clock', jumpSchema, async ({ to }) => {
      await play().jump(to);
      return {};
    }),
  ];
}

function agentIn(url: string): AgentKey {
  const asked = new URL(url, 'http://localhost').searchParams.get('agent');
  return agentKeys.find((key) => key === asked) ?? 'anna';
}
