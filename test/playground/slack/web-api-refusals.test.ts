// What the Web API refuses, and with which of Slack's errors: a table of calls, and cases that need a scene.
import { ErrorCode, type WebAPIPlatformError } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Stage, setStage } from './support.ts';

let stage: Stage;
let guest: string;
let archived: string;
let foreign: string;
let secret: string;

beforeAll(async () => {
  stage = await setStage({ rateLimits: false });
  const { slack, anna } = stage;
  guest = slack.addUser({ name: 'guest', team: 'Customer Ltd' });
  archived = slack.addChannel({ name: 'old', members: [anna] });
  await slack.archive(archived);
  foreign = slack.addChannel({ name: 'without-the-app', members: [anna], withBot: false });
  secret = slack.addChannel({ name: 'secret', members: [anna], private: true, withBot: false });
});
afterAll(() => stage.slack.stop());

interface Refusal {
  readonly error: string;
  readonly messages: readonly string[];
}

/** The error a call ends with, or `ok`. */
async function outcome(method: string, args: Record<string, unknown>): Promise<Refusal> {
  try {
    await stage.client.apiCall(method, args);
    return { error: 'ok', messages: [] };
  } catch (error) {
    const platform = error as WebAPIPlatformError;
    if (platform.code !== ErrorCode.PlatformError) throw error;
    return { error: platform.data.error, messages: platform.data.response_metadata?.messages ?? [] };
  }
}

const view = {
  type: 'modal',
  title: { type: 'plain_text', text: 'T' },
  blocks: [],
};

describe('A call is refused when', () => {
  const cases: [string, string, () => Record<string, unknown>, string][] = [
    ['the method does not exist', 'chat.shout', () => ({}), 'unknown_method'],
    ['a required argument is missing', 'chat.postMessage', () => ({ text: 'hi' }), 'invalid_arguments'],
    [
      'an argument is unknown',
      'chat.postMessage',
      () => ({ channel: stage.support, text: 'hi', shout: true }),
      'invalid_arguments',
    ],
    ['there is nothing to post', 'chat.postMessage', () => ({ channel: stage.support }), 'no_text'],
    [
      'the text is over 40,000 characters',
      'chat.postMessage',
      () => ({ channel: stage.support, text: 'x'.repeat(40_001) }),
      'msg_too_long',
    ],
    [
      'the channel does not exist',
      'chat.postMessage',
      () => ({ channel: 'C0NOWHERE', text: 'hi' }),
      'channel_not_found',
    ],
    [
      'the app is not in the public channel',
      'chat.postMessage',
      () => ({ channel: foreign, text: 'hi' }),
      'not_in_channel',
    ],
    [
      'the app is not in the private channel, which it therefore cannot see',
      'chat.postMessage',
      () => ({ channel: secret, text: 'hi' }),
      'channel_not_found',
    ],
    ['the channel is archived', 'chat.postMessage', () => ({ channel: archived, text: 'hi' }), 'is_archived'],
    [
      'a person of another organisation is written to directly',
      'chat.postMessage',
      () => ({ channel: guest, text: 'hi' }),
      'channel_not_found',
    ],
    [
      'the thread timestamp has no such form',
      'chat.postMessage',
      () => ({ channel: stage.support, text: 'hi', thread_ts: 'yesterday' }),
      'invalid_thread_ts',
    ],
    [
      'the thread does not exist',
      'chat.postMessage',
      () => ({ channel: stage.support, text: 'hi', thread_ts: '1700000000.000001' }),
      'thread_not_found',
    ],
    [
      'blocks are not a list',
      'chat.postMessage',
      () => ({ channel: stage.support, text: 'hi', blocks: 'divider' }),
      'invalid_blocks_format',
    ],
    [
      'a block is of no known type',
      'chat.postMessage',
      () => ({ channel: stage.support, text: 'hi', blocks: [{ type: 'banner' }] }),
      'invalid_blocks',
    ],
    [
      'metadata has another form',
      'chat.postMessage',
      () => ({ channel: stage.support, text: 'hi', metadata: { id: 1 } }),
      'invalid_metadata_format',
    ],
    [
      'the recipient of an ephemeral is not in the channel',
      'chat.postEphemeral',
      () => ({ channel: stage.support, user: guest, text: 'hi' }),
      'user_not_in_channel',
    ],
    [
      'the message to update does not exist',
      'chat.update',
      () => ({ channel: stage.support, ts: '1700000000.000001', text: 'hi' }),
      'message_not_found',
    ],
    [
      'the message to delete does not exist',
      'chat.delete',
      () => ({ channel: stage.support, ts: '1700000000.000001' }),
      'message_not_found',
    ],
    ['the file to delete does not exist', 'files.delete', () => ({ file: 'F0NOWHERE' }), 'file_not_found'],
    ['the user does not exist', 'users.info', () => ({ user: 'U0NOBODY' }), 'user_not_found'],
    [
      'a direct conversation is opened with another organisation',
      'conversations.open',
      () => ({ users: guest }),
      'user_not_visible',
    ],
    [
      'a direct conversation is opened with nobody',
      'conversations.open',
      () => ({}),
      'users_list_not_supplied',
    ],
    [
      'the history of a channel without the app is asked for',
      'conversations.history',
      () => ({ channel: foreign }),
      'not_in_channel',
    ],
    [
      'the thread to read does not exist',
      'conversations.replies',
      () => ({ channel: stage.support, ts: '1700000000.000001' }),
      'thread_not_found',
    ],
    ['a list is paged with a made-up cursor', 'users.list', () => ({ cursor: 'x' }), 'invalid_cursor'],
    ['a trigger is made up', 'views.open', () => ({ trigger_id: '1.2', view }), 'invalid_trigger_id'],
    [
      'a modal with inputs has no submit',
      'views.open',
      () => ({
        trigger_id: '1.2',
        view: {
          ...view,
          blocks: [
            {
              type: 'input',
              label: { type: 'plain_text', text: 'L' },
              element: { type: 'plain_text_input', action_id: 'a' },
            },
          ],
        },
      }),
      'invalid_arguments',
    ],
    [
      'private metadata is over 3,000 characters',
      'views.open',
      () => ({ trigger_id: '1.2', view: { ...view, private_metadata: 'x'.repeat(3001) } }),
      'invalid_arguments',
    ],
    ['the view to update is not open', 'views.update', () => ({ view_id: 'V0', view }), 'not_found'],
    [
      'the file to complete was not uploaded',
      'files.completeUploadExternal',
      () => ({ files: [{ id: 'F0' }] }),
      'file_not_found',
    ],
    [
      'an empty file is announced',
      'files.getUploadURLExternal',
      () => ({ filename: 'a.txt', length: 0 }),
      'file_upload_size_restricted',
    ],
  ];
  test.each(cases)('%s.', async (_when, method, args, error) => {
    expect((await outcome(method, args())).error).toBe(error);
  });
});

test('Only its own messages can the app change, never those of people nor ephemerals.', async () => {
  const { slack, client, anna, support } = stage;
  const written = await slack.as(anna).post(support, 'mine');
  const { message_ts: ephemeralTs } = await client.chat.postEphemeral({
    channel: support,
    user: anna,
    text: 'psst',
  });
  const update = (ts: unknown) => outcome('chat.update', { channel: support, ts, text: 'changed' });
  expect((await update(written.ts)).error).toBe('cant_update_message');
  expect((await outcome('chat.delete', { channel: support, ts: written.ts })).error).toBe(
    'cant_delete_message',
  );
  expect((await update(ephemeralTs)).error).toBe('message_not_found');
});

test('A reply starts no thread of its own.', async () => {
  const { slack, anna, support } = stage;
  const parent = await slack.as(anna).post(support, 'parent');
  const reply = await slack.as(anna).post(support, 'reply', { threadTs: parent.ts });
  const args = { channel: support, text: 'hi', thread_ts: reply.ts };
  expect((await outcome('chat.postMessage', args)).error).toBe('cannot_reply_to_message');
});

test('Reactions are added once, taken back once, and by names that Slack knows the form of.', async () => {
  const { slack, anna, support } = stage;
  const { ts } = await slack.as(anna).post(support, 'look');
  const react = (method: string, name: string) =>
    outcome(method, { channel: support, timestamp: ts, name }).then(({ error }) => error);
  expect(await react('reactions.add', 'no such emoji!')).toBe('invalid_name');
  expect(await react('reactions.add', 'eyes')).toBe('ok');
  expect(await react('reactions.add', 'eyes')).toBe('already_reacted');
  expect(slack.messages(support).at(-1)?.reactions).toEqual([{ name: 'eyes', users: [slack.botUserId] }]);
  expect(await react('reactions.remove', 'eyes')).toBe('ok');
  expect(await react('reactions.remove', 'eyes')).toBe('no_reaction');
});

test('What is wrong is said line by line with JSON pointers.', async () => {
  const blocks = [
    { type: 'section', text: { type: 'mrkdwn', text: '' } },
    { type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: 'x'.repeat(76) } }] },
  ];
  const { error, messages } = await outcome('chat.postMessage', {
    channel: stage.support,
    text: 'hi',
    blocks,
  });
  expect(error).toBe('invalid_blocks');
  expect(messages).toEqual([
    '[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]',
    '[ERROR] must be less than 76 characters [json-pointer:/blocks/1/elements/0/text/text]',
  ]);
});

test('A call without a token, or with a wrong one, is turned away.', async () => {
  const call = async (headers: Record<string, string>, body?: string) => {
    const answer = await fetch(`${stage.slack.apiUrl}auth.test`, { method: 'POST', headers, body });
    return (await answer.json()) as { ok: boolean; error?: string };
  };
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const json = { 'content-type': 'application/json' };
  expect(await call({})).toEqual({ ok: false, error: 'not_authed' });
  expect(await call({ authorization: 'Bearer xoxb-other' })).toEqual({ ok: false, error: 'invalid_auth' });
  expect(await call(form, 'token=xoxb-test-token')).toMatchObject({ ok: true });
  expect(await call(json, '{"token":"xoxb-test-token"}')).toEqual({ ok: false, error: 'not_authed' });
  expect(await call(json, '{')).toEqual({ ok: false, error: 'invalid_json' });
});

test('A method whose scope the app was not granted says which one it needs.', async () => {
  const narrow = await setStage({ installation: { scopes: ['chat:write', 'channels:read'] } });
  try {
    const refused = await narrow.client.users
      .info({ user: narrow.anna })
      .catch((error: WebAPIPlatformError) => error.data);
    expect(refused).toMatchObject({
      error: 'missing_scope',
      needed: 'users:read',
      provided: 'chat:write,channels:read',
    });
    expect((await narrow.client.auth.test()).response_metadata?.scopes).toEqual([
      'chat:write',
      'channels:read',
    ]);
    const group = narrow.slack.addChannel({ name: 'private', members: [narrow.anna], private: true });
    const info = await narrow.client.conversations
      .info({ channel: group })
      .catch((error: WebAPIPlatformError) => error.data);
    expect(info).toMatchObject({ error: 'missing_scope', needed: 'groups:read' });
  } finally {
    await narrow.slack.stop();
  }
});

test('Posting faster than a message a second is answered 429 until the clock has moved on.', async () => {
  const limited = await setStage();
  const post = (channel: string) =>
    fetch(`${limited.slack.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: 'Bearer xoxb-test-token', 'content-type': 'application/json' },
      body: JSON.stringify({ channel, text: 'hi' }),
    });
  try {
    const burst = await Promise.all(Array.from({ length: 6 }, () => post(limited.support)));
    expect(burst.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429]);
    expect(burst.at(-1)?.headers.get('retry-after')).toBe('1');
    expect(await burst.at(-1)?.json()).toEqual({ ok: false, error: 'ratelimited' });
    const elsewhere = limited.slack.addChannel({ name: 'elsewhere', members: [] });
    expect((await post(elsewhere)).status).toBe(200);
    await limited.clock.advance(1000);
    expect((await post(limited.support)).status).toBe(200);
    expect((await post(limited.support)).status).toBe(429);
  } finally {
    await limited.slack.stop();
  }
});
