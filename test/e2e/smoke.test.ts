import { test } from 'vitest';
import { databases } from '/work/main/test/support/databases.ts';
import { openScene, supportChannel } from '/work/main/test/support/scene.ts';

test('smoke', async () => {
  const scene = await openScene({ database: databases[0]!, at: '2026-02-06T14:40:00Z' });
  const { slack, telegram } = scene;
  try {
    const anna = slack.as(
      slack.addUser({ name: 'anna', realName: 'Anna Agent', locale: 'en-US', tz: 'Europe/Moscow' }),
    );
    await slack.invite(supportChannel, anna.id);
    console.log('T1', Math.round(performance.now()), 'await slack.invite(supportChannel, anna.id);');
    const ivan = telegram.addUser({ firstName: 'Иван', lastName: 'Петров', languageCode: 'ru' });
    await ivan.start();
    console.log('T2', Math.round(performance.now()), 'await ivan.start();');
    const dm = ivan.id;
    const show = () =>
      console.log(
        telegram
          .messages(dm)
          .map(
            (m: any) =>
              `${m.from?.is_bot ? 'BOT' : 'IVAN'}: ${m.text} ${JSON.stringify(m.reply_markup?.inline_keyboard?.flat().map((b: any) => b.text) ?? '')}`,
          )
          .join('\n'),
      );
    await telegram.waitFor(() => telegram.messages(dm).length >= 2);
    console.log(
      'T3',
      Math.round(performance.now()),
      'await telegram.waitFor(() => telegram.messages(dm).length >=',
    );
    await ivan.send('dm', 'Сервер упал, данные теряются');
    console.log(
      'T4',
      Math.round(performance.now()),
      "await ivan.send('dm', 'Сервер упал, данные теряются');",
    );
    const ask = await telegram
      .waitFor(() => telegram.messages(dm).find((m) => m.reply_markup))
      .catch((e) => {
        show();
        throw e;
      });
    console.log(
      'T5',
      Math.round(performance.now()),
      'const ask = await telegram.waitFor(() => telegram.messages(d',
    );
    await ivan.press(ask, (ask.reply_markup as any).inline_keyboard[0][0].text);
    console.log(
      'T6',
      Math.round(performance.now()),
      'await ivan.press(ask, (ask.reply_markup as any).inline_keybo',
    );
    await telegram
      .waitFor(() => telegram.messages(dm).find((m) => m.text?.includes('ACME-1 открыта')))
      .catch((e) => {
        show();
        throw e;
      });
    console.log(
      'T7',
      Math.round(performance.now()),
      'await telegram.waitFor(() => telegram.messages(dm).find((m) ',
    );
    show();
    const card = await slack.waitFor(() =>
      slack.messages(supportChannel).find((m) => m.buttons.includes('Claim')),
    );
    console.log(
      'T8',
      Math.round(performance.now()),
      'const card = await slack.waitFor(() => slack.messages(suppor',
    );
    console.log(card.content, card.buttons);
    await anna.click(card, 'Claim');
    console.log('T9', Math.round(performance.now()), "await anna.click(card, 'Claim');");
    await slack.waitFor(() => slack.messages(supportChannel)[0]!.content.includes('Anna'));
    console.log(
      'T10',
      Math.round(performance.now()),
      'await slack.waitFor(() => slack.messages(supportChannel)[0]!',
    );
    await anna.post(supportChannel, 'Похоже на прошлую неделю', { threadTs: card.ts });
    console.log(
      'T11',
      Math.round(performance.now()),
      "await anna.post(supportChannel, 'Похоже на прошлую неделю', ",
    );
    await anna.post(supportChannel, `<@${slack.botUserId}> reply Уже смотрим, пришлите лог`, {
      threadTs: card.ts,
    });
    console.log(
      'T12',
      Math.round(performance.now()),
      'await anna.post(supportChannel, `<@${slack.botUserId}> reply',
    );
    await telegram.waitFor(() => telegram.messages(dm).find((m) => m.text?.includes('пришлите лог')));
    console.log(
      'T13',
      Math.round(performance.now()),
      'await telegram.waitFor(() => telegram.messages(dm).find((m) ',
    );
    await slack.settled();
    console.log('T14', Math.round(performance.now()), 'await slack.settled();');
    await new Promise((r) => setTimeout(r, 500));
    console.log('T15', Math.round(performance.now()), 'await new Promise((r) => setTimeout(r, 500));');
    show();
    console.log(
      slack
        .messages(supportChannel)
        .map(
          (m) =>
            `${m.user} [${m.threadTs ?? ''}] ${m.content} ${JSON.stringify(m.buttons)} ${JSON.stringify(m.reactions)}`,
        )
        .join('\n---\n'),
    );
    console.log(slack.ephemerals(anna.id).map((m) => m.content));
  } finally {
    await scene.close();
  }
}, 60000);
