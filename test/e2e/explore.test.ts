import { test } from 'vitest';
import { databases } from '../support/databases.ts';
import { openScene } from '../support/scene.ts';
import { slackAgent } from '../support/slack-people.ts';
import { telegramPerson } from '../support/telegram-people.ts';

test('explore', async () => {
  const scene = await openScene({ database: databases[1]!, at: '2026-02-06T14:40:00Z' });
  try {
    const anna = await slackAgent(scene, { name: 'anna', realName: 'Anna Agent' });
    const boris = await slackAgent(scene, { name: 'boris', realName: 'Boris Agent' });
    const ivan = await telegramPerson(scene, { firstName: 'Иван', lastName: 'Петров', languageCode: 'ru' });
    await ivan.writes('Сервер упал, данные теряются');
    await ivan.presses('1 · Критичная: работа остановлена');
    await ivan.reads(/Заявка ACME-1 открыта/);
    const thread = await anna.thread('ACME-1');
    await thread.presses('Claim');
    await thread.reads(/Anna/);
    const bt = await boris.thread('ACME-1');
    await boris.commands('claim ACME-1');
    await boris.privately.reads(/Anna/);
    await bt.writes('Похоже на прошлую неделю');
    await thread.mentions('reply Уже смотрим, пришлите лог');
    await ivan.reads(/пришлите лог/);
    await ivan.writes('вот лог');
    await thread.reads(/вот лог/);
    await thread.presses('Reply');
    await anna.form(/./);
    console.log(scene.slack.openView(anna.id));
    await anna.submits({ Answer: 'Исправили' });
    await ivan.reads(/Исправили/);
    await thread.presses('Resolve');
    console.log((await anna.form(/./)).content);
    await anna.submits({ Comment: 'Готово в 4.2' });
    await ivan.reads(/4\.2/);
    await ivan.writes('Снова упал');
    await thread.reads(/Снова упал/);
    await ivan.presses('Почему тогда?').then((x) => console.log('popup', x));
    await scene.settled();
    console.log(ivan.transcript());
    console.log('-----');
    console.log(thread.transcript());
    console.log('-----', anna.privately.transcript(), boris.privately.transcript());
  } finally {
    await scene.close();
  }
}, 60000);
