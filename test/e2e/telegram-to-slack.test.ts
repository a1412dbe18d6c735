// Scenes 1 and 2 of the design: a customer on Telegram, agents in a Slack channel.
import { expect, test } from 'vitest';
import { describeEachDatabase } from '../support/databases.ts';
import { inScene, type Scene } from '../support/scene.ts';
import { supportChannel } from '../support/scene-config.ts';
import { slackAgent } from '../support/slack-people.ts';
import { telegramPerson } from '../support/telegram-people.ts';

const fridayEvening = '2026-02-06T17:40:00+03:00';
const critical = '1 · Критичная: работа остановлена';
const ivanPetrov = { firstName: 'Иван', lastName: 'Петров', languageCode: 'ru' };

async function openedByIvan(scene: Scene) {
  const anna = await slackAgent(scene, { name: 'anna', realName: 'Anna Agent', locale: 'en-US' });
  const boris = await slackAgent(scene, { name: 'boris', realName: 'Борис Агент', locale: 'ru-RU' });
  const ivan = await telegramPerson(scene, ivanPetrov);
  await ivan.writes('Сервер упал, данные теряются');
  await ivan.presses(critical);
  await ivan.reads(/Заявка ACME-1 открыта/);
  return { anna, boris, ivan, thread: await anna.thread('ACME-1') };
}

describeEachDatabase('a customer on Telegram, agents on Slack', (database) => {
  const stage = { database, at: fridayEvening };

  test('a critical matter on a Friday evening is opened in Russian, with its deadline and the phone line', () =>
    inScene(stage, async (scene) => {
      const anna = await slackAgent(scene, { name: 'anna', realName: 'Anna Agent' });
      const ivan = await telegramPerson(scene, ivanPetrov);

      await ivan.writes('Сервер упал, данные теряются');
      const question = await ivan.reads(/Насколько это критично\?/);
      expect(question.buttons).toEqual([
        critical,
        '2 · Высокая: не работает важное',
        '3 · Средняя: немного мешает',
        '4 · Низкая: вопрос или мелочь',
      ]);
      await ivan.presses(critical);
      const opened = await ivan.reads(/Заявка ACME-1 открыта/);
      expect(opened.text).toContain('понедельник, 14:40 по Москве (6 рабочих часов)');
      expect(opened.text).toContain('+7 495 000-00-00');
      expect((await ivan.reads(/^ACME-1: /)).buttons, 'the question is answered').toEqual([]);

      const thread = await anna.thread('ACME-1');
      const [card] = thread.seen();
      expect(card?.text).toContain('ACME-1 · Сервер упал, данные теряются');
      expect(card?.text).toContain('Иван Петров');
      expect(card?.text).toContain('critical');
      expect(card?.text).toContain('nobody yet');
      expect(card?.text).toContain('Monday 9 February 14:40 Moscow time');
      expect(card?.buttons).toEqual(['Claim', 'Reply', 'Note', 'Resolve']);
      await scene.settled();
      expect(scene.slack.messages(supportChannel), 'the card is all there is').toHaveLength(1);
      expect(ivan.seen(), 'start, welcome, words, question, answer').toHaveLength(5);
    }));

  test('whoever claims first has it, and the other is told by whom', () =>
    inScene(stage, async (scene) => {
      const { boris, thread, anna, ivan } = await openedByIvan(scene);
      await thread.presses('Claim');
      const card = await thread.reads(/Owner\*\nAnna Agent/);
      expect(card.buttons).toEqual(['Reply', 'Note', 'Resolve']);
      await anna.privately.reads(/^You have ACME-1\.$/);
      await boris.commands('claim ACME-1');
      await boris.privately.reads(/^Заявкой ACME-1 уже занимается Anna Agent\.$/);
      await anna.commands('claim ACME-1');
      await anna.privately.reads(/^You already have ACME-1\.$/);
      await scene.settled();
      expect(thread.all(/has taken ACME-1/)).toHaveLength(1);
      expect(ivan.seen(), 'a claim is no answer, so the customer hears nothing').toHaveLength(5);
    }));

  test('an answer by mention reaches the customer and stops the clock; a plain message in the thread never does', () =>
    inScene(stage, async (scene) => {
      const { anna, boris, ivan, thread } = await openedByIvan(scene);
      await thread.presses('Claim');
      const borisThread = await boris.thread('ACME-1');
      await borisThread.writes('Похоже на прошлую неделю, у них старая база');
      await scene.advance(5 * 60_000);
      await thread.mentions('reply Уже смотрим, пришлите лог');
      const answer = await ivan.reads(/Уже смотрим, пришлите лог/);
      expect(answer.text).toMatch(/^Anna Agent, заявка ACME-1/);
      await thread.reads(/First response\*\ngiven Friday 6 February 17:45 Moscow time/);
      await scene.settled();
      const reactions = thread.seen().flatMap((message) => message.reactions);
      expect(reactions, 'each is marked with what it was').toEqual(['memo', 'outbox_tray']);
      expect(ivan.transcript()).not.toContain('старая база');

      await anna.commands('show ACME-1');
      await anna.privately.reads(/First response\*\ngiven/);
      await scene.until('2026-02-09T18:00:00+03:00');
      expect(thread.transcript(), 'an answered ticket is not reminded of').not.toMatch(
        /is used|overdue|passed/,
      );
    }));

  test('the Reply and Note forms ask only for a text; a note stays among agents', () =>
    inScene(stage, async (scene) => {
      const { anna, ivan, thread } = await openedByIvan(scene);
      await thread.presses('Reply');
      const form = await anna.form(/ACME-1/);
      expect(form.content).toBe('Your answer goes to the requester of ACME-1.\nAnswer');
      await anna.submits({ Answer: 'Перезапустите службу <update> & подождите' });
      const answer = await ivan.reads(/Перезапустите службу/);
      expect(answer.text).toContain('<update> & подождите');
      await thread.reads(/Anna Agent answered the requester of ACME-1.*Public/s);

      await thread.presses('Note');
      await anna.form(/ACME-1/);
      await anna.submits({ Note: 'Клиент нервничает' });
      await thread.reads(/Anna Agent noted on ACME-1.*Клиент нервничает.*Internal/s);
      await scene.settled();
      expect(ivan.transcript()).not.toContain('нервничает');
    }));

  test('what the customer writes appears once in the thread, and brings a resolved ticket back', () =>
    inScene(stage, async (scene) => {
      const { anna, ivan, thread } = await openedByIvan(scene);
      await thread.presses('Claim');
      await ivan.writes('Вот лог: 0xC0000005');
      await thread.reads(/Иван Петров \(requester\) on ACME-1\n.*0xC0000005/);

      await thread.presses('Resolve');
      const form = await anna.form(/ACME-1/);
      expect(form.content).toContain('Comment');
      await anna.submits({ Comment: 'Исправлено в 4.2' });
      const resolved = await ivan.reads(/Исправлено в 4\.2/);
      expect(resolved.text).toContain('Заявка ACME-1 решена');
      expect(resolved.buttons).toEqual(['Открыть снова']);
      await thread.reads(/Status\*\nresolved/);

      await ivan.writes('Снова упал');
      await ivan.reads(/Заявка ACME-1 снова открыта/);
      await thread.reads(/Снова упал/);
      await thread.reads(/Status\*\nopen/);
      await scene.settled();
      expect(thread.all(/0xC0000005/)).toHaveLength(1);
      expect(thread.all(/Снова упал/)).toHaveLength(1);
      expect(
        scene.slack
          .messages(supportChannel)
          .filter(({ threadTs, ts }) => threadTs === undefined || threadTs === ts),
      ).toHaveLength(1);
    }));
});
