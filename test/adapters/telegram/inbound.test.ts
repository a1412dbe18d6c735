// What Telegram's messages and button presses are taken for.
import { describe, expect, test } from 'vitest';
import { inboundFromCallback, inboundFromMessages } from '../../../src/adapters/telegram/inbound.ts';
import type { Message } from '../../../src/adapters/telegram/wire.ts';
import { bot, entitiesOver, forum, group, inTopic, ivan, messageOf, privateChat } from './messages.ts';

const inboundOf = (fields: Partial<Message>) => inboundFromMessages(1, [messageOf(fields)], bot);

describe('a message', () => {
  test('written to the bot directly is addressed to it and carries who, where and when', () => {
    expect(inboundOf({ text: 'Всё упало' })).toEqual({
      kind: 'message',
      eventId: 'telegram:1',
      user: {
        platform: 'telegram',
        userId: '42',
        name: 'Иван Петров',
        handle: 'ivan',
        languageTag: 'ru',
        timezone: null,
      },
      place: { platform: 'telegram', chat: '42', thread: null, kind: 'direct', form: 'flat' },
      at: 1_700_000_000_000,
      canOpenForm: false,
      messageId: '7',
      replyTo: null,
      addressed: true,
      text: 'Всё упало',
      attachments: [],
    });
  });

  test('in an ordinary group is said to the group, in a flat conversation', () => {
    expect(inboundOf({ chat: group, text: 'hello all' })).toMatchObject({
      addressed: false,
      place: { chat: '-100500', thread: null, kind: 'group', form: 'flat' },
    });
  });

  test('of a chain of replies in an ordinary group is in no thread', () => {
    expect(inboundOf({ chat: group, text: 'yes', message_thread_id: 3 })).toMatchObject({
      place: { thread: null, form: 'flat' },
    });
  });

  test('in a topic is in the thread of that topic and answers nothing by standing there', () => {
    expect(inboundFromMessages(1, [inTopic({ text: 'looking' })], bot)).toMatchObject({
      place: { chat: '-100600', thread: '5', kind: 'group', form: 'thread' },
      replyTo: null,
    });
  });

  test('in a topic that answers another message answers that message', () => {
    const message = inTopic({ text: 'thanks', reply_to_message: { message_id: 6 } });
    expect(inboundFromMessages(1, [message], bot)).toMatchObject({ replyTo: '6' });
  });

  test('in the general topic of a forum is in no thread, even in a chain of replies', () => {
    const general = { place: { thread: null, form: 'thread' } };
    expect(inboundOf({ chat: forum, text: 'hi' })).toMatchObject(general);
    expect(inboundOf({ chat: forum, text: 'hi', message_thread_id: 3 })).toMatchObject(general);
  });

  test.each([
    ['@deskbot it is down', 'it is down'],
    ['it is down, @deskbot: help', 'it is down, help'],
    ['it is down @deskbot', 'it is down'],
    ['@deskbot', ''],
  ])('in a group that names the bot is addressed, without the name: %s', (text, expected) => {
    const entities = entitiesOver(text, 'mention', '@deskbot');
    expect(inboundOf({ chat: group, text, entities })).toMatchObject({ addressed: true, text: expected });
  });

  test('that names somebody else is not addressed and keeps the name', () => {
    const entities = entitiesOver('@olga look', 'mention', '@olga');
    expect(inboundOf({ chat: group, text: '@olga look', entities })).toMatchObject({
      addressed: false,
      text: '@olga look',
    });
  });

  test('with a link behind words spells the address out', () => {
    const text = 'see the log, please';
    const entities = [{ type: 'text_link', offset: 8, length: 3, url: 'https://example.com/log' }];
    expect(inboundOf({ text, entities })).toMatchObject({
      text: 'see the log (https://example.com/log), please',
    });
  });

  test('with several links and the bot’s name in it has each in its place', () => {
    const text = '@DeskBot see this and that';
    const link = (part: string, url: string) => ({ ...entitiesOver(text, 'text_link', part)[0]!, url });
    const entities = [
      ...entitiesOver(text, 'mention', '@DeskBot'),
      link('this', 'https://a.example'),
      link('that', 'https://b.example'),
    ];
    expect(inboundOf({ chat: group, text, entities })).toMatchObject({
      addressed: true,
      text: 'see this (https://a.example) and that (https://b.example)',
    });
  });

  test('of an anonymous administrator has no identity', () => {
    const from = { id: 1087968824, is_bot: true, first_name: 'Group' };
    expect(inboundOf({ chat: group, sender_chat: group, from, text: 'closed' })).toMatchObject({
      user: null,
      text: 'closed',
    });
  });

  test.each<[string, Partial<Message>]>([
    ['of another bot', { from: { ...ivan, is_bot: true }, text: 'beep' }],
    [
      'forwarded by Telegram from a linked channel',
      { is_automatic_forward: true, sender_chat: group, text: 'news' },
    ],
    ['that only says that something happened to the chat', { chat: group }],
  ])('%s is ignored', (_, fields) => {
    expect(inboundOf(fields)).toBeNull();
  });

  test('that shares a contact or a place says it in words', () => {
    const contact = { phone_number: '+7900', first_name: 'Olga' };
    expect(inboundOf({ contact })).toMatchObject({ text: 'Olga +7900' });
    expect(inboundOf({ location: { latitude: 55.7, longitude: 37.6 } })).toMatchObject({
      text: '55.7, 37.6',
    });
  });
});

describe('files', () => {
  test('a picture without words is a message with an empty text and the largest size of the picture', () => {
    const photo = [
      { file_id: 'small', file_size: 10 },
      { file_id: 'large', file_size: 90 },
    ];
    expect(inboundOf({ photo })).toMatchObject({
      kind: 'message',
      text: '',
      attachments: [
        {
          platform: 'telegram',
          fileId: 'large',
          name: 'photo-7.jpg',
          mediaType: 'image/jpeg',
          sizeBytes: 90,
        },
      ],
    });
  });

  test('a document keeps its name and type, and its caption is the text', () => {
    const document = { file_id: 'd', file_name: 'trace.log', mime_type: 'text/plain', file_size: 3 };
    expect(inboundOf({ document, caption: 'the trace' })).toMatchObject({
      text: 'the trace',
      attachments: [{ name: 'trace.log', mediaType: 'text/plain', sizeBytes: 3 }],
    });
  });

  test('an animation, which comes as a document too, is listed once', () => {
    const file = { file_id: 'a', file_name: 'cat.mp4', mime_type: 'video/mp4' };
    expect(inboundOf({ animation: file, document: file })).toMatchObject({
      attachments: [{ fileId: 'a', sizeBytes: null }],
    });
  });

  test.each([
    ['video', 'video-7.mp4'],
    ['voice', 'voice-7.ogg'],
    ['audio', 'audio-7.mp3'],
    ['video_note', 'video-7.mp4'],
    ['sticker', 'sticker-7.webp'],
  ] as const)('a %s without a name gets one', (kind, name) => {
    expect(inboundOf({ [kind]: { file_id: 'f' } })).toMatchObject({ attachments: [{ fileId: 'f', name }] });
  });

  test('an album is one message with all its files and the first message’s id', () => {
    const one = messageOf({ message_id: 7, photo: [{ file_id: 'p1' }], caption: 'two screens' });
    const two = messageOf({ message_id: 8, photo: [{ file_id: 'p2' }] });
    expect(inboundFromMessages(1, [one, two], bot)).toMatchObject({
      messageId: '7',
      text: 'two screens',
      attachments: [{ fileId: 'p1' }, { fileId: 'p2' }],
    });
  });
});

describe('a command', () => {
  test.each([
    ['/new printer is on fire', 'new printer is on fire'],
    ['/claim', 'claim'],
    ['/Claim', 'claim'],
    ['/claim@DeskBot ACME-1', 'claim ACME-1'],
    ['/link_account', 'link-account'],
    ['/link-account', 'link-account'],
    ['/link-account@DeskBot CODE', 'link-account CODE'],
    ['/tickets', 'list'],
    ['/reply first line\nsecond line', 'reply first line\nsecond line'],
    ['/ответ скоро починим', 'ответ скоро починим'],
    ['/reply, soon', 'reply , soon'],
  ])('%j becomes the line %j', (text, line) => {
    expect(inboundOf({ text })).toMatchObject({ kind: 'command', line, source: 'typed', messageId: '7' });
  });

  test('written under a file keeps the file', () => {
    expect(inboundOf({ caption: '/reply see this', document: { file_id: 'd' } })).toMatchObject({
      kind: 'command',
      line: 'reply see this',
      attachments: [{ fileId: 'd' }],
    });
  });

  test('for another bot is ignored', () => {
    expect(inboundOf({ chat: group, text: '/help@OtherBot' })).toBeNull();
  });

  test.each(['/usr/bin/desk is missing', '/', 'see /help', '1/2'])('%j is no command', (text) => {
    expect(inboundOf({ text })).toMatchObject({ kind: 'message', text });
  });

  test('after the bot’s name is a command', () => {
    const text = '@DeskBot /close now';
    expect(
      inboundOf({ chat: group, text, entities: entitiesOver(text, 'mention', '@DeskBot') }),
    ).toMatchObject({
      kind: 'command',
      line: 'close now',
    });
  });

  test.each([
    ['/start', null],
    ['/start ref_42', 'ref_42'],
  ])('%j is a greeting that carries %j', (text, payload) => {
    expect(inboundOf({ text })).toMatchObject({ kind: 'greeting', payload });
  });
});

describe('a pressed button', () => {
  const query = { id: 'q', from: ivan, data: 'claim ACME-1' };

  test('is the command behind it, given where its message stands', () => {
    const { message_id, date, chat, message_thread_id, is_topic_message } = inTopic({ message_id: 9 });
    const message = { message_id, date, chat, message_thread_id, is_topic_message };
    expect(inboundFromCallback(1, { ...query, message }, 5)).toMatchObject({
      kind: 'command',
      eventId: 'telegram:1',
      line: 'claim ACME-1',
      source: 'button',
      messageId: '9',
      at: 5,
      user: { userId: '42' },
      place: { chat: '-100600', thread: '5' },
    });
  });

  test('that is not the desk’s own kind is nothing', () => {
    const message = { message_id: 9, date: 0, chat: privateChat };
    expect(inboundFromCallback(1, { ...query, data: undefined, message }, 5)).toBeNull();
    expect(inboundFromCallback(1, query, 5)).toBeNull();
  });
});
