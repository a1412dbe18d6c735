// Forum topics: opened, renamed, closed, deleted, and written in.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../../../src/playground/telegram/actor.ts';
import { call, kindOf, result, type Stage, stage, takeUpdates } from './bot-under-test.ts';

let on: Stage;
let anna: Actor;
let ivan: Actor;

beforeEach(async () => {
  on = await stage();
  anna = on.telegram.addUser({ firstName: 'Anna' });
  ivan = on.telegram.addUser({ firstName: 'Ivan' });
});

afterEach(() => on[Symbol.asyncDispose]());

const forum = (botIsAdmin: boolean | { canManageTopics: boolean } = true) =>
  on.telegram.addGroup({ title: 'Agents', forum: true, admins: [anna.id], members: [ivan.id], botIsAdmin })
    .id;

const createTopic = async (chat: number, name = 'ACME-118') =>
  (await result<{ message_thread_id: number }>(on.telegram, 'createForumTopic', { chat_id: chat, name }))
    .message_thread_id;

const post = (chat: number, extra: object) =>
  call(on.telegram, 'sendMessage', { chat_id: chat, text: 'x', ...extra });

describe('a topic', () => {
  test('is opened by a service message that the bot is told of, and everything in it answers that', async () => {
    const chat = forum();
    const topic = await createTopic(chat);
    const sent = await anna.send(chat, 'a note', { topic });
    expect(sent).toMatchObject({
      message_thread_id: topic,
      is_topic_message: true,
      reply_to_message: { message_id: topic, forum_topic_created: { name: 'ACME-118' } },
    });
    const updates = await takeUpdates(on.telegram);
    expect(updates.map(kindOf)).toEqual(['message', 'message']);
  });

  test('answers in it keep what they really answer', async () => {
    const chat = forum();
    const topic = await createTopic(chat);
    const note = await anna.send(chat, 'a note', { topic });
    const answer = await ivan.send(chat, 'an answer', { replyTo: note });
    expect(answer).toMatchObject({
      message_thread_id: topic,
      reply_to_message: { message_id: note.message_id },
    });
  });

  test('takes in what the bot answers there without naming it', async () => {
    const chat = forum();
    const topic = await createTopic(chat);
    const note = await anna.send(chat, 'a note', { topic });
    const answer = await post(chat, { reply_parameters: { message_id: note.message_id } });
    expect(answer.result).toMatchObject({ message_thread_id: topic, is_topic_message: true });
  });

  test('once deleted, swallows nothing: writing there fails', async () => {
    const chat = forum();
    const topic = await createTopic(chat);
    on.telegram.groups.deleteTopic(chat, topic);
    expect(await post(chat, { message_thread_id: topic })).toMatchObject({
      error_code: 400,
      description: 'Bad Request: message thread not found',
    });
    expect(
      await call(on.telegram, 'closeForumTopic', { chat_id: chat, message_thread_id: topic }),
    ).toMatchObject({
      description: 'Bad Request: TOPIC_ID_INVALID',
    });
  });

  test('when closed, is open to administrators only', async () => {
    const chat = forum({ canManageTopics: false });
    const { id: topic } = on.telegram.groups.createTopic(chat, 'Closed soon');
    on.telegram.groups.closeTopic(chat, topic);
    expect(await post(chat, { message_thread_id: topic })).toMatchObject({
      description: 'Bad Request: TOPIC_CLOSED',
    });
    await expect(ivan.send(chat, 'x', { topic })).rejects.toThrow('is closed');
    await expect(anna.send(chat, 'x', { topic })).resolves.toBeDefined();
  });

  test('can be renamed, closed and reopened, each told by a service message, but not to the same again', async () => {
    const chat = forum();
    const topic = await createTopic(chat, 'Old');
    const ofTopic = { chat_id: chat, message_thread_id: topic };
    await result(on.telegram, 'editForumTopic', { ...ofTopic, name: 'New' });
    await result(on.telegram, 'closeForumTopic', ofTopic);
    await result(on.telegram, 'reopenForumTopic', ofTopic);
    const told = on.telegram.messages(chat, { topic }).slice(1);
    expect(told).toMatchObject([
      { forum_topic_edited: { name: 'New' } },
      { forum_topic_closed: {} },
      { forum_topic_reopened: {} },
    ]);
    for (const [method, extra] of [
      ['editForumTopic', { name: 'New' }],
      ['reopenForumTopic', {}],
    ] as const) {
      const answer = await call(on.telegram, method, { ...ofTopic, ...extra });
      expect(answer.description).toBe('Bad Request: TOPIC_NOT_MODIFIED');
    }
  });

  test.each([
    ['', 'TOPIC_TITLE_EMPTY'],
    ['x'.repeat(129), 'TOPIC_TITLE_TOO_LONG'],
  ])('cannot be named "%s"', async (name, code) => {
    const answer = await call(on.telegram, 'createForumTopic', { chat_id: forum(), name });
    expect(answer.description).toBe(`Bad Request: ${code}`);
  });

  test('needs a bot that may manage topics', async () => {
    const answer = await call(on.telegram, 'createForumTopic', { chat_id: forum(false), name: 'x' });
    expect(answer.description).toBe('Bad Request: not enough rights to create a topic');
  });

  test('number 1, the General one, is written to without naming it', async () => {
    const chat = forum();
    await createTopic(chat);
    expect((await post(chat, {})).result).not.toHaveProperty('message_thread_id');
  });
});
