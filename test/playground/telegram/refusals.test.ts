// What Telegram would refuse, the emulator refuses: code and description of every refusal, as a table.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../../src/playground/telegram/actor.ts';
import type { Message } from '../../../src/playground/telegram/wire.ts';
import { call, result, type Stage, stage } from './bot-under-test.ts';
import { onePixel } from './one-pixel.ts';

let on: Stage;
let ivan: Actor;
let hers: Message;
let text: Message;
let photo: Message;

beforeAll(async () => {
  on = await stage({ rateLimits: false });
  ivan = on.telegram.addUser({ firstName: 'Ivan' });
  await ivan.start();
  hers = await ivan.send('dm', 'mine');
  text = await result(on.telegram, 'sendMessage', { chat_id: ivan.id, text: 'text' });
  const { photo: sizes } = await ivan.send('dm', '', { photo: onePixel });
  photo = await result(on.telegram, 'sendPhoto', { chat_id: ivan.id, photo: sizes?.[0]?.file_id });
});

afterAll(() => on[Symbol.asyncDispose]());

const toIvan = (extra: object) => ({ chat_id: ivan.id, text: 'x', ...extra });
const button = (extra: object) => toIvan({ reply_markup: { inline_keyboard: [[{ text: 'A', ...extra }]] } });
const buttons = (count: number) => Array.from({ length: count }, () => [{ text: 'A', callback_data: 'a' }]);

type Row = [what: string, method: string, params: () => object, description: string];

const badRequests: Row[] = [
  ['no chat', 'sendMessage', () => ({ text: 'x' }), 'chat_id is empty'],
  ['an unknown chat', 'sendMessage', () => ({ chat_id: 1, text: 'x' }), 'chat not found'],
  ['an unknown username', 'sendMessage', () => ({ chat_id: '@nobody', text: 'x' }), 'chat not found'],
  ['no text', 'sendMessage', () => ({ chat_id: ivan.id }), 'message text is empty'],
  ['an empty text', 'sendMessage', () => toIvan({ text: '' }), 'message text is empty'],
  ['nothing but white space', 'sendMessage', () => toIvan({ text: ' \n ' }), 'text must be non-empty'],
  ['4097 characters', 'sendMessage', () => toIvan({ text: 'x'.repeat(4097) }), 'message is too long'],
  ['a parse mode nobody knows', 'sendMessage', () => toIvan({ parse_mode: 'xml' }), 'unsupported parse_mode'],
  [
    'a tag nobody knows',
    'sendMessage',
    () => toIvan({ text: 'x<br>', parse_mode: 'HTML' }),
    'can\'t parse entities: Unsupported start tag "br" at byte offset 1',
  ],
  [
    'an entity that ends after the text',
    'sendMessage',
    () => toIvan({ entities: [{ type: 'bold', offset: 0, length: 2 }] }),
    'entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 2',
  ],
  [
    'an unknown field',
    'sendMessage',
    () => toIvan({ colour: 'red' }),
    'unknown field "colour" of sendMessage (emulator)',
  ],
  [
    'callback data of 65 bytes',
    'sendMessage',
    () => button({ callback_data: 'x'.repeat(65) }),
    'BUTTON_DATA_INVALID',
  ],
  [
    'callback data of 33 Cyrillic letters',
    'sendMessage',
    () => button({ callback_data: 'ы'.repeat(33) }),
    'BUTTON_DATA_INVALID',
  ],
  [
    'a button that does nothing',
    'sendMessage',
    () => button({}),
    "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
  ],
  [
    'a button that does two things',
    'sendMessage',
    () => button({ url: 'a.com', callback_data: 'a' }),
    'BUTTON_TYPE_INVALID',
  ],
  [
    'a button without a label',
    'sendMessage',
    () => button({ text: '', callback_data: 'a' }),
    'inline keyboard button text must be non-empty',
  ],
  [
    'a link to a host without a dot',
    'sendMessage',
    () => button({ url: 'http://localhost:3000' }),
    "inline keyboard button URL 'http://localhost:3000' is invalid: Wrong HTTP URL",
  ],
  [
    '101 buttons',
    'sendMessage',
    () => toIvan({ reply_markup: { inline_keyboard: buttons(101) } }),
    'reply markup is too long',
  ],
  [
    'a keyboard that is one row',
    'sendMessage',
    () => toIvan({ reply_markup: { inline_keyboard: [{ text: 'A', callback_data: 'a' }] } }),
    'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
  ],
  [
    'markup that is no JSON',
    'sendMessage',
    () => toIvan({ reply_markup: '{' }),
    "can't parse reply keyboard markup JSON object",
  ],
  [
    'an answer to nothing',
    'sendMessage',
    () => toIvan({ reply_parameters: { message_id: 999 } }),
    'message to be replied not found',
  ],
  [
    'a topic in a private chat',
    'sendMessage',
    () => toIvan({ message_thread_id: 5 }),
    'message thread not found',
  ],
  [
    'an edit that changes nothing',
    'editMessageText',
    () => ({ chat_id: ivan.id, message_id: text.message_id, text: ' text ' }),
    'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
  ],
  ['an edit of nothing', 'editMessageText', () => toIvan({ message_id: 999 }), 'message to edit not found'],
  [
    'an edit of a message of somebody else',
    'editMessageText',
    () => toIvan({ message_id: hers.message_id }),
    "message can't be edited",
  ],
  [
    'a text for a photo',
    'editMessageText',
    () => toIvan({ message_id: photo.message_id }),
    'there is no text in the message to edit',
  ],
  [
    'a caption for a text',
    'editMessageCaption',
    () => ({ chat_id: ivan.id, message_id: text.message_id, caption: 'c' }),
    'there is no caption in the message to edit',
  ],
  [
    'a caption of 1025 characters',
    'editMessageCaption',
    () => ({ chat_id: ivan.id, message_id: photo.message_id, caption: 'x'.repeat(1025) }),
    'message caption is too long',
  ],
  [
    'a forced reply on an edited message',
    'editMessageText',
    () => toIvan({ message_id: text.message_id, reply_markup: { force_reply: true } }),
    'inline keyboard expected',
  ],
  [
    'a file of nowhere in a message’s place',
    'editMessageMedia',
    () => ({
      chat_id: ivan.id,
      message_id: photo.message_id,
      media: { type: 'document', media: 'attach://nothing' },
    }),
    'wrong file identifier/HTTP URL specified',
  ],
  [
    'deleting nothing',
    'deleteMessage',
    () => ({ chat_id: ivan.id, message_id: 999 }),
    'message to delete not found',
  ],
  [
    'copying nothing',
    'copyMessage',
    () => ({ chat_id: ivan.id, from_chat_id: ivan.id, message_id: 999 }),
    'message to copy not found',
  ],
  [
    'forwarding nothing',
    'forwardMessage',
    () => ({ chat_id: ivan.id, from_chat_id: ivan.id, message_id: 999 }),
    'message to forward not found',
  ],
  ['no photo', 'sendPhoto', () => ({ chat_id: ivan.id }), 'there is no photo in the request'],
  [
    'an unknown file',
    'sendDocument',
    () => ({ chat_id: ivan.id, document: 'x' }),
    'wrong file identifier/HTTP URL specified',
  ],
  [
    'a photo as a document',
    'sendDocument',
    () => ({ chat_id: ivan.id, document: photo.photo?.[0]?.file_id }),
    "can't use file of type Photo as Document",
  ],
  [
    'looking for an unknown file',
    'getFile',
    () => ({ file_id: 'x' }),
    'wrong file_id or the file is temporarily unavailable',
  ],
  [
    'answering an unknown press',
    'answerCallbackQuery',
    () => ({ callback_query_id: '1' }),
    'query is too old and response timeout expired or query ID is invalid',
  ],
  [
    'an answer of 201 characters',
    'answerCallbackQuery',
    () => ({ callback_query_id: '1', text: 'x'.repeat(201) }),
    'MESSAGE_TOO_LONG',
  ],
  [
    'an unknown action',
    'sendChatAction',
    () => ({ chat_id: ivan.id, action: 'sleeping' }),
    'wrong parameter action in request',
  ],
  [
    'a reaction that is none',
    'setMessageReaction',
    () => ({ chat_id: ivan.id, message_id: hers.message_id, reaction: [{ type: 'emoji', emoji: '🔒' }] }),
    'REACTION_INVALID',
  ],
  [
    'a command with a hyphen',
    'setMyCommands',
    () => ({ commands: [{ command: 'link-account', description: 'x' }] }),
    'BOT_COMMAND_INVALID',
  ],
  [
    'a command without a description',
    'setMyCommands',
    () => ({ commands: [{ command: 'help', description: '' }] }),
    'BOT_COMMAND_DESCRIPTION_INVALID',
  ],
  [
    'a language that is none',
    'setMyCommands',
    () => ({ commands: [], language_code: 'russian' }),
    'invalid language code specified',
  ],
  [
    'a topic in a chat without topics',
    'createForumTopic',
    () => ({ chat_id: ivan.id, name: 'x' }),
    'the chat is not a forum',
  ],
  [
    'a webhook without TLS',
    'setWebhook',
    () => ({ url: 'http://a.com' }),
    'bad webhook: An HTTPS URL must be provided for webhook',
  ],
  [
    'a webhook on port 3000',
    'setWebhook',
    () => ({ url: 'https://a.com:3000' }),
    'bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443',
  ],
  [
    'a secret with a space',
    'setWebhook',
    () => ({ url: 'https://a.com', secret_token: 'a b' }),
    'secret token contains unallowed characters',
  ],
];

describe('a bad request is refused with 400', () => {
  test.each(badRequests)('for %s', async (_, method, params, description) => {
    const answer = await call(on.telegram, method, { ...params() });
    expect(answer).toEqual({ ok: false, error_code: 400, description: `Bad Request: ${description}` });
  });
});

test('the longest text and callback data are accepted, counted in code points and bytes', async () => {
  const reply_markup = { inline_keyboard: [[{ text: 'A', callback_data: 'ы'.repeat(32) }]] };
  const answer = await call(on.telegram, 'sendMessage', toIvan({ text: '😀'.repeat(4096), reply_markup }));
  expect(answer.ok).toBe(true);
});

test('telegraf’s own fields are let through', async () => {
  const params = { ...button({ callback_data: 'a', hide: false }), method: 'sendMessage' };
  expect((await call(on.telegram, 'sendMessage', params)).ok).toBe(true);
});

test('an answer to a message that is gone is sent without it where the bot allows that', async () => {
  const reply_parameters = { message_id: 999, allow_sending_without_reply: true };
  const sent = await result<Message>(on.telegram, 'sendMessage', toIvan({ reply_parameters }));
  expect(sent.reply_to_message).toBeUndefined();
});

test('a wrong token is refused with 401', async () => {
  const response = await fetch(`${on.telegram.url}/bot1:wrong/getMe`);
  expect(response.status).toBe(401);
  expect(await response.json()).toEqual({ ok: false, error_code: 401, description: 'Unauthorized' });
});

test('an unknown method is refused with 404', async () => {
  const answer = await call(on.telegram, 'sendTelepathy');
  expect(answer).toEqual({ ok: false, error_code: 404, description: 'Not Found: method not found' });
});
