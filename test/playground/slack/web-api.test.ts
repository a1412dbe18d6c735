// What calls leave behind and give back: messages, metadata, files, people, pages, and faults on demand.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type RecordingApp, recordRequests } from './recording-app.ts';
import { type Stage, setStage } from './support.ts';

let stage: Stage;
let app: RecordingApp;
beforeEach(async () => {
  stage = await setStage({ rateLimits: false });
  app = await recordRequests(stage);
});
afterEach(async () => {
  await stage.slack.stop();
  await app.stop();
});

test('Timestamps are of the clock, unique and rising within a channel.', async () => {
  const { client, clock, support } = stage;
  const first = await client.chat.postMessage({ channel: support, text: '1' });
  const second = await client.chat.postMessage({ channel: support, text: '2' });
  await clock.advance(1500);
  const third = await client.chat.postMessage({ channel: support, text: '3' });
  expect([first.ts, second.ts, third.ts]).toEqual([
    '1763726400.000000',
    '1763726400.000001',
    '1763726401.500000',
  ]);
});

test('Metadata comes back with replies and history when it is asked for.', async () => {
  const { client, support } = stage;
  const metadata = { event_type: 'delivery', event_payload: { id: 'd-1' } };
  const parent = await client.chat.postMessage({ channel: support, text: 'card', metadata });
  const ts = parent.ts ?? '';
  await client.chat.postMessage({ channel: support, text: 'in thread', thread_ts: ts });
  const asked = await client.conversations.replies({ channel: support, ts, include_all_metadata: true });
  const plain = await client.conversations.replies({ channel: support, ts });
  expect(asked.messages).toMatchObject([
    { ts, metadata, reply_count: 1 },
    { text: 'in thread', thread_ts: ts },
  ]);
  expect(plain.messages?.[0]).not.toHaveProperty('metadata');
  const history = await client.conversations.history({ channel: support, include_all_metadata: true });
  expect(history.messages).toMatchObject([{ ts, metadata }]);
});

test('Updating with text takes the blocks away and shows as an edit; with blocks or metadata alone it does not.', async () => {
  const { slack, client, support } = stage;
  const blocks = [{ type: 'section' as const, text: { type: 'mrkdwn' as const, text: '*Open*' } }];
  const { ts = '' } = await client.chat.postMessage({ channel: support, text: 'card', blocks });
  const metadata = { event_type: 'card', event_payload: { ref: 'ACME-1' } };
  await client.apiCall('chat.update', { channel: support, ts, metadata });
  expect(slack.messages(support)[0]).toMatchObject({ content: '*Open*', metadata, isEdited: false });
  await client.chat.update({ channel: support, ts, text: 'card', blocks });
  expect(slack.messages(support)[0]?.isEdited).toBe(false);
  await client.chat.update({ channel: support, ts, text: 'closed' });
  expect(slack.messages(support)[0]).toMatchObject({ content: 'closed', blocks: [], isEdited: true });
});

test('A message to a person opens the direct conversation with them.', async () => {
  const { slack, client, anna } = stage;
  const posted = await client.chat.postMessage({ channel: anna, text: 'hello' });
  const opened = await client.conversations.open({ users: anna });
  expect(posted.channel).toBe(opened.channel?.id);
  expect(slack.directMessages(anna)).toMatchObject([{ text: 'hello', fromBot: true }]);
  expect(slack.directChannel(anna)).toBe(posted.channel);
});

test('A file is announced, uploaded and completed into a thread.', async () => {
  const { slack, client, support } = stage;
  const { ts = '' } = await client.chat.postMessage({ channel: support, text: 'card' });
  await client.filesUploadV2({
    channel_id: support,
    thread_ts: ts,
    filename: 'report.txt',
    content: 'all good',
    initial_comment: 'the report',
  });
  expect(slack.messages(support, { threadTs: ts })[1]).toMatchObject({
    text: 'the report',
    files: [{ name: 'report.txt', mimetype: 'text/plain', size: 8 }],
  });
  const { upload_url = '' } = await client.files.getUploadURLExternal({ filename: 'a.txt', length: 3 });
  const wrong = await fetch(upload_url, { method: 'POST', body: 'four' });
  expect([wrong.status, await wrong.text()]).toEqual([400, 'length_mismatch']);
});

test('People are told apart by locale, zone, organisation and whether they are still there.', async () => {
  const { slack, client, anna, boris } = stage;
  const guest = slack.addUser({ name: 'guest', team: 'Customer Ltd' });
  await slack.deactivate(boris);
  const withLocale = await client.users.info({ user: anna, include_locale: true });
  expect(withLocale.user).toMatchObject({ locale: 'ru-RU', tz: 'Europe/Moscow', tz_offset: 10_800 });
  expect((await client.users.info({ user: anna })).user).not.toHaveProperty('locale');
  expect((await client.users.info({ user: guest })).user).toMatchObject({ is_stranger: true });
  expect((await client.users.info({ user: boris })).user).toMatchObject({ deleted: true });
  const members = await client.conversations.members({ channel: stage.support });
  expect(members.members).toEqual([anna, slack.botUserId]);
});

test('Lists come page by page.', async () => {
  const { slack, client } = stage;
  for (const name of ['one', 'two', 'three']) slack.addChannel({ name, members: [] });
  const names: unknown[] = [];
  for await (const page of client.paginate('conversations.list', { limit: 3 })) {
    names.push((page as { channels?: { name?: string }[] }).channels?.map(({ name }) => name));
  }
  expect(names).toEqual([['support', 'one', 'two'], ['three']]);
});

test('Home tabs are published and seen by their person.', async () => {
  const { slack, client, anna, boris } = stage;
  const blocks = [{ type: 'header' as const, text: { type: 'plain_text' as const, text: 'Your tickets' } }];
  await client.views.publish({ user_id: anna, view: { type: 'home', blocks } });
  expect(slack.home(anna)).toMatchObject({ type: 'home', content: 'Your tickets' });
  expect(slack.home(boris)).toBeUndefined();
});

test('Typed text is stored as Slack stores it.', async () => {
  const { slack, anna, boris, support } = stage;
  const typed = '@boris & @nobody: see <b>https://example.org/a?b=1&c=2</b>, @here';
  const { text } = await slack.as(anna).post(support, typed);
  expect(text).toBe(
    `<@${boris}> &amp; @nobody: see &lt;b&gt;<https://example.org/a?b=1&amp;c=2>&lt;/b&gt;, <!here>`,
  );
});

test('A snapshot is one person’s whole screen as plain data.', async () => {
  const { slack, client, anna, boris, support } = stage;
  await slack.as(anna).post(support, 'hello');
  await client.chat.postEphemeral({ channel: support, user: anna, text: 'psst' });
  const mine = slack.snapshot(anna);
  expect(structuredClone(mine)).toEqual(mine);
  expect(mine.channels).toMatchObject([
    { id: support, messages: [{ text: 'hello' }, { text: 'psst', isEphemeral: true }] },
  ]);
  expect(slack.snapshot(boris).channels[0]?.messages).toHaveLength(1);
});

describe('A fault on demand', () => {
  const post = () => stage.client.chat.postMessage({ channel: stage.support, text: 'hello' });
  const texts = () => stage.slack.messages(stage.support).map(({ text }) => text);

  test('fails as many calls as it was asked to, and nothing else.', async () => {
    stage.slack.fail('chat.postMessage', { error: 'internal_error', times: 2 });
    await stage.client.auth.test();
    await expect(post()).rejects.toMatchObject({ data: { error: 'internal_error' } });
    await expect(post()).rejects.toMatchObject({ data: { error: 'internal_error' } });
    await post();
    expect(texts()).toEqual(['hello']);
    expect(stage.slack.calls.map(({ method, status }) => [method, status])).toEqual([
      ['auth.test', 200],
      ['chat.postMessage', 200],
      ['chat.postMessage', 200],
      ['chat.postMessage', 200],
    ]);
  });

  test('can be a status, with Retry-After when it is 429.', async () => {
    stage.slack.fail(({ args }) => args.channel === stage.support, { status: 429, retryAfterSeconds: 7 });
    await expect(post()).rejects.toMatchObject({ retryAfter: 7 });
    stage.slack.fail('chat.postMessage', { status: 500 });
    await expect(post()).rejects.toMatchObject({ statusCode: 500 });
    expect(texts()).toEqual([]);
  });

  test('can cut the connection before the work, or after it.', async () => {
    stage.slack.fail('chat.postMessage', { cutBeforeProcessing: true });
    await expect(post()).rejects.toThrow();
    expect(texts()).toEqual([]);
    stage.slack.fail('chat.postMessage', { cutAfterProcessing: true });
    await expect(post()).rejects.toThrow();
    expect(texts()).toEqual(['hello']);
  });

  test('can leave the caller without an answer.', async () => {
    stage.slack.fail('chat.postMessage', { timeout: true });
    const call = post();
    const failed = expect(call).rejects.toThrow();
    await stage.slack.waitFor(() => stage.slack.calls.at(-1)?.status === undefined);
    expect(texts()).toEqual([]);
    await stage.slack.stop();
    await failed;
  });
});

test('Waiting ends with what was waited for, or says what did not come.', async () => {
  const { slack, client, support } = stage;
  const coming = slack.waitFor(() => slack.messages(support)[0]?.text);
  await client.chat.postMessage({ channel: support, text: 'hello' });
  expect(await coming).toBe('hello');
  const vain = slack.waitFor(() => slack.messages(support)[1], { what: 'a second message', deadlineMs: 10 });
  await expect(vain).rejects.toThrow('a second message');
});
