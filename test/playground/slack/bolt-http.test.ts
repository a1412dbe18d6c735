// The main paths between a real Bolt app and the emulator over signed HTTP, played as conversations.
import type { App } from '@slack/bolt';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { connectByHttp, type Stage, setStage } from './support.ts';

const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function play(
  prepare: (app: App) => void,
  options: Parameters<typeof setStage>[0] = {},
): Promise<Stage> {
  const stage = await setStage(options);
  cleanUps.push(() => stage.slack.stop());
  cleanUps.push(await connectByHttp(stage, prepare));
  return stage;
}

const deliveredEvent = z.object({
  event_id: z.string(),
  event: z.object({ type: z.string(), text: z.string() }),
});

const modal = {
  type: 'modal' as const,
  callback_id: 'new-ticket',
  title: { type: 'plain_text' as const, text: 'New ticket' },
  submit: { type: 'plain_text' as const, text: 'Open' },
  blocks: [
    {
      type: 'input' as const,
      block_id: 'description',
      label: { type: 'plain_text' as const, text: 'What happened?' },
      element: { type: 'plain_text_input' as const, action_id: 'text', max_length: 20 },
    },
  ],
};

test('A message in a channel reaches the app, and its answer lands in the thread.', async () => {
  const { slack, anna, support } = await play((app) => {
    app.message('down', async ({ message, say }) => {
      await say({ text: 'On it', thread_ts: message.ts });
    });
  });
  const asked = await slack.as(anna).post(support, 'Production is down <now> & here');
  const answer = await slack.waitFor(() => slack.messages(support, { threadTs: asked.ts })[1]);
  expect(asked.text).toBe('Production is down &lt;now&gt; &amp; here');
  expect(answer).toMatchObject({ text: 'On it', fromBot: true, threadTs: asked.ts });
});

test('A mention arrives as message and as app_mention with different event ids.', async () => {
  const seen: z.output<typeof deliveredEvent>[] = [];
  const { slack, anna, support } = await play((app) => {
    app.use(async ({ body, next }) => {
      const event = deliveredEvent.safeParse(body);
      if (event.success) seen.push(event.data);
      await next();
    });
  });
  await slack.as(anna).post(support, `@deskhand help`);
  await slack.settled();
  expect(seen.map(({ event }) => event.type).sort()).toEqual(['app_mention', 'message']);
  expect(new Set(seen.map(({ event_id }) => event_id)).size).toBe(2);
  expect(seen[0]?.event.text).toBe(`<@${slack.botUserId}> help`);
});

test('A slash command opens a modal, whose submission is refused, corrected and taken.', async () => {
  const taken: unknown[] = [];
  const { slack, anna, support } = await play((app) => {
    app.command('/ticket', async ({ ack, body, client }) => {
      await ack();
      await client.views.open({ trigger_id: body.trigger_id, view: modal });
    });
    app.view('new-ticket', async ({ ack, view }) => {
      const text = view.state.values.description?.text?.value;
      if (text === 'hm') {
        await ack({ response_action: 'errors', errors: { description: 'Say more' } });
        return;
      }
      taken.push(text);
      await ack();
    });
  });
  const person = slack.as(anna);
  await person.slash(support, '/ticket', 'new');
  const view = await slack.waitFor(() => slack.openView(anna));
  await expect(person.submit(view, {})).rejects.toMatchObject({ code: 'incomplete' });
  await expect(person.submit(view, { text: 'x'.repeat(21) })).rejects.toMatchObject({ code: 'incomplete' });
  expect(await person.submit(view, { text: 'hm' })).toEqual({
    outcome: 'errors',
    errors: { description: 'Say more' },
  });
  expect(slack.openView(anna)?.errors).toEqual({ description: 'Say more' });
  expect(await person.submit(view, { 'What happened?': 'Disk is full' })).toEqual({ outcome: 'closed' });
  expect(slack.openView(anna)).toBeUndefined();
  expect(taken).toEqual(['Disk is full']);
});

test('A button edits the card, answers the presser alone, and is gone for the next one.', async () => {
  const { slack, client, anna, boris, support } = await play((app) => {
    app.action('claim', async ({ ack, body, respond, client: api }) => {
      await ack();
      if (body.type !== 'block_actions' || body.channel === undefined || body.message === undefined) return;
      await api.chat.update({
        channel: body.channel.id,
        ts: body.message.ts,
        text: `Owner: <@${body.user.id}>`,
      });
      await respond({ text: 'It is yours', response_type: 'ephemeral', replace_original: false });
    });
  });
  await client.chat.postMessage({
    channel: support,
    text: 'ACME-1',
    blocks: [
      {
        type: 'actions',
        elements: [
          { type: 'button', action_id: 'claim', text: { type: 'plain_text', text: 'Claim' }, value: '1' },
        ],
      },
    ],
  });
  const card = slack.messages(support)[0];
  if (card === undefined) throw new Error('no card');
  expect(card.buttons).toEqual(['Claim']);
  await expect(slack.as(boris).click(card, 'Resolve')).rejects.toMatchObject({ code: 'no_such_control' });
  await slack.as(anna).click(card, 'Claim');
  const note = await slack.waitFor(() => slack.ephemerals(anna)[0]);
  expect(note.text).toBe('It is yours');
  expect(slack.messages(support)[0]).toMatchObject({ text: `Owner: <@${anna}>`, isEdited: true });
  await expect(slack.as(boris).click(card, 'Claim')).rejects.toMatchObject({ code: 'no_such_control' });
});

test('A command answered with a message shows it to the person alone.', async () => {
  const { slack, anna, boris, support } = await play((app) => {
    app.command('/ticket', async ({ ack }) => ack({ text: 'No open tickets', response_type: 'ephemeral' }));
  });
  await slack.as(anna).slash(support, '/ticket', 'list');
  expect(slack.ephemerals(anna)).toMatchObject([{ text: 'No open tickets', channel: support }]);
  expect(slack.ephemerals(boris)).toEqual([]);
  expect(slack.messages(support)).toEqual([]);
});

test('An app that does not answer within three seconds leaves the person with a timeout.', async () => {
  const { slack, clock, anna, support } = await play((app) => {
    app.command('/ticket', async () => undefined);
  });
  const typed = slack.as(anna).slash(support, '/ticket', 'list');
  const outcome = expect(typed).rejects.toMatchObject({ code: 'operation_timeout' });
  await clock.advance(3000);
  await outcome;
});

test('A request URL is verified by its challenge, and a wrong signature is turned away.', async () => {
  const stage = await play(() => undefined);
  await expect(stage.slack.verifyRequestUrl()).resolves.toBeUndefined();
  const forged = await setStage({ signingSecret: 'something else' });
  cleanUps.push(() => forged.slack.stop());
  cleanUps.push(await connectByHttp(forged, () => undefined));
  await expect(forged.slack.verifyRequestUrl()).rejects.toThrow('401');
});
