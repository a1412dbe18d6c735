// The row of the reference contract on changes of signatures: a conversation on Telegram, a form on Slack.
import { describe, expect, test } from 'vitest';
import { format } from '../../../src/messages/format.ts';
import { severityChoice } from '../../../src/messages/views/words.ts';
import { signs } from '../../support/contract-people.ts';
import { describeEachDatabase, embeddedDatabase } from '../../support/databases.ts';
import { inScene, type Scene } from '../../support/scene.ts';
import { labChannel, labGroup, supportChannel } from '../../support/scene-config.ts';
import { slackPerson } from '../../support/slack-people.ts';
import { telegramPerson } from '../../support/telegram-people.ts';

const monday = '2026-11-16T10:00:00+03:00';
const md5 = 'ab'.repeat(16);
const sha1 = 'cd'.repeat(20);

const ticketOf = async (scene: Scene, reference = 'ACME-1') => {
  const ticket = await scene.store().read(({ tickets }) => tickets.find({ reference }));
  if (ticket === null) throw new Error(`no ticket ${reference}`);
  return ticket;
};

describeEachDatabase('Requests may ask for a change of antivirus signatures.', (database) => {
  test('a Russian customer on Telegram: back, skipped, wrong, changed, and over a restart in the middle', () =>
    inScene({ database, at: monday, agentsIn: 'slack', contract: true }, async (scene) => {
      const ivan = await telegramPerson(scene, { firstName: 'Иван', languageCode: 'ru' });
      await ivan.writes('/new signature-change');
      await ivan.presses(severityChoice('ru', 'high'));
      await ivan.reads(/^2\/8 · Что произошло/);
      await ivan.presses('Заражённый файл не обнаруживается');
      await ivan.reads(/^3\/8 · Продукт/);
      await ivan.writes('Рабочая станция 5.1');
      await ivan.reads(/^4\/8 · Версия антивирусных баз/);
      await ivan.presses('Назад');
      await ivan.reads(/^3\/8[\s\S]*Ваш ответ сейчас: Рабочая станция 5\.1/);
      await ivan.presses('Оставить как есть');
      await ivan.writes('последняя');
      await ivan.reads(/Это не версия/);
      await ivan.writes('2026.11.16.0900');
      await ivan.reads(/^5\/8 · Образец файлом/);
      await scene.settled();

      await scene.restart();
      await ivan.presses('Пропустить');
      await ivan.reads(/^6\/8 · Хеш образца/);
      await ivan.writes('abc');
      await ivan.reads(/Это не хеш/);
      await ivan.writes('/list');
      await ivan.reads(/нет открытых заявок/i);
      await ivan.writes(md5.toUpperCase());
      await ivan.reads(/^8\/8/);
      await ivan.writes('Не обнаруживается со вчерашнего дня');
      const review = await ivan.reads(/проверьте, пожалуйста, ваши ответы/);
      expect(review.text).toContain(`Хеш образца: ${md5} (MD5)`);
      await ivan.presses('Изменить: Хеш образца');
      await ivan.writes(sha1);
      await ivan.reads(new RegExp(`${sha1} \\(SHA-1\\)`));
      await ivan.presses('Отправить');
      await ivan.reads(/Заявка ACME-1 открыта/);

      expect(await ticketOf(scene)).toMatchObject({
        requestType: 'signature-change',
        queue: 'virus-lab',
        stage: 'received',
        severity: 'high',
        description: 'Не обнаруживается со вчерашнего дня',
        answers: [
          { field: 'kind', value: 'false-negative' },
          { field: 'product', value: 'Рабочая станция 5.1' },
          { field: 'databaseVersion', value: '2026.11.16.0900' },
          { field: 'sampleHash', value: sha1 },
        ],
      });
      const { slack } = scene;
      const inLab = () => slack.messages(labChannel).find(({ content }) => content.startsWith('ACME-1'));
      await slack.waitFor(inLab, { deadlineMs: 15_000, what: 'the card in the laboratory' });
      expect(slack.messages(supportChannel).some(({ content }) => content.includes('ACME-1'))).toBe(false);
    }));
});

const whole = {
  severity: 'medium',
  kind: 'false-positive',
  product: 'Workstation 5.1',
  databaseVersion: '2026.11.16.0900',
  sampleHash: md5,
};

describe('Requests may ask for a change of antivirus signatures.', () => {
  test('an English customer on Slack: by a form', () =>
    inScene(
      { database: embeddedDatabase, at: monday, agentsIn: 'telegram', contract: true },
      async (scene) => {
        const jane = slackPerson(scene, { name: 'jane', realName: 'Jane', locale: 'en-GB' });
        const channel = scene.slack.addChannel({ name: 'with-jane', members: [jane.id] });
        await jane.commands('new signature-change Our own installer is blocked', channel);
        await jane.form(/New ticket/);
        expect(await jane.submits({ ...whole, sampleHash: 'abc' })).toEqual([
          format('en', 'answer.notAHash'),
        ]);
        expect(await jane.submits(whole)).toEqual([]);
        await jane.direct.reads(/ACME-1 is open/);
        expect(await ticketOf(scene)).toMatchObject({
          requestType: 'signature-change',
          queue: 'virus-lab',
          description: 'Our own installer is blocked',
          answers: [
            { field: 'kind', value: 'false-positive' },
            { field: 'product', value: 'Workstation 5.1' },
            { field: 'databaseVersion', value: '2026.11.16.0900' },
            { field: 'sampleHash', value: md5 },
          ],
        });
        const { telegram } = scene;
        const topic = () => telegram.topics(labGroup).find(({ name }) => name.startsWith('ACME-1'));
        await telegram.waitFor(topic, { withinMs: 15_000, what: 'the topic in the laboratory' });
      },
    ));

  test('an English customer on Slack: a message that turns out to ask for one becomes its form, its file the sample', () =>
    inScene(
      { database: embeddedDatabase, at: monday, agentsIn: 'telegram', contract: true },
      async (scene) => {
        const jane = slackPerson(scene, { name: 'jane', realName: 'Jane', locale: 'en-GB' });
        await jane.person.dm('Our own installer is blocked', {
          files: [{ name: 'installer.zip', content: Buffer.from('not a virus') }],
        });
        await jane.direct.reads(/How severe is it/);
        await jane.direct.presses('Change of antivirus signatures');
        await jane.form(/New ticket/);
        const { sampleHash: _, ...rest } = whole;
        expect(await jane.submits({ ...rest, databaseVersion: 'the latest' })).toEqual([
          format('en', 'answer.notAVersion'),
        ]);
        expect(await jane.submits(rest)).toEqual([]);
        await jane.direct.reads(/ACME-1: severity medium/);
        await jane.direct.reads(/ACME-1 is open/);
        const { description, answers } = await ticketOf(scene);
        expect(description).toBe('Our own installer is blocked');
        expect(answers).toContainEqual({ field: 'sampleFile', value: 'installer.zip' });
      },
    ));

  test('a Russian customer on Telegram: whether to use a priority incident is asked once the form is sent', () =>
    inScene({ database: embeddedDatabase, at: monday, agentsIn: 'slack', contract: true }, async (scene) => {
      const ivan = await telegramPerson(scene, { firstName: 'Иван', languageCode: 'ru' });
      const customer = { platform: 'telegram', id: String(ivan.id), name: 'Иван', language: 'ru' } as const;
      const { contract } = await signs(scene, [customer]);
      await ivan.writes('/new signature-change');
      await ivan.presses(severityChoice('ru', 'high'));
      await ivan.reads(/^2\/8/);
      await ivan.presses('Чистый файл считается заражённым');
      await ivan.reads(/^3\/8/);
      await ivan.writes('Рабочая станция 5.1');
      await ivan.reads(/^4\/8/);
      await ivan.writes('2026.11.16.0900');
      await ivan.reads(/^5\/8/);
      await ivan.actor.send('dm', '', { document: { name: 'a.zip', content: Buffer.from('not a virus') } });
      await ivan.reads(/^8\/8/);
      await ivan.presses('Пропустить');
      await ivan.reads(/проверьте, пожалуйста/);
      await ivan.presses('Отправить');
      await ivan.reads(/У вас осталось 6/);
      await ivan.presses(format('ru', 'draft.priority.use', { left: 6 }));
      await ivan.reads(/Заявка ACME-1 открыта/);
      expect(await scene.store().read(({ quota }) => quota.used(contract.id, 1))).toBe(1);
      expect(await ticketOf(scene)).toMatchObject({ isUrgent: true, priority: { year: 1 } });
    }));
});
