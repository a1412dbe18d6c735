// What people write in Slack, as the desk hears it, over HTTP through the real Bolt.
import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { systemClock } from '../../../src/adapters/clock.ts';
import { createIntake } from '../../../src/adapters/slack/events.ts';
import { type Stage, setStage, startAt } from './stage.ts';
import { notice, openly, privately } from './views.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.stop());

test('A direct message is addressed to the desk and starts a thread of its own.', async () => {
  const { slack, desk, anna } = stage;
  const written = await slack.as(anna).dm('Production is down & burning <now>');
  await stage.calm();
  expect(desk.heard).toEqual([
    {
      kind: 'message',
      eventId: `slack:${written.channel}:${written.ts}`,
      user: {
        platform: 'slack',
        userId: anna,
        name: 'Anna Ivanova',
        handle: 'anna',
        languageTag: 'ru-RU',
        timezone: 'Europe/Moscow',
        team: slack.teamId,
      },
      place: { platform: 'slack', chat: written.channel, thread: written.ts, kind: 'direct', form: 'thread' },
      at: startAt,
      canOpenForm: false,
      messageId: written.ts,
      replyTo: null,
      addressed: true,
      text: 'Production is down & burning <now>',
      attachments: [],
    },
  ]);
});

test('A message in a thread of a channel is heard there, and not as addressed to the desk.', async () => {
  const { slack, desk, boris, support } = stage;
  const root = await slack.as(boris).post(support, 'Has anybody seen this?');
  await slack.as(boris).post(support, 'It was <@U0DESKBOT>', { threadTs: root.ts });
  await slack.as(boris).post(support, 'never mind', { threadTs: root.ts });
  await stage.calm();
  const places = desk.heard.map(
    (inbound) => inbound.kind === 'message' && [inbound.place.thread, inbound.addressed],
  );
  // The mention comes twice, as `message` and as `app_mention`, under one event id.
  expect(places).toEqual([
    [null, false],
    [root.ts, true],
    [root.ts, true],
    [root.ts, false],
  ]);
  expect(new Set(desk.heard.map(({ eventId }) => eventId)).size).toBe(3);
});

test('A mention is left out of the text, and starts a thread where there is none.', async () => {
  const { slack, desk, anna, support } = stage;
  const written = await slack.as(anna).post(support, '@deskhand reply we are on it, @boris');
  await stage.calm();
  expect(desk.heard[0]).toMatchObject({
    addressed: true,
    text: 'reply we are on it, @boris',
    place: { kind: 'group', chat: support, thread: written.ts },
  });
});

test('Files come along with their Slack ids, also without a word.', async () => {
  const { slack, desk, anna } = stage;
  await slack.as(anna).dm('', { files: [{ name: 'log.txt', mimetype: 'text/plain', content: 'boom' }] });
  await stage.calm();
  expect(desk.heard).toMatchObject([
    {
      text: '',
      attachments: [{ platform: 'slack', name: 'log.txt', mediaType: 'text/plain', sizeBytes: 4 }],
    },
  ]);
});

test("The desk's own messages, edits and deletions are not heard.", async () => {
  const { slack, desk, adapter, anna, support } = stage;
  const address = { platform: 'slack', chat: support, thread: null };
  const posted = await adapter.messenger.post(address, notice('Hello'), { deliveryId: 'd1' });
  await adapter.messenger.edit(address, posted.messageId, notice('Hello!'));
  const written = await slack.as(anna).post(support, 'one');
  await slack.as(anna).edit(written, 'two');
  await slack.as(anna).delete(written);
  await stage.calm();
  expect(desk.heard.map((inbound) => inbound.kind === 'message' && inbound.text)).toEqual(['one']);
});

test('What apps post, edit and delete is acknowledged without being stored.', async () => {
  const { slack, adapter, inbox, traffic, anna, support } = stage;
  const storing = vi.spyOn(inbox, 'accept');
  const address = { platform: 'slack', chat: support, thread: null };
  await adapter.messenger.post(address, notice('Hello'), { deliveryId: 'd1' });
  await slack.as(anna).post(support, 'one');
  await stage.calm();
  const taken = createIntake(inbox, () => undefined);
  const ofAnApp = { type: 'message', user: 'U1', bot_id: 'B1', text: 'x', ts: '1.1' };
  const head = { type: 'message', channel: support };
  for (const event of [
    { ...head, subtype: 'message_changed', message: ofAnApp, previous_message: ofAnApp },
    { ...head, subtype: 'message_deleted', previous_message: ofAnApp },
  ])
    expect(await taken({ type: 'event_callback', event_id: 'Ev1', event })).toBe(true);
  expect(traffic.filter(({ kind }) => kind === 'event')).toHaveLength(2);
  expect(storing.mock.calls.map(([{ payload }]) => payload)).toMatchObject([{ text: 'one' }]);
});

test('A guest from another organisation is heard by the name that Slack tells.', async () => {
  const { slack, desk } = stage;
  const guest = slack.addUser({ name: 'gast', realName: 'Gustav', team: 'Globex' });
  const shared = slack.addChannel({ name: 'globex', members: [guest], shared: true });
  slack.fail('users.info', { error: 'user_not_found', times: 5 });
  await slack.as(guest).post(shared, '@deskhand our server is down');
  await stage.calm();
  expect(desk.heard[0]).toMatchObject({
    addressed: true,
    text: 'our server is down',
    user: { userId: guest },
  });
});

test('Everybody comes with their workspace: from the profile, or from what the event itself tells.', async () => {
  const { slack, desk } = stage;
  const guest = slack.addUser({ name: 'gast', realName: 'Gustav', team: 'Globex' });
  const shared = slack.addChannel({ name: 'globex', members: [guest], shared: true });
  await slack.as(guest).post(shared, '@deskhand our server is down');
  slack.fail('users.info', { error: 'user_not_found', times: 5 });
  const other = slack.addUser({ name: 'other', realName: 'Otto', team: 'Globex' });
  await slack.invite(shared, other);
  await slack.as(other).post(shared, '@deskhand mine too');
  await stage.calm();
  const [first, second] = desk.heard.map(({ user }) => user?.team);
  expect(first).toMatch(/^T/);
  expect(first).not.toBe(slack.teamId);
  expect(second).toBe(first);
});

test('A private answer in a running thread is seen by its asker alone, there.', async () => {
  const { slack, desk, anna, support } = stage;
  desk.script = () => privately(notice('That is no command.'));
  const root = await slack.as(anna).post(support, 'first');
  await stage.calm();
  await slack.as(anna).post(support, '@deskhand frobnicate', { threadTs: root.ts });
  await stage.calm();
  const shown = slack.ephemerals(anna).map(({ text, threadTs }) => [text, threadTs]);
  expect(shown).toContainEqual(['That is no command.', root.ts]);
  expect(slack.messages(support).filter(({ fromBot }) => fromBot)).toEqual([]);
});

test('A private answer to a message without replies stands in the channel, as its thread would not show it.', async () => {
  const { slack, desk, anna, support } = stage;
  desk.script = () => privately(notice('Ask in a thread.'));
  await slack.as(anna).post(support, '@deskhand reply hello');
  await stage.calm();
  expect(slack.ephemerals(anna)[0]).toMatchObject({ text: 'Ask in a thread.', channel: support });
  expect(slack.ephemerals(anna)[0]?.threadTs).toBeUndefined();
});

test('An answer in a direct conversation is a message in the thread of what it answers.', async () => {
  const { slack, desk, anna } = stage;
  desk.script = () =>
    privately(notice('Which severity?', { buttons: [[{ label: 'High', command: 'severity high' }]] }));
  const written = await slack.as(anna).dm('Help');
  await stage.calm();
  expect(slack.directMessages(anna)[1]).toMatchObject({
    text: 'Which severity?',
    threadTs: written.ts,
    buttons: ['High'],
  });
});

test('An open answer is a message in the thread.', async () => {
  const { slack, desk, anna, support } = stage;
  desk.script = (inbound) => (inbound.eventId.length > 0 ? openly(notice('Noted.')) : null);
  const written = await slack.as(anna).post(support, '@deskhand help');
  await stage.calm();
  expect(slack.messages(support, { threadTs: written.ts })[1]?.text).toBe('Noted.');
});

test('A private answer that the channel does not take reaches its asker directly.', async () => {
  const { slack, desk, anna, support } = stage;
  desk.script = () => privately(notice('Gone.'));
  slack.fail('chat.postEphemeral', { error: 'not_in_channel' });
  await slack.as(anna).post(support, 'nobody addressed');
  await stage.calm();
  expect(slack.directMessages(anna)[0]?.text).toBe('Gone.');
});

test('Nothing is acknowledged that could not be stored, and it is handled once when Slack repeats it.', async () => {
  await stage.stop();
  let isDown = true;
  stage = await setStage({
    wrapStore: (store) => ({
      ...store,
      transaction: (work) => (isDown ? Promise.reject(new Error('disk full')) : store.transaction(work)),
    }),
  });
  const { slack, clock, desk, anna, support } = stage;
  await slack.as(anna).post(support, 'hello');
  await stage.calm();
  expect(desk.heard).toEqual([]);
  isDown = false;
  await clock.advance(60_000);
  await stage.calm();
  await clock.advance(300_000);
  await stage.calm();
  expect(desk.heard.map((inbound) => inbound.kind === 'message' && inbound.text)).toEqual(['hello']);
});

test('An event that the desk cannot handle is acknowledged and kept, and other threads go on.', async () => {
  const { slack, desk, anna, support, logged } = stage;
  desk.script = (inbound) => {
    if (inbound.kind === 'message' && inbound.text === 'bad') throw new Error('a bug');
    return null;
  };
  await slack.as(anna).post(support, 'bad');
  await slack.as(anna).post(support, 'good');
  await stage.calm();
  const texts = desk.heard.map((inbound) => inbound.kind === 'message' && inbound.text);
  expect(texts.toSorted()).toEqual(['bad', 'good']);
  expect(logged).toContainEqual(expect.stringContaining('a bug'));
});

test('A request with a wrong signature gets 401 and is not heard.', async () => {
  const body = JSON.stringify({ type: 'event_callback', event_id: 'Ev1', event: { type: 'message' } });
  const timestamp = String(Math.floor(systemClock.now() / 1000));
  const send = (secret: string) =>
    fetch(stage.requestUrl, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`,
      },
    });
  expect((await send('wrong')).status).toBe(401);
  expect((await send('a-signing-secret')).status).toBe(200);
});

test("Slack's check of the request URL is answered.", async () => {
  await stage.slack.verifyRequestUrl();
});
