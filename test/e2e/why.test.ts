// `why` on both platforms: the deadline in words and as a picture, each reader's in their own language.
import { expect, test } from 'vitest';
import { describeEachDatabase } from '../support/databases.ts';
import { inScene } from '../support/scene.ts';
import { slackAgent } from '../support/slack-people.ts';
import { telegramPerson } from '../support/telegram-people.ts';

const stageAt = '2026-02-06T17:40:00+03:00';

describeEachDatabase('why', (database) => {
  test('a customer on Telegram is told in Russian, an agent on Slack in English, and no agents’ matter leaks', () =>
    inScene({ database, at: stageAt }, async (scene) => {
      const anna = await slackAgent(scene, { name: 'anna', realName: 'Anna Agent', locale: 'en-US' });
      const ivan = await telegramPerson(scene, { firstName: 'Иван', languageCode: 'ru' });
      await ivan.writes('Сервер упал');
      await ivan.presses('1 · Критичная: работа остановлена');
      await ivan.reads(/Заявка ACME-1 открыта/);
      await (await anna.thread('ACME-1')).presses('Claim');
      await anna.privately.reads(/You have ACME-1/);

      await ivan.writes('/why');
      const told = await ivan.reads(/Как получаются сроки заявки ACME-1/);
      expect(told.text).toContain('• пт 6 февр. 18:00 – пн 9 февр. 09:00: нерабочее время');
      expect(told.text).toContain('→ срок: понедельник, 14:40 по Москве');
      expect(told.text).not.toMatch(/office|Anna/);
      const photo = scene.telegram.messages(ivan.id).at(-1)?.photo?.at(-1);
      expect(photo).toMatchObject({ width: 1_600, height: 528 });

      const annas = await anna.thread('ACME-1');
      await annas.mentions('why');
      const shown = await anna.privately.reads(/How the deadlines of ACME-1 come about/);
      expect(shown.text).toContain('6 working hours on the calendar “office”');
      const answer = scene.slack.ephemerals(anna.id).find(({ ts }) => ts === shown.id);
      expect(answer?.blocks[0]).toMatchObject({
        type: 'image',
        alt_text: 'First response → due Monday 14:40 Moscow time',
      });
      expect(answer?.threadTs).toBeDefined();
    }));
});
