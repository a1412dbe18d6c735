// A real telegraf bot by long polling, talked to by people: the main paths end to end.
import { message } from 'telegraf/filters';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Stage, stage, telegrafFor } from './bot-under-test.ts';
import { onePixel } from './one-pixel.ts';

let on: Stage;
let stop: () => Promise<void>;

/** A small desk: severity buttons for what people write, topics for agents, albums counted. */
async function launch(): Promise<() => Promise<void>> {
  const bot = telegrafFor(on.telegram);
  bot.start((ctx) => ctx.reply(`Hello ${ctx.from.first_name} (${ctx.from.language_code}) ${ctx.payload}`));
  bot.action(/^severity:(.+)$/, async (ctx) => {
    await ctx.answerCbQuery(`Noted: ${ctx.match[1]}`);
    await ctx.editMessageText(`Severity <b>${ctx.match[1]}</b>`, { parse_mode: 'HTML' });
  });
  bot.on(message('photo'), (ctx) =>
    ctx.replyWithDocument({ source: Buffer.from('log'), filename: 'log.txt' }),
  );
  bot.on(message('text'), (ctx) =>
    ctx.reply('How bad is it?', {
      reply_parameters: { message_id: ctx.message.message_id },
      reply_markup: { inline_keyboard: [[{ text: 'Critical', callback_data: 'severity:critical' }]] },
    }),
  );
  const running = new Promise<void>((resolve, reject) => {
    bot.launch(() => undefined).then(resolve, reject);
  });
  await on.telegram.waitFor(() => on.telegram.calls.some(({ method }) => method === 'getUpdates'));
  return async () => {
    bot.stop();
    await running;
  };
}

beforeEach(async () => {
  on = await stage();
  stop = await launch();
});

afterEach(async () => {
  await stop();
  await on[Symbol.asyncDispose]();
});

const said = (chatId: number, text: string) =>
  on.telegram.messages(chatId).find((sent) => sent.text === text);

test('a person starts the bot by a deep link and is greeted in return', async () => {
  const ivan = on.telegram.addUser({ firstName: 'Иван', languageCode: 'ru' });
  await ivan.start('acme-42');
  const greeting = await on.telegram.waitFor(() => said(ivan.id, 'Hello Иван (ru) acme-42'));
  expect(greeting).toMatchObject({
    message_id: 2,
    from: { is_bot: true },
    chat: { id: ivan.id, type: 'private' },
  });
});

test('a pressed button is answered once and the message is edited in place', async () => {
  const ivan = on.telegram.addUser({ firstName: 'Ivan' });
  await ivan.start();
  const report = await ivan.send('dm', 'The scanner crashes');
  const question = await on.telegram.waitFor(() => said(ivan.id, 'How bad is it?'));
  expect(question.reply_to_message?.message_id).toBe(report.message_id);
  expect(await ivan.press(question, 'Critical')).toMatchObject({ text: 'Noted: critical', showAlert: false });
  const edited = await on.telegram.waitFor(() => said(ivan.id, 'Severity critical'));
  expect(edited).toMatchObject({
    message_id: question.message_id,
    entities: [{ type: 'bold', offset: 9, length: 8 }],
    edit_date: expect.any(Number),
  });
  expect(edited.reply_markup).toBeUndefined();
});

test('a photo is answered with a file that telegraf uploads as multipart', async () => {
  const ivan = on.telegram.addUser({ firstName: 'Ivan' });
  await ivan.start();
  await ivan.send('dm', 'look', { photo: onePixel });
  const sent = await on.telegram.waitFor(() => on.telegram.messages(ivan.id).find((m) => m.document));
  expect(sent.document).toMatchObject({ file_name: 'log.txt', mime_type: 'text/plain', file_size: 3 });
});
