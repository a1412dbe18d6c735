// Playing people: what the client would not let them do, presses, the snapshot for a page, and the record.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../../../src/playground/telegram/actor.ts';
import type { Message } from '../../../src/playground/telegram/wire.ts';
import { call, result, type Stage, stage, takeUpdates } from './bot-under-test.ts';
import { onePixel } from './one-pixel.ts';

let on: Stage;
let ivan: Actor;

beforeEach(async () => {
  on = await stage();
  ivan = on.telegram.addUser({
    firstName: 'Ivan',
    lastName: 'Petrov',
    username: 'ivan_p',
    languageCode: 'ru',
  });
  await ivan.start();
});

afterEach(() => on[Symbol.asyncDispose]());

const ask = () =>
  result<Message>(on.telegram, 'sendMessage', {
    chat_id: ivan.id,
    text: 'How bad?',
    reply_markup: {
      inline_keyboard: [
        [
          { text: 'Low', callback_data: 's:4' },
          { text: 'Docs', url: 'https://a.com' },
        ],
      ],
    },
  });

const pressOf = async () => {
  const updates = await takeUpdates(on.telegram);
  const press = updates.find((update) => 'callback_query' in update);
  return press !== undefined && 'callback_query' in press ? press.callback_query : undefined;
};

describe('a person cannot', () => {
  const stranger = () => on.telegram.addUser({ firstName: 'Olga' });
  const group = () => on.telegram.addGroup({ title: 'G', forum: true, admins: [ivan.id] });

  test.each<[string, () => Promise<unknown>, string]>([
    ['write to a bot they have not started', () => stranger().send('dm', 'x'), 'press Start'],
    ['write in a group they are not in', () => stranger().send(group().id, 'x'), 'not in this chat'],
    ['write nothing', () => ivan.send('dm', '  '), 'nothing to send'],
    ['write more than a message holds', () => ivan.send('dm', 'x'.repeat(4097)), '4096'],
    ['write in a topic that is not there', () => ivan.send(group().id, 'x', { topic: 77 }), 'no topic 77'],
    [
      'press a button that is not there',
      async () => ivan.press(await ask(), 'High'),
      'there are: "Low", "Docs"',
    ],
    [
      'tell the bot that they followed a link',
      async () => ivan.press(await ask(), 'Docs'),
      'tells the bot nothing',
    ],
    ['edit what the bot wrote', async () => ivan.edit(await ask(), 'x'), 'of somebody else'],
    [
      'press a button in somebody else’s chat',
      async () => stranger().press(await ask(), 'Low'),
      'somebody else',
    ],
    [
      'be anonymous without being an administrator',
      () => stranger().sendAsAnonymousAdmin(group().id, 'x'),
      'only administrators',
    ],
    ['start by a link with spaces', () => ivan.start('a b'), 'no start link'],
    ['react with any emoji', async () => ivan.react(await ask(), '🔒'), 'no reaction'],
  ])('%s', async (_, act, complaint) => {
    await expect(async () => await act()).rejects.toThrow(complaint);
  });

  test('write while the bot is blocked', async () => {
    await ivan.block();
    await expect(ivan.send('dm', 'x')).rejects.toThrow('unblock');
    await ivan.unblock();
    await expect(ivan.send('dm', 'x')).resolves.toBeDefined();
  });

  test('press a button on a message that was deleted', async () => {
    const question = await ask();
    await result(on.telegram, 'deleteMessage', { chat_id: ivan.id, message_id: question.message_id });
    await expect(async () => ivan.press(question, 'Low')).rejects.toThrow('deleted');
  });
});

describe('a press', () => {
  test('reaches the bot with the message as it stands, and is answered once', async () => {
    const question = await ask();
    const answer = ivan.press(question, 's:4');
    const press = await pressOf();
    expect(press).toMatchObject({
      from: { id: ivan.id },
      data: 's:4',
      message: { message_id: question.message_id },
    });
    const reply = { callback_query_id: press?.id, text: 'noted', show_alert: true };
    await result(on.telegram, 'answerCallbackQuery', reply);
    expect(await answer).toEqual({ text: 'noted', showAlert: true, url: undefined });
    const again = await call(on.telegram, 'answerCallbackQuery', reply);
    expect(again.description).toBe(
      'Bad Request: query is too old and response timeout expired or query ID is invalid',
    );
  });

  test('cannot be answered any more after a quarter of an hour', async () => {
    const answer = ivan.press(await ask(), 'Low');
    const press = await pressOf();
    await on.clock.advance(15 * 60 * 1000);
    await expect(answer).rejects.toThrow('never answered');
    const late = await call(on.telegram, 'answerCallbackQuery', { callback_query_id: press?.id });
    expect(late.ok).toBe(false);
  });
});

describe('an edit', () => {
  test('of a caption changes the caption and keeps the file', async () => {
    const sent = await ivan.send('dm', 'first #one', { photo: onePixel });
    await takeUpdates(on.telegram);
    await ivan.edit(sent, 'second');
    const [update] = await takeUpdates(on.telegram);
    expect(update).toMatchObject({ edited_message: { caption: 'second', photo: sent.photo } });
    expect(update).not.toHaveProperty('edited_message.caption_entities');
    expect(update).not.toHaveProperty('edited_message.text');
  });

  test('of a text finds its entities anew', async () => {
    const sent = await ivan.send('dm', '/new thing');
    expect(await ivan.edit(sent, 'see #one')).toMatchObject({
      text: 'see #one',
      entities: [{ type: 'hashtag', offset: 4, length: 4 }],
    });
  });
});

test('a person forwards a file to the bot with its caption and its origin', async () => {
  const { id } = on.telegram.addGroup({ title: 'G', admins: [ivan.id] });
  const sent = await ivan.send(id, 'cap', { voice: { name: 'v.ogg', content: Buffer.from('v') } });
  expect(await ivan.forward(sent, 'dm')).toMatchObject({
    chat: { id: ivan.id },
    caption: 'cap',
    voice: sent.voice,
    forward_origin: { type: 'user', date: sent.date, sender_user: { id: ivan.id } },
  });
});

test('what people write carries their names, their language and what Telegram finds in it', async () => {
  await takeUpdates(on.telegram);
  await ivan.send('dm', '/reply@deskhand_bot see https://a.com/x, me@a.com, @ivan_p #urgent');
  const [update] = await takeUpdates(on.telegram);
  expect(update).toMatchObject({
    message: {
      from: {
        first_name: 'Ivan',
        last_name: 'Petrov',
        username: 'ivan_p',
        language_code: 'ru',
        is_bot: false,
      },
      date: 1772442000,
      entities: [
        { type: 'bot_command', offset: 0, length: 19 },
        { type: 'url', offset: 24, length: 15 },
        { type: 'email', offset: 41, length: 8 },
        { type: 'mention', offset: 51, length: 7 },
        { type: 'hashtag', offset: 59, length: 7 },
      ],
    },
  });
});

test('the snapshot shows a person their chats, topics, buttons and reactions', async () => {
  const { id } = on.telegram.addGroup({ title: 'Agents', forum: true, members: [ivan.id], botIsAdmin: true });
  await result(on.telegram, 'createForumTopic', { chat_id: id, name: 'ACME-1' });
  on.telegram.addGroup({ title: 'Not his' });
  const question = await ask();
  await ivan.react(question, '👍');
  const { chats, started } = on.telegram.snapshot(ivan.id);
  expect(started).toBe(true);
  expect(chats.map(({ chat }) => chat.title ?? chat.first_name)).toEqual(['Ivan', 'Agents']);
  expect(chats[0]?.messages.at(-1)).toMatchObject({ reactions: { '👍': 1 }, message: { text: 'How bad?' } });
  expect(chats[1]?.topics).toEqual([{ id: 1, name: 'ACME-1', closed: false }]);
  expect(JSON.parse(JSON.stringify(chats))).toEqual(chats);
});

test('a forced reply is shown to the person and not sent back to the bot', async () => {
  const markup = { force_reply: true, selective: true };
  const sent = await result<Message>(on.telegram, 'sendMessage', {
    chat_id: ivan.id,
    text: 'x',
    reply_markup: markup,
  });
  expect(sent.reply_markup).toBeUndefined();
  expect(on.telegram.snapshot(ivan.id).chats[0]?.messages.at(-1)?.clientMarkup).toEqual(markup);
});

test('command menus are kept by scope and language', async () => {
  const scope = { type: 'all_private_chats' };
  const russian = [{ command: 'new', description: 'Новое обращение' }];
  await result(on.telegram, 'setMyCommands', { commands: russian, scope, language_code: 'ru' });
  expect(on.telegram.commandMenu('all_private_chats', 'ru')).toEqual(russian);
  expect(await result(on.telegram, 'getMyCommands', { scope, language_code: 'ru' })).toEqual(russian);
  expect(await result(on.telegram, 'getMyCommands', { scope })).toEqual([]);
});

test('everything that passes is recorded for an outside check, without the token', async () => {
  await ask();
  await call(on.telegram, 'sendMessage', { chat_id: 1, text: 'x' });
  await takeUpdates(on.telegram);
  const kinds = on.traffic.map(({ kind, method }) => `${kind} ${method ?? ''}`.trim());
  expect(kinds).toEqual([
    'call sendMessage',
    'result sendMessage',
    'call sendMessage',
    'call getUpdates',
    'result getUpdates',
    'update',
    'call getUpdates',
    'result getUpdates',
  ]);
  expect(JSON.stringify(on.traffic)).not.toContain(on.telegram.token);
  expect(on.telegram.calls[1]?.error).toEqual({ code: 400, description: 'Bad Request: chat not found' });
});
