// What people are shown at once: replies, popups over buttons, questions to be answered as a reply.
import { describe, expect, test } from 'vitest';
import type { Answer } from '../../../src/app/inbound.ts';
import type { FormView, NoticeView } from '../../../src/app/view.ts';
import type { Actor } from '../../../src/playground/telegram/actor.ts';
import type { Message } from '../../../src/playground/telegram/wire.ts';
import { type Playing, startPlaying } from './playing.ts';

const says = (text: string, more: Partial<NoticeView> = {}, isPrivate = true): Answer => ({
  view: { kind: 'notice', tone: 'info', text, ...more },
  isPrivate,
});

const form: FormView = {
  kind: 'form',
  command: 'reply ACME-1',
  title: 'Reply',
  intro: null,
  fields: [
    {
      name: 'text',
      label: 'Your reply',
      optional: false,
      input: { type: 'text', multiline: true, maxLength: 3000 },
    },
  ],
  submit: 'Send',
  cancel: 'Cancel',
  skip: null,
};

/** Ivan with the bot, and the forum of which he is a member. */
async function scene(): Promise<{ playing: Playing; ivan: Actor; forum: number }> {
  const playing = await startPlaying();
  const ivan = playing.telegram.addUser({ firstName: 'Ivan' });
  const forum = playing.telegram.groups.add({
    title: 'Desk',
    forum: true,
    members: [ivan.id],
    botIsAdmin: true,
  });
  await ivan.start();
  await playing.desk.received.next();
  return { playing, ivan, forum: forum.id };
}

const fromBot = (playing: Playing, chat: number): Message[] =>
  playing.telegram.messages(chat).filter((message) => message.from?.is_bot && message.text !== undefined);

const shown = (playing: Playing, chat: number, count = 1): Promise<Message[]> =>
  playing.telegram.waitFor(() => fromBot(playing, chat).length >= count && fromBot(playing, chat));

/** Lets the desk post a message with one button in the topic and gives it. */
async function buttonIn(playing: Playing, forum: number): Promise<Message> {
  const buttons = [[{ label: 'Claim', command: 'claim ACME-1' }]];
  const view: NoticeView = { kind: 'notice', tone: 'info', text: 'A ticket', buttons };
  const { messenger } = playing.adapter;
  const chat = String(forum);
  const thread = await messenger.openThread(chat, 'ACME-1');
  await messenger.post({ platform: 'telegram', chat, thread }, view, { deliveryId: 'd' });
  return (await shown(playing, forum))[0] as Message;
}

describe('an answer to what somebody wrote', () => {
  test('is a reply to it, in its topic, without link previews', async () => {
    const { playing, ivan, forum } = await scene();
    await using _ = playing;
    playing.desk.answer = () => says('see https://example.com');
    const topic = playing.telegram.groups.createTopic(forum, 'ACME-1');
    const asked = await ivan.send(forum, '/claim', { topic: topic.id });
    const [answer] = await shown(playing, forum);
    expect(answer).toMatchObject({
      text: 'see https://example.com',
      message_thread_id: topic.id,
      reply_to_message: { message_id: asked.message_id },
      link_preview_options: { is_disabled: true },
    });
  });

  test('is shown although what it answers was deleted meanwhile', async () => {
    const { playing, ivan } = await scene();
    await using _ = playing;
    const asked = Promise.withResolvers<Answer>();
    playing.desk.answer = () => asked.promise;
    const question = await ivan.send('dm', 'hello');
    await playing.desk.received.next();
    await ivan.delete(question);
    asked.resolve(says('Hello!'));
    expect((await shown(playing, ivan.id))[0]?.text).toBe('Hello!');
  });

  test('comes after a pause when Telegram asks for one', async () => {
    const { playing, ivan } = await scene();
    await using _ = playing;
    playing.desk.answer = () => says('Hello!');
    playing.telegram.fail('sendMessage', { retryAfter: 3 });
    await ivan.send('dm', 'hello');
    const pause = await playing.pauses.next();
    expect(pause.ms).toBe(3_000);
    pause.end();
    expect((await shown(playing, ivan.id))[0]?.text).toBe('Hello!');
  });

  test('that cannot be shown is given up, and what was done stays done', async () => {
    const { playing, ivan } = await scene();
    await using _ = playing;
    playing.desk.answer = async () => {
      await ivan.block();
      return says('Hello!');
    };
    await ivan.send('dm', 'hello');
    await playing.desk.received.next();
    await playing.inbox.idle();
    expect(playing.warnings).toEqual(['an answer could not be shown']);
    expect(playing.stored.states()).not.toContain('failed');
  });
});

describe('an answer to a pressed button', () => {
  test.each([
    ['info', false],
    ['success', false],
    ['warning', true],
    ['error', true],
  ] as const)(
    'that is short and private pops up, to be dismissed if it matters: %s',
    async (tone, showAlert) => {
      const { playing, ivan, forum } = await scene();
      await using _ = playing;
      const button = await buttonIn(playing, forum);
      playing.desk.answer = () => says('Olga has it.', { tone, details: ['Since noon.'] });
      expect(await ivan.press(button, 'Claim')).toMatchObject({
        text: 'Olga has it.\nSince noon.',
        showAlert,
      });
      await playing.inbox.idle();
      expect(fromBot(playing, forum)).toHaveLength(1);
    },
  );

  test.each([
    ['is long', says('я'.repeat(201))],
    ['is for everybody', says('Claimed.', {}, false)],
    ['has buttons', says('Which?', { buttons: [[{ label: 'This', command: 'show ACME-1' }]] })],
  ])('that %s is a message in the topic', async (_, answer) => {
    const { playing, ivan, forum } = await scene();
    await using __ = playing;
    const button = await buttonIn(playing, forum);
    playing.desk.answer = () => answer;
    expect(await ivan.press(button, 'Claim')).toMatchObject({ showAlert: false });
    const [, message] = await shown(playing, forum, 2);
    expect(message?.message_thread_id).toBe(button.message_thread_id);
  });

  test('ends the waiting even when there is nothing to show, or the desk fails', async () => {
    const { playing, ivan, forum } = await scene();
    await using _ = playing;
    const button = await buttonIn(playing, forum);
    expect(await ivan.press(button, 'Claim')).toMatchObject({ showAlert: false });
    playing.desk.answer = () => Promise.reject(new Error('a bug'));
    expect(await ivan.press(button, 'Claim')).toMatchObject({ showAlert: false });
    await playing.inbox.idle();
    expect(playing.stored.states().at(-1)).toBe('waiting');
  });

  test('that comes too late for Telegram is no error', async () => {
    const { playing, ivan, forum } = await scene();
    await using _ = playing;
    const button = await buttonIn(playing, forum);
    const description = 'Bad Request: query is too old and response timeout expired or query ID is invalid';
    playing.telegram.fail('answerCallbackQuery', { error: { code: 400, description } });
    playing.desk.answer = () => says('Claimed.', {}, false);
    void ivan.press(button, 'Claim');
    expect((await shown(playing, forum, 2))[1]?.text).toBe('Claimed.');
    expect(playing.warnings).toEqual([]);
  });
});

describe('a form', () => {
  test('is a question to the writer, whose reply to it names it', async () => {
    const { playing, ivan } = await scene();
    await using _ = playing;
    playing.desk.answer = () => ({ view: form, isPrivate: true });
    const asked = await ivan.send('dm', '/reply');
    const prompt = await playing.desk.prompts.next();
    const [question] = await shown(playing, ivan.id);
    expect(prompt).toEqual({
      user: expect.objectContaining({ userId: String(ivan.id) }),
      address: { platform: 'telegram', chat: String(ivan.id), thread: null },
      messageId: String(question?.message_id),
      command: 'reply ACME-1',
    });
    expect(question).toMatchObject({
      text: 'Reply\nYour reply',
      reply_to_message: { message_id: asked.message_id },
    });
    const sent = playing.telegram.calls.findLast((call) => call.method === 'sendMessage');
    expect(sent?.params.reply_markup).toEqual({
      force_reply: true,
      selective: true,
      input_field_placeholder: 'Your reply',
    });
    await playing.desk.received.next();
    playing.desk.answer = () => null;
    await ivan.send('dm', 'Soon.', { replyTo: question as Message });
    expect(await playing.desk.received.next()).toMatchObject({ text: 'Soon.', replyTo: prompt.messageId });
  });

  test('asked for by a button in a topic names who pressed it', async () => {
    const { playing, ivan, forum } = await scene();
    await using _ = playing;
    const button = await buttonIn(playing, forum);
    playing.desk.answer = () => ({ view: form, isPrivate: true });
    await ivan.press(button, 'Claim');
    const prompt = await playing.desk.prompts.next();
    expect(prompt.address).toEqual({
      platform: 'telegram',
      chat: String(forum),
      thread: String(button.message_thread_id),
    });
    const question = playing.telegram.calls.findLast((call) => call.method === 'sendMessage');
    expect(question?.params.text).toBe(
      `<b>Reply</b>\n<a href="tg://user?id=${ivan.id}">Ivan</a>\nYour reply`,
    );
  });

  test('that may be skipped shows the button for it first', async () => {
    const { playing, ivan } = await scene();
    await using _ = playing;
    const skip = { label: 'No comment', command: 'resolve ACME-1 -' };
    playing.desk.answer = () => ({ view: { ...form, skip }, isPrivate: true });
    await ivan.send('dm', '/resolve');
    const prompt = await playing.desk.prompts.next();
    const [offer, question] = await shown(playing, ivan.id, 2);
    expect(offer?.reply_markup?.inline_keyboard).toEqual([
      [{ text: 'No comment', callback_data: 'resolve ACME-1 -' }],
    ]);
    expect(prompt.messageId).toBe(String(question?.message_id));
  });
});

describe('membership', () => {
  test('is asked of Telegram and remembered for less than a minute', async () => {
    const { playing, ivan, forum } = await scene();
    await using _ = playing;
    const asked = () => playing.telegram.calls.filter((call) => call.method === 'getChatMember').length;
    const isMember = () => playing.adapter.directory.isMember(String(forum), String(ivan.id));
    expect(await isMember()).toBe(true);
    playing.clock.at += 54_000;
    expect(await isMember()).toBe(true);
    expect(asked()).toBe(1);
    playing.clock.at += 5_000;
    expect(await isMember()).toBe(true);
    expect(asked()).toBe(2);
  });

  test('ends at once for somebody who was removed', async () => {
    const { playing, ivan, forum } = await scene();
    await using _ = playing;
    const isMember = () => playing.adapter.directory.isMember(String(forum), String(ivan.id));
    expect(await isMember()).toBe(true);
    playing.telegram.groups.removeMember(forum, ivan.id);
    await ivan.send('dm', 'am I out?');
    await playing.desk.received.next();
    await playing.inbox.idle();
    expect(await isMember()).toBe(false);
  });

  test('is denied to strangers, and by a group that the bot was removed from', async () => {
    const { playing, ivan, forum } = await scene();
    await using _ = playing;
    expect(await playing.adapter.directory.isMember(String(forum), '123456')).toBe(false);
    playing.telegram.groups.kickBot(forum);
    expect(await playing.adapter.directory.isMember(String(forum), String(ivan.id))).toBe(false);
  });

  test('is not guessed when Telegram gives no answer', async () => {
    const { playing, ivan, forum } = await scene();
    await using _ = playing;
    playing.telegram.fail('getChatMember', { status: 500, times: 3 });
    const asked = playing.adapter.directory.isMember(String(forum), String(ivan.id));
    (await playing.pauses.next()).end();
    (await playing.pauses.next()).end();
    await expect(asked).rejects.toMatchObject({ failure: { kind: 'retry' } });
  });
});
