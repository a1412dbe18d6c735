// The clocks as people meet them: promised times, a changed severity, acknowledged and crowded reminders, new rules.
import { expect, test } from 'vitest';
import { describeEachDatabase } from '../support/databases.ts';
import { inScene, type Scene } from '../support/scene.ts';
import { supportChannel } from '../support/scene-config.ts';
import { slackAgent } from '../support/slack-people.ts';
import { telegramAgent, telegramPerson } from '../support/telegram-people.ts';

const mondayTen = '2026-02-02T10:00:00+03:00';
const critical = '1 · Критичная: работа остановлена';
const high = '2 · Высокая: не работает важное';

const anna = (scene: Scene) => slackAgent(scene, { name: 'anna', realName: 'Anna Agent', locale: 'en-US' });
const ivan = (scene: Scene) => telegramPerson(scene, { firstName: 'Иван', languageCode: 'ru' });

describeEachDatabase('the clocks', (database) => {
  test('an agent who claims promises a time, the customer hears of it, and the desk holds them to it', () =>
    inScene({ database, at: mondayTen }, async (scene) => {
      const [agent, customer] = [await anna(scene), await ivan(scene)];
      await customer.writes('Отчёты не печатаются');
      await customer.presses(high);
      await customer.reads(/Специалист возьмёт заявку и сообщит, когда ждать ответа/);
      const thread = await agent.thread('ACME-1');
      await thread.reads(/First response\*\nno time promised yet/);
      await thread.presses('Claim');
      await agent.privately.reads(/Promise one: promise ACME-1 4h/);
      await agent.commands('promise ACME-1 soon');
      await agent.privately.reads(/I do not understand the time “soon”/);
      await agent.commands('promise ACME-1 4h');
      const promised = await customer.reads(/Anna Agent .* обещает ответ/);
      expect(promised.text).toContain('сегодня, 14:00 по Москве');
      await scene.until('2026-02-02T13:12:00+03:00');
      await thread.reads(/80 % of the time is used, 48 min left/);
    }));

  test('a ticket made critical is due earlier, for everybody to see', () =>
    inScene({ database, at: mondayTen }, async (scene) => {
      const [agent, customer] = [await anna(scene), await ivan(scene)];
      await customer.writes('Медленно открывается отчёт');
      await customer.presses('3 · Средняя: немного мешает');
      const thread = await agent.thread('ACME-1');
      await agent.commands('severity ACME-1 1');
      const told = await customer.reads(/Важность заявки ACME-1 теперь: критичная/);
      expect(told.text).toContain('сегодня, 16:00 по Москве');
      await thread.reads(/Severity\*\ncritical/);
      await thread.reads(/Anna Agent set the severity of ACME-1 to critical/);
    }));

  test('an acknowledged reminder keeps the next of its level silent, on either platform', () =>
    inScene({ database, at: mondayTen, agentsIn: 'telegram' }, async (scene) => {
      const agent = telegramAgent(scene, { firstName: 'Anna', languageCode: 'en' });
      const customer = await ivan(scene);
      await customer.writes('Сервер упал');
      await customer.presses(critical);
      const topic = await agent.topic('ACME-1');
      await scene.until('2026-02-02T15:43:00+03:00');
      await topic.reads(/95 % of the time is used/);
      await topic.presses('Acknowledge');
      await topic.reads(/Anna has seen it: ACME-1/);
      await scene.until('2026-02-02T16:00:01+03:00');
      await topic.reads(/the deadline has passed/);
      await topic.presses('Acknowledge');
      await scene.until('2026-02-02T18:00:00+03:00');
      expect(topic.all(/overdue by/)).toEqual([]);
    }));

  test('more than five reminders at once are one message in the channel', () =>
    inScene({ database, at: mondayTen }, async (scene) => {
      const agent = await anna(scene);
      for (let each = 1; each <= 6; each += 1) {
        await agent.commands('new');
        await agent.form(/New ticket/);
        await agent.submits({ severity: 'critical', description: `Matter ${each}` });
        await agent.thread(`ACME-${each}`);
      }
      await scene.until('2026-02-02T13:00:01+03:00');
      const channel = agent.channel(supportChannel);
      const digest = await channel.reads(/6 reminders in Front line/);
      for (const reference of ['ACME-1', 'ACME-6'])
        expect(digest.text).toContain(`${reference} · First response`);
      expect((await agent.thread('ACME-1')).all(/50 % of the time/)).toEqual([]);
    }));

  test('a plan that is made stricter reaches open tickets at the next start', () =>
    inScene({ database, at: mondayTen }, async (scene) => {
      const [agent, customer] = [await anna(scene), await ivan(scene)];
      await customer.writes('Сервер упал');
      await customer.presses(critical);
      const thread = await agent.thread('ACME-1');
      await thread.reads(/Monday 2 February 16:00 Moscow time/);
      await scene.restart(undefined, (file) => file.replace('within: 6h', 'within: 2h'));
      await thread.reads(/Monday 2 February 12:00 Moscow time/);
      await agent.commands('why ACME-1');
      await agent.privately.reads(/2 working hours/);
    }));
});
