// The Events API: which events there are, in what form, to whom they go, and when they are repeated.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { installationOf } from '../../../src/playground/slack/installation.ts';
import { type RecordingApp, recordRequests } from './recording-app.ts';
import { type Stage, setStage } from './support.ts';

let stage: Stage;
let app: RecordingApp;

async function begin(options: Parameters<typeof setStage>[0] = {}): Promise<void> {
  stage = await setStage(options);
  app = await recordRequests(stage);
}
async function end(): Promise<void> {
  await stage.slack.stop();
  await app.stop();
}
beforeEach(() => begin());
afterEach(end);

describe('An event that is not taken', () => {
  test('is repeated at once, after one minute and after five, and then given up.', async () => {
    const { slack, clock, anna, support } = stage;
    app.reply = () => ({ status: 500 });
    await slack.as(anna).post(support, 'hello');
    await clock.advance(0);
    await slack.settled();
    expect(app.requests.map(({ retryNum }) => retryNum)).toEqual([undefined, '1']);
    await clock.advance(59_999);
    await slack.settled();
    expect(app.requests).toHaveLength(2);
    await clock.advance(1);
    await slack.settled();
    expect(app.requests.map(({ retryNum }) => retryNum)).toEqual([undefined, '1', '2']);
    await clock.advance(240_000);
    await slack.settled();
    await clock.advance(3_600_000);
    await slack.settled();
    expect(app.requests.map(({ retryNum, retryReason }) => [retryNum, retryReason])).toEqual([
      [undefined, undefined],
      ['1', 'http_error'],
      ['2', 'http_error'],
      ['3', 'http_error'],
    ]);
    expect(new Set(app.requests.map(({ body }) => body)).size).toBe(1);
  });

  test('is repeated earlier where a trial compresses Slack’s schedule.', async () => {
    await end();
    await begin({ eventRetriesAfterMs: [0, 2_000] });
    const { slack, clock, anna, support } = stage;
    app.reply = () => ({ status: 500 });
    const posted: string[] = [];
    slack.onPosted(({ content }) => posted.push(content));
    await slack.as(anna).post(support, 'hello');
    await clock.advance(0);
    await slack.settled();
    await clock.advance(2_000);
    await slack.settled();
    await clock.advance(3_600_000);
    await slack.settled();
    expect(app.requests.map(({ retryNum }) => retryNum)).toEqual([undefined, '1', '2']);
    expect(posted).toEqual(['hello']);
  });

  test('within three seconds counts as timed out.', async () => {
    const { slack, clock, anna, support } = stage;
    app.reply = ({ retryNum }) => (retryNum === undefined ? 'hang' : {});
    const posted = slack.as(anna).post(support, 'hello');
    await slack.waitFor(() => slack.messages(support).length === 1);
    await clock.advance(3000);
    await posted;
    await clock.advance(0);
    await slack.settled();
    expect(app.requests.map(({ retryReason }) => retryReason)).toEqual([undefined, 'http_timeout']);
  });

  test('is not repeated when the app asks for that.', async () => {
    const { slack, clock, anna, support } = stage;
    app.reply = () => ({ status: 500, headers: { 'x-slack-no-retry': '1' } });
    await slack.as(anna).post(support, 'hello');
    await clock.advance(600_000);
    await slack.settled();
    expect(app.requests).toHaveLength(1);
  });
});

test('Replies name their thread and whose it is, direct messages their kind.', async () => {
  const { slack, anna, boris, support } = stage;
  const parent = await slack.as(anna).post(support, 'parent');
  const reply = await slack.as(boris).post(support, 'reply', { threadTs: parent.ts });
  const direct = await slack.as(anna).dm('direct');
  expect(app.events('message')).toMatchObject([
    { ts: parent.ts, channel: support, channel_type: 'channel', user: anna, team: slack.teamId },
    { ts: reply.ts, thread_ts: parent.ts, parent_user_id: anna, user: boris },
    { ts: direct.ts, channel: direct.channel, channel_type: 'im' },
  ]);
});

test('Edits and deletions tell what was before.', async () => {
  const { slack, anna, support } = stage;
  const person = slack.as(anna);
  const message = await person.post(support, 'helo');
  await person.edit(message, 'hello');
  await person.delete(message);
  expect(app.events().slice(1)).toMatchObject([
    {
      subtype: 'message_changed',
      message: { ts: message.ts, text: 'hello', edited: { user: anna } },
      previous_message: { text: 'helo' },
    },
    { subtype: 'message_deleted', deleted_ts: message.ts, previous_message: { text: 'hello' } },
  ]);
  expect(slack.messages(support)).toEqual([]);
});

test('The app hears its own messages, marked with its bot id.', async () => {
  const { slack, client, support } = stage;
  await client.chat.postMessage({ channel: support, text: 'hello' });
  await slack.settled();
  expect(app.events()).toMatchObject([{ type: 'message', bot_id: slack.botId, user: slack.botUserId }]);
});

test('A guest from another organisation is told by their team, and their channel as shared.', async () => {
  const { slack } = stage;
  const guest = slack.addUser({ name: 'guest', team: 'Customer Ltd' });
  const shared = slack.addChannel({ name: 'customer', members: [guest], shared: true });
  await slack.as(guest).post(shared, '@deskhand our server is down');
  const mention = app.events('app_mention')[0];
  expect(mention?.team).not.toBe(slack.teamId);
  expect(mention?.user_team).toBe(mention?.team);
  expect(app.requests[0]?.payload.is_ext_shared_channel).toBe(true);
  expect(() => slack.addChannel({ name: 'inside', members: [guest] })).toThrow('not_shared');
});

test('Files come with the mention too, which bears no subtype.', async () => {
  const { slack, anna, support } = stage;
  const files = [{ name: 'trace.log', content: 'line 1' }];
  await slack.as(anna).post(support, '@deskhand see', { files });
  const [mention] = app.events('app_mention');
  expect(mention).toMatchObject({ files: [{ name: 'trace.log', size: 6 }], upload: false });
  expect(mention).not.toHaveProperty('subtype');
});

test('Files come with the message, and their bytes with the token only.', async () => {
  const { slack, anna, support } = stage;
  await slack.as(anna).post(support, 'see', { files: [{ name: 'trace.log', content: 'line 1' }] });
  const event = app.events()[0] as { subtype: string; files: { url_private_download: string }[] };
  expect(event).toMatchObject({
    subtype: 'file_share',
    text: 'see',
    files: [{ name: 'trace.log', size: 6 }],
  });
  const url = event.files[0]?.url_private_download ?? '';
  const authorised = await fetch(url, { headers: { authorization: 'Bearer xoxb-test-token' } });
  expect(await authorised.text()).toBe('line 1');
  expect(authorised.headers.get('content-type')).toBe('text/plain');
  expect(await (await fetch(url)).text()).toContain('Sign in to Slack');
});

test('Coming, going, reactions, archiving and the Home tab are told while the app is there.', async () => {
  const { slack, anna, boris, support } = stage;
  const message = await slack.as(anna).post(support, 'hello');
  await slack.as(boris).react(message, 'eyes');
  await slack.as(boris).leave(support);
  await slack.as(boris).join(support);
  await slack.as(anna).openHome();
  await slack.archive(support);
  await slack.unarchive(support);
  await slack.removeBot(support);
  await slack.as(anna).post(support, 'is the app gone?');
  await slack.deactivate(boris);
  expect(app.events().map(({ type }) => type)).toEqual([
    'message',
    'reaction_added',
    'member_left_channel',
    'member_joined_channel',
    'app_home_opened',
    'channel_archive',
    'channel_unarchive',
    'channel_left',
    'user_change',
  ]);
});

test('Only what the manifest subscribes to is sent.', async () => {
  await end();
  const installation = installationOf({
    features: { slash_commands: [{ command: '/ticket' }] },
    oauth_config: { scopes: { bot: ['chat:write'] } },
    settings: { event_subscriptions: { bot_events: ['app_mention', 'message.im'] } },
  });
  await begin({ installation });
  const { slack, anna, support } = stage;
  await slack.as(anna).post(support, '@deskhand hello');
  await slack.as(anna).dm('hello');
  expect(app.events()).toMatchObject([{ type: 'app_mention' }, { type: 'message', channel_type: 'im' }]);
  await expect(slack.as(anna).slash(support, '/other')).rejects.toMatchObject({ code: 'invalid_command' });
});

test('The traffic sink gets calls without tokens and every inner event.', async () => {
  const { slack, traffic, client, anna, support } = stage;
  await slack.as(anna).post(support, 'hello');
  await client.conversations.info({ channel: support });
  expect(traffic).toMatchObject([
    { platform: 'slack', kind: 'event', params: { type: 'message', text: 'hello' } },
    { platform: 'slack', kind: 'call', method: 'conversations.info', params: { channel: support } },
  ]);
  expect(JSON.stringify(traffic)).not.toContain('xoxb');
});
