// The same paths over Socket Mode, with Bolt's own WebSocket client against the emulator's server.
import type { App } from '@slack/bolt';
import { afterEach, expect, test } from 'vitest';
import { APP_TOKEN, BOT_TOKEN, connectBySocket, type Stage, setStage } from './support.ts';

const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function play(...apps: ((app: App) => void)[]): Promise<Stage> {
  const stage = await setStage({ socketMode: true });
  cleanUps.push(() => stage.slack.stop());
  for (const prepare of apps) cleanUps.push(await connectBySocket(stage, prepare));
  return stage;
}

test('Messages, commands and submissions travel by Socket Mode, answers included.', async () => {
  const { slack, anna, support } = await play((app) => {
    app.message('down', async ({ message, say }) => {
      await say({ text: 'On it', thread_ts: message.ts });
    });
    app.command('/ticket', async ({ ack }) => ack({ text: 'No open tickets' }));
    app.shortcut('new', async ({ ack, body, client }) => {
      await ack();
      await client.views.open({
        trigger_id: body.trigger_id,
        view: {
          type: 'modal',
          callback_id: 'new',
          title: { type: 'plain_text', text: 'New' },
          submit: { type: 'plain_text', text: 'Open' },
          blocks: [
            {
              type: 'input',
              block_id: 'text',
              label: { type: 'plain_text', text: 'Text' },
              element: { type: 'plain_text_input', action_id: 'text' },
            },
          ],
        },
      });
    });
    app.view('new', async ({ ack }) => ack({ response_action: 'errors', errors: { text: 'No' } }));
  });
  const person = slack.as(anna);
  const asked = await person.post(support, 'Production is down');
  await slack.waitFor(() => slack.messages(support, { threadTs: asked.ts })[1]);
  await person.slash(support, '/ticket', 'list');
  expect(slack.ephemerals(anna)).toMatchObject([{ text: 'No open tickets' }]);
  await person.shortcut('new');
  const view = await slack.waitFor(() => slack.openView(anna));
  expect(await person.submit(view, { text: 'x'.repeat(3000) })).toMatchObject({ outcome: 'errors' });
});

test('With two connections each event goes to one of them, in turn.', async () => {
  const heard: string[] = [];
  const listen = (name: string) => (app: App) => {
    app.message(async () => void heard.push(name));
  };
  const { slack, anna, support } = await play(listen('first'), listen('second'));
  for (const text of ['1', '2', '3', '4']) await slack.as(anna).post(support, text);
  await slack.waitFor(() => heard.length === 4);
  expect(heard).toEqual(['first', 'second', 'first', 'second']);
});

test('An event that finds no connection is delivered a minute later, marked as a repetition.', async () => {
  const attempts: unknown[] = [];
  const stage = await play();
  const { slack, clock, anna, support } = stage;
  const listen = (app: App) => {
    app.use(async ({ context, next }) => {
      attempts.push([context.retryNum, context.retryReason]);
      await next();
    });
  };
  cleanUps.push(await connectBySocket(stage, listen, 300));
  slack.socketMode.cutAll();
  await slack.waitFor(() => slack.socketMode.connectionCount === 0);
  await slack.as(anna).post(support, 'is anybody there?');
  await slack.waitFor(() => slack.socketMode.connectionCount === 1, { what: 'the reconnection' });
  expect(attempts).toEqual([]);
  await clock.advance(60_000);
  await slack.settled();
  expect(attempts).toEqual([[2, 'connection_failed']]);
});

test('Asked to disconnect, the app leaves, and a person sees that nothing answers.', async () => {
  const { slack, anna, support } = await play(() => undefined);
  slack.socketMode.disconnectAll();
  expect(slack.socketMode.connectionCount).toBe(0);
  await expect(slack.as(anna).slash(support, '/ticket', '')).rejects.toMatchObject({
    code: 'dispatch_failed',
  });
});

test('A ticket opens one connection only, and only the app-level token gets one.', async () => {
  const { slack } = await play();
  const open = async (token: string) => {
    const answer = await fetch(`${slack.apiUrl}apps.connections.open`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
    });
    return (await answer.json()) as { ok: boolean; error?: string; url?: string };
  };
  expect(await open(BOT_TOKEN)).toMatchObject({ ok: false, error: 'not_allowed_token_type' });
  const { url = '' } = await open(APP_TOKEN);
  const outcome = (socket: WebSocket) =>
    new Promise<string>((resolve) => {
      socket.addEventListener('message', ({ data }) => resolve(JSON.parse(String(data)).type));
      socket.addEventListener('error', () => resolve('refused'));
    });
  const first = new WebSocket(url);
  expect(await outcome(first)).toBe('hello');
  expect(await outcome(new WebSocket(url))).toBe('refused');
  first.close();
});
