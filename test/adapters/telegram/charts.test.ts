// Charts on Telegram: a photo with the words as its caption, or above them where they are too long for one.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ChartView } from '../../../src/app/view.ts';
import { svgDocument, textLine } from '../../../src/messages/svg.ts';
import type { Actor } from '../../../src/playground/telegram/actor.ts';
import type { Message } from '../../../src/playground/telegram/wire.ts';
import { type Playing, startPlaying } from './playing.ts';

const timeline: ChartView = {
  kind: 'chart',
  title: 'ACME-1 <script>',
  lines: ['First response\n• closed & closed', '→ due today'],
  svg: svgDocument(80, 20, [textLine('18:00', { x: 2, y: 15, size: 12, fill: '#000000' })]),
  altText: 'First response → due today',
};
const words = 'ACME-1 <script>\n\nFirst response\n• closed & closed\n\n→ due today';

let playing: Playing;
let ivan: Actor;

beforeEach(async () => {
  playing = await startPlaying();
  ivan = playing.telegram.addUser({ firstName: 'Ivan' });
  await ivan.start();
  await playing.desk.received.next();
});
afterEach(() => playing[Symbol.asyncDispose]());

const fromBot = (chat: number): Message[] =>
  playing.telegram
    .messages(chat)
    .filter(({ from, text, photo }) => from?.is_bot && (text ?? photo) !== undefined);

async function asked(view: ChartView, count = 1) {
  playing.desk.answer = () => ({ view, isPrivate: true });
  const question = await ivan.send('dm', '/why');
  const answers = await playing.telegram.waitFor(() => fromBot(ivan.id).length >= count && fromBot(ivan.id));
  return { question, answers };
}

test('a chart is a photo with its words as caption, in answer to the question', async () => {
  const { question, answers } = await asked(timeline);
  expect(answers).toMatchObject([
    {
      photo: [{ width: 90 }, { width: 160, height: 40 }],
      caption: words,
      caption_entities: [{ type: 'bold', offset: 0, length: timeline.title.length }],
      reply_to_message: { message_id: question.message_id },
    },
  ]);
});

test('a chart asked for in a closed topic opens it again and is shown there', async () => {
  const forum = playing.telegram.groups.add({
    title: 'Desk',
    forum: true,
    members: [ivan.id],
    botIsAdmin: true,
  });
  const topic = playing.telegram.groups.createTopic(forum.id, 'ACME-1');
  const closing = (inbound: { readonly kind: string }) => {
    playing.telegram.groups.closeTopic(forum.id, topic.id);
    return inbound.kind === 'greeting' ? null : { view: timeline, isPrivate: true };
  };
  playing.desk.answer = closing;
  await ivan.send(forum.id, '/why', { topic: topic.id });
  const answers = await playing.telegram.waitFor(() => fromBot(forum.id).length > 0 && fromBot(forum.id));
  expect(answers).toMatchObject([{ caption: words, message_thread_id: topic.id }]);
});

test('words too long for a caption follow their photo', async () => {
  const lines = ['x'.repeat(1_000), 'y'.repeat(500)];
  const { answers } = await asked({ ...timeline, lines }, 2);
  expect(answers[0]).not.toHaveProperty('caption');
  expect(answers[0]).toHaveProperty('photo');
  expect(answers[1]?.text).toBe([timeline.title, ...lines].join('\n\n'));
});

test('the words are told alone when the photo is refused', async () => {
  playing.telegram.fail('sendPhoto', {
    error: { code: 400, description: 'Bad Request: not enough rights to send photos to the chat' },
  });
  const { answers } = await asked(timeline);
  expect(answers).toMatchObject([{ text: words }]);
  expect(playing.warnings).toEqual(['a picture could not be sent']);
});

test('the words are told alone when the picture cannot be drawn', async () => {
  const { answers } = await asked({ ...timeline, svg: 'no picture' });
  expect(answers).toMatchObject([{ text: words }]);
  expect(playing.warnings).toEqual(['a picture could not be drawn']);
});

test('the log of traffic names the photo and leaves its bytes out', async () => {
  await asked(timeline);
  const call = playing.traffic.find(({ kind, method }) => kind === 'call' && method === 'sendPhoto');
  expect(call?.params).toMatchObject({
    photo: 'attach://photo',
    caption: expect.stringContaining('&lt;script&gt;'),
  });
});
