// The row of the reference contract on the latest databases: older ones are refused, and nothing typed is lost.
import { describe, expect, test } from 'vitest';
import { setLatestDatabases } from '../../../src/app/databases.ts';
import { format } from '../../../src/messages/format.ts';
import { severityChoice } from '../../../src/messages/views/words.ts';
import { embeddedDatabase } from '../../support/databases.ts';
import { inScene, type Scene } from '../../support/scene.ts';
import { slackPerson } from '../../support/slack-people.ts';
import { telegramPerson } from '../../support/telegram-people.ts';

const monday = '2026-11-16T10:00:00+03:00';
const [older, latest] = ['2026.11.16.0900', '2026.11.16.1000'];
const md5 = 'ab'.repeat(16);

const know = (scene: Scene, version: string) =>
  scene
    .store()
    .transaction((tx) => setLatestDatabases(tx, { version, at: scene.now(), by: null, force: false }));

const answersOf = async (scene: Scene) =>
  (await scene.store().read(({ tickets }) => tickets.find({ reference: 'ACME-1' })))?.answers;

describe('A false negative or a false positive can be sent in, provided the latest databases are in use.', () => {
  test('a false negative, from a Russian customer on Telegram', () =>
    inScene({ database: embeddedDatabase, at: monday, agentsIn: 'slack', contract: true }, async (scene) => {
      await know(scene, latest);
      const ivan = await telegramPerson(scene, { firstName: 'Иван', languageCode: 'ru' });
      await ivan.writes('Вирус не обнаруживается');
      await ivan.reads(/Насколько это критично/);
      await ivan.presses('Изменение антивирусных сигнатур');
      await ivan.reads(/^1\/8/);
      await ivan.presses(severityChoice('ru', 'high'));
      await ivan.presses('Заражённый файл не обнаруживается');
      await ivan.reads(/^3\/8/);
      await ivan.writes('Рабочая станция 5.1');
      await ivan.reads(/^4\/8/);
      await ivan.writes(older);
      const refusal = await ivan.reads(/Сначала обновите антивирусные базы/);
      expect(refusal.text).toContain(latest);
      await ivan.presses('Попробовать ещё раз');
      await scene.settled();
      expect(ivan.seen().at(-1)?.text).toMatch(/^4\/8/);
      await ivan.writes(latest);
      await ivan.reads(/^5\/8/);
      await ivan.presses('Пропустить');
      await ivan.reads(/^6\/8/);
      await ivan.writes(md5);
      await ivan.reads(/проверьте/);

      await know(scene, '2026.11.16.1100');
      await ivan.presses('Отправить');
      await ivan.reads(/последняя версия — 2026\.11\.16\.1100/);
      await ivan.presses('Попробовать ещё раз');
      await scene.settled();
      await ivan.writes('2026.11.16.1100');
      await ivan.reads(/2026\.11\.16\.1100[\s\S]*Хеш образца/);
      await ivan.presses('Отправить');
      await ivan.reads(/Заявка ACME-1 открыта/);
      const answers = await answersOf(scene);
      expect(answers).toContainEqual({ field: 'kind', value: 'false-negative' });
      expect(answers).toContainEqual({ field: 'sampleHash', value: md5 });
    }));

  test('a false positive, from an English customer on Slack', () =>
    inScene(
      { database: embeddedDatabase, at: monday, agentsIn: 'telegram', contract: true },
      async (scene) => {
        await know(scene, latest);
        const jane = slackPerson(scene, { name: 'jane', realName: 'Jane', locale: 'en-GB' });
        const channel = scene.slack.addChannel({ name: 'with-jane', members: [jane.id] });
        const whole = {
          severity: 'medium',
          kind: 'false-positive',
          product: 'Workstation 5.1',
          databaseVersion: older,
          sampleHash: md5,
        };
        await jane.commands('new signature-change', channel);
        await jane.form(/New ticket/);
        const [refusal = ''] = await jane.submits(whole);
        expect(refusal).toContain('Please update the antivirus databases first');
        expect(refusal).toContain(format('en', 'error.databasesOutdated', { given: older, latest }));
        expect(await jane.submits({ ...whole, databaseVersion: latest })).toEqual([]);
        await jane.direct.reads(/ACME-1 is open/);
        expect(await answersOf(scene)).toContainEqual({ field: 'databaseVersion', value: latest });
      },
    ));
});
