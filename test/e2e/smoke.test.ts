import { test } from 'vitest';
import { databases } from '/work/main/test/support/databases.ts';
import { openScene, supportChannel } from '/work/main/test/support/scene.ts';
test('smoke', async () => {
  const scene = await openScene({ database: databases[0]!, at: '2026-02-06T14:40:00Z' });
  const { slack, telegram } = scene;
  try {
  const anna = slack.as(slack.addUser({ name: 'anna', realName: 'Anna Agent', locale: 'en-US', tz: 'Europe/Moscow' }));
  await slack.invite(supportChannel, anna.id);
  const ivan = telegram.addUser({ firstName: 'Иван', lastName: 'Петров', languageCode: 'ru' });
  await ivan.start();
  const dm = ivan.id;
  const show = () => console.log(telegram.messages(dm).map((m: any) => `${m.from?.is_bot ? 'BOT' : 'IVAN'}: ${m.text} ${JSON.stringify(m.reply_markup?.inline_keyboard?.flat().map((b: any) => b.text) ?? '')}`).join('\n'));
  await telegram.waitFor(() => telegram.messages(dm).length >= 2);
  await ivan.send('dm', 'Сервер упал, данные теряются');
  const ask = await telegram.waitFor(() => telegram.messages(dm).find((m) => m.reply_markup)).catch((e) => { show(); throw e; });
  await ivan.press(ask, (ask.reply_markup as any).inline_keyboard[0][0].text);
  await telegram.waitFor(() => telegram.messages(dm).find((m) => m.text?.includes('ACME-1 открыта'))).catch((e) => { show(); throw e; });
  show();
  const card = await slack.waitFor(() => slack.messages(supportChannel).find((m) => m.buttons.includes('Claim')));
  console.log(card.content, card.buttons);
  await anna.click(card, 'Claim');
  await slack.waitFor(() => slack.messages(supportChannel)[0]!.content.includes('Anna'));
  await anna.post(supportChannel, 'Похоже на прошлую неделю', { threadTs: card.ts });
  await anna.post(supportChannel, `<@${slack.botUserId}> reply Уже смотрим, пришлите лог`, { threadTs: card.ts });
  await telegram.waitFor(() => telegram.messages(dm).find((m) => m.text?.includes('пришлите лог')));
  await slack.settled();
  await new Promise((r) => setTimeout(r, 500));
  show();
  console.log(slack.messages(supportChannel).map((m) => `${m.user} [${m.threadTs ?? ''}] ${m.content} ${JSON.stringify(m.buttons)} ${JSON.stringify(m.reactions)}`).join('\n---\n'));
  console.log(slack.ephemerals(anna.id).map((m) => m.content));
  } finally { await scene.close(); }
}, 60000);
