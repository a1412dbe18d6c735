// Groups: privacy mode, rights, upgrades, and who is told of what.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../../../src/playground/telegram/actor.ts';
import type { Message } from '../../../src/playground/telegram/wire.ts';
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

describe('in privacy mode a bot that is no administrator', () => {
  test.each([
    ['/claim', true],
    ['/claim@deskhand_bot', true],
    ['/claim@other_bot', false],
    ['hello @deskhand_bot', true],
    ['hello @other_bot', false],
    ['hello', false],
  ])('is shown "%s": %s', async (text, shown) => {
    const { id } = on.telegram.addGroup({ title: 'G', admins: [anna.id] });
    await anna.send(id, text);
    expect(await takeUpdates(on.telegram)).toHaveLength(shown ? 1 : 0);
  });

  test('is shown answers to itself, and everything once privacy is off', async () => {
    const { id } = on.telegram.addGroup({ title: 'G', admins: [anna.id] });
    const sent = (await post(id, {})).result as Message;
    await anna.send(id, 'answer', { replyTo: sent });
    on.telegram.setPrivacyMode(false);
    await anna.send(id, 'anything');
    const texts = (await takeUpdates(on.telegram)).map((update) => 'message' in update && update.message);
    expect(texts).toMatchObject([{ text: 'answer' }, { text: 'anything' }]);
  });
});

test('an administrator sees everything, also what is written anonymously', async () => {
  const chat = forum();
  await anna.sendAsAnonymousAdmin(chat, 'who am I?');
  const [update] = await takeUpdates(on.telegram);
  expect(update).toMatchObject({
    message: {
      from: { id: 1087968824, username: 'GroupAnonymousBot' },
      sender_chat: { id: chat, is_forum: true },
    },
  });
});

test('a group that was upgraded names its successor to whoever writes to it', async () => {
  const { id: old } = on.telegram.addGroup({ title: 'G', type: 'group', admins: [anna.id] });
  const { id: successor } = on.telegram.groups.upgradeToSupergroup(old);
  expect(await post(old, {})).toEqual({
    ok: false,
    error_code: 400,
    description: 'Bad Request: group chat was upgraded to a supergroup chat',
    parameters: { migrate_to_chat_id: successor },
  });
  expect((await post(successor, {})).ok).toBe(true);
  expect(await takeUpdates(on.telegram)).toMatchObject([
    { message: { chat: { id: old }, migrate_to_chat_id: successor } },
    { message: { chat: { id: successor }, migrate_from_chat_id: old } },
  ]);
});

test('the bot is told when it is added, promoted or thrown out', async () => {
  const { id } = on.telegram.addGroup({ title: 'G', admins: [anna.id], botIsMember: false });
  on.telegram.groups.addBot(id);
  on.telegram.groups.addBot(id, true);
  on.telegram.groups.kickBot(id);
  const updates = await takeUpdates(on.telegram);
  expect(updates).toMatchObject([
    { my_chat_member: { old_chat_member: { status: 'left' }, new_chat_member: { status: 'member' } } },
    { message: { new_chat_members: [{ id: on.telegram.bot.id }] } },
    { my_chat_member: { new_chat_member: { status: 'administrator', can_manage_topics: true } } },
    { my_chat_member: { new_chat_member: { status: 'kicked' } } },
  ]);
});

test('members coming and going are told as chat_member only to an administrator who asked', async () => {
  const olga = on.telegram.addUser({ firstName: 'Olga' });
  const [asAdmin, asMember] = [forum(true), forum(false)];
  on.telegram.groups.addMember(asAdmin, olga.id);
  const unasked = await takeUpdates(on.telegram);
  expect(unasked.map(kindOf)).toEqual(['message']);
  await result(on.telegram, 'getUpdates', { allowed_updates: ['chat_member'] });
  on.telegram.groups.removeMember(asAdmin, olga.id);
  on.telegram.groups.addMember(asMember, olga.id);
  expect(await takeUpdates(on.telegram)).toMatchObject([
    { chat_member: { chat: { id: asAdmin }, new_chat_member: { status: 'kicked', user: { id: olga.id } } } },
  ]);
});

test('somebody who leaves is told to have left, by their own act', async () => {
  const chat = forum();
  await result(on.telegram, 'getUpdates', { allowed_updates: ['chat_member', 'message'] });
  on.telegram.groups.setAdministrator(chat, ivan.id, true);
  on.telegram.groups.leave(chat, ivan.id);
  expect(await takeUpdates(on.telegram)).toMatchObject([
    { chat_member: { from: { id: anna.id }, new_chat_member: { status: 'administrator' } } },
    { chat_member: { from: { id: ivan.id }, new_chat_member: { status: 'left' } } },
    { message: { left_chat_member: { id: ivan.id } } },
  ]);
});

test('a pinned message is announced without what it answers, and shown by getChat', async () => {
  const chat = forum();
  const topic = await createTopic(chat);
  const note = await anna.send(chat, 'pin me', { topic });
  await takeUpdates(on.telegram);
  await result(on.telegram, 'pinChatMessage', { chat_id: chat, message_id: note.message_id });
  const [update] = await takeUpdates(on.telegram);
  expect(update).toMatchObject({ message: { message_thread_id: topic, pinned_message: { text: 'pin me' } } });
  expect(update).not.toHaveProperty('message.pinned_message.reply_to_message');
  const pinned = await result(on.telegram, 'getChat', { chat_id: chat });
  expect(pinned).toMatchObject({ pinned_message: { message_id: note.message_id } });
  await result(on.telegram, 'unpinChatMessage', { chat_id: chat });
  expect(await result(on.telegram, 'getChat', { chat_id: chat })).not.toHaveProperty('pinned_message');
});

test('reactions are told to an administrator who asked for them', async () => {
  const chat = forum();
  await result(on.telegram, 'getUpdates', { allowed_updates: ['message_reaction'] });
  const note = await anna.send(chat, 'note');
  await ivan.react(note, '👍');
  expect(await takeUpdates(on.telegram)).toMatchObject([
    {
      message_reaction: {
        user: { id: ivan.id },
        old_reaction: [],
        new_reaction: [{ type: 'emoji', emoji: '👍' }],
      },
    },
  ]);
});

test('who is in the chat can be looked up live', async () => {
  const chat = forum();
  const member = (user_id: number) => result(on.telegram, 'getChatMember', { chat_id: chat, user_id });
  expect(await member(anna.id)).toMatchObject({ status: 'creator' });
  expect(await member(ivan.id)).toMatchObject({ status: 'member' });
  on.telegram.groups.removeMember(chat, ivan.id);
  expect(await member(ivan.id)).toMatchObject({ status: 'kicked' });
  expect(await result(on.telegram, 'getChatAdministrators', { chat_id: chat })).toMatchObject([
    { user: { id: anna.id } },
  ]);
  expect(await result(on.telegram, 'getChatMemberCount', { chat_id: chat })).toBe(2);
});

test('messages older than two days cannot be deleted by a bot', async () => {
  const chat = forum();
  const old = (await post(chat, {})).result as Message;
  await on.clock.advance(1_000);
  const young = (await post(chat, {})).result as Message;
  await on.clock.advance(48 * 60 * 60 * 1000 - 1_000);
  const remove = ({ message_id }: Message) =>
    call(on.telegram, 'deleteMessage', { chat_id: chat, message_id });
  expect(await remove(old)).toMatchObject({ description: "Bad Request: message can't be deleted" });
  expect(await remove(young)).toEqual({ ok: true, result: true });
});
