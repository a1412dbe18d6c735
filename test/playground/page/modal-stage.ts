// The page's modal alone, over a Slack emulator whose app a test plays.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpRoute } from '../../../src/adapters/http-route.ts';
import type { Act, SlackAct } from '../../../src/playground/server/acts.ts';
import { type Broadcast, createBroadcast } from '../../../src/playground/server/broadcast.ts';
import type { Cast } from '../../../src/playground/server/cast.ts';
import { playSlack } from '../../../src/playground/server/play-slack.ts';
import { type Play, playgroundRoutes } from '../../../src/playground/server/routes.ts';
import { createUploads } from '../../../src/playground/server/uploads.ts';
import { type RecordingApp, recordRequests } from '../slack/recording-app.ts';
import { type Stage, setStage } from '../slack/support.ts';

export interface ModalStage extends Stage {
  readonly app: RecordingApp;
  /** A page that shows Anna's modal and nothing else is at `/modal`. */
  readonly address: string;
  /** What went wrong in telling the page. */
  readonly failures: readonly unknown[];
  /** Shows a modal of these blocks to Anna; resolves with its id. */
  open(blocks: readonly object[]): Promise<string>;
  stop(): Promise<void>;
}

const plain = (text: string) => ({ type: 'plain_text', text });

export async function setModalStage(): Promise<ModalStage> {
  const stage = await setStage();
  const app = await recordRequests(stage);
  const { slack, client, anna, support } = stage;
  const failures: unknown[] = [];
  const broadcast = createBroadcast(
    async () => {},
    (error) => failures.push(error),
  );
  const unwatch = slack.onChange(broadcast.changed);
  const play = playOn(stage, broadcast);
  const server = await serve([modalPage, ...playgroundRoutes(() => play)]);
  return {
    ...stage,
    app,
    address: server.address,
    failures,
    async open(blocks) {
      await slack.as(anna).slash(support, '/ticket', 'new');
      const triggerId = String(app.requests.at(-1)?.payload.trigger_id);
      const view = { type: 'modal', title: plain('New request'), submit: plain('Send'), blocks };
      await client.apiCall('views.open', { trigger_id: triggerId, view: JSON.stringify(view) });
      return slack.openView(anna)?.id ?? '';
    },
    async stop() {
      unwatch();
      broadcast.stop();
      await server.close();
      await slack.stop();
      await app.stop();
    },
  };
}

const isSlackAct = (act: Act): act is SlackAct => act.act.startsWith('slack.');

function playOn({ slack, anna }: Stage, broadcast: Broadcast): Play {
  const agent = { name: 'Anna', part: null, queue: 'support', slackId: anna, telegramId: 1 } as const;
  const cast: Cast = {
    agents: { anna: agent, boris: agent, olga: agent, vera: agent },
    ivan: { telegramId: 2 },
    clara: { slackId: anna, channelId: '' },
  };
  const uploads = createUploads();
  return {
    broadcast,
    uploads,
    files: { slack: () => undefined, telegram: () => undefined },
    show: () => ({ view: slack.openView(anna) }),
    async act(act) {
      if (!isSlackAct(act)) throw new Error(`nobody is on Telegram for ${act.act}`);
      await playSlack(slack, cast, uploads, act);
      return null;
    },
    jump: async () => {},
  };
}

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>A modal</title>
    <link rel="icon" href="/playground/icon.svg" type="image/svg+xml" />
    ${['page', 'files', 'frame', 'slack', 'modal'].map((sheet) => `<link rel="stylesheet" href="/playground/style/${sheet}.css" />`).join('\n    ')}
  </head>
  <body>
    <div id="toasts" popover="manual" role="status" aria-live="polite"></div>
    <script type="module">
      import { connect } from '/playground/server.js';
      import { createModal } from '/playground/slack/modal.js';
      const modal = createModal(() => 'anna');
      connect('anna', ({ view }) => modal.update(view));
    </script>
  </body>
</html>`;

const modalPage: HttpRoute = {
  method: 'GET',
  path: '/modal',
  handle(_request, response) {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
  },
};

async function serve(routes: readonly HttpRoute[]): Promise<{ address: string; close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://localhost');
    const route = routes.find(({ method, path }) => request.method === method && pathname === path);
    if (route === undefined) response.writeHead(404).end();
    else void route.handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
