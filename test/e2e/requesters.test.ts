// What requesters can do besides opening a ticket by a message: commands, forms, several tickets, both languages.
import { expect, test } from 'vitest';
import { describeEachDatabase } from '../support/databases.ts';
import { inScene, type Scene } from '../support/scene.ts';
import { supportChannel } from '../support/scene-config.ts';
import { slackAgent, slackPerson } from '../support/slack-people.ts';
import { type TelegramPerson, telegramPerson } from '../support/telegram-people.ts';

const monday = '2026-02-09T10:00:00+03:00';
const mary = { firstName: 'Mary', languageCode: 'en' };

async function opens(person: TelegramPerson, text: string, reference: string): Promise<void> {
  await person.writes(`/new ${text}`);
  await person.reads(/How severe is it\?/);
  await person.presses('3 · Medium: it hampers me a little');
  await person.reads(new RegExp(`${reference} is open`));
}

const cards = (scene: Scene) =>
  scene.slack
    .messages(supportChannel)
    .filter(({ threadTs, ts }) => threadTs === undefined || threadTs === ts);

describeEachDatabase('a requester', (database) => {
  const stage = { database, at: monday };

  test('on Slack writes to the desk directly, chooses a severity, and goes on in the thread', () =>
    inScene(stage, async (scene) => {
      const mike = slackPerson(scene, { name: 'mike', realName: 'Mike Smith', locale: 'en-US' });
      const anna = await slackAgent(scene, { name: 'anna', realName: 'Anna Agent' });
      const words = await mike.direct.writes('The scanner stops at 99 %');
      await mike.direct.writes('It is the nightly one');
      await scene.settled();
      await mike.direct.reads(/How severe is it\?/);
      await mike.direct.presses('2 · High: something important fails');
      const opened = await mike.direct.reads(/ACME-1 is open, severity: high/);
      expect(opened.text).toContain('An agent will take it and tell you when to expect the answer.');
      const thread = await anna.thread('ACME-1');
      expect(thread.seen()[0]?.text, 'both messages are in one ticket').toMatch(
        /99 %\n\nIt is the nightly one/,
      );
      await mike.direct.writes('The log is empty', { in: words });
      await thread.reads(/The log is empty/);
      await thread.mentions('reply Which version?');
      await mike.direct.reads(/Anna Agent on ACME-1\nWhich version\?/);
      await scene.settled();
      expect(cards(scene)).toHaveLength(1);
    }));

  test('on Slack fills in the form of `/ticket new`, and is answered in direct messages', () =>
    inScene(stage, async (scene) => {
      const mike = slackPerson(scene, { name: 'misha', realName: 'Михаил', locale: 'ru-RU' });
      const general = scene.slack.addChannel({ name: 'general', members: [mike.id] });
      const anna = await slackAgent(scene, { name: 'anna', realName: 'Anna Agent' });
      await mike.commands('new', general);
      const form = await mike.form(/Новая заявка/);
      expect(form.content).toContain('Насколько это критично?');
      await mike.submits({ 'Насколько это критично?': 'critical', 'Что случилось?': 'Всё стоит' });
      await mike.direct.reads(/Заявка ACME-1 открыта/);
      await mike.privately.reads(/Заявка ACME-1 открыта\. Подробности/);
      const thread = await anna.thread('ACME-1');
      await thread.mentions('reply Смотрим');
      await mike.direct.reads(/Anna Agent, заявка ACME-1\nСмотрим/);
      await mike.commands('list', general);
      await mike.privately.reads(/У вас 1 открытая заявка/);
    }));

  test('reads list, show, why and help in their own language, and changes it', () =>
    inScene(stage, async (scene) => {
      const person = await telegramPerson(scene, mary);
      await opens(person, 'The scanner stops', 'ACME-1');
      await person.writes('/tickets');
      await person.reads(/You have 1 open ticket\n\nACME-1 · The scanner stops\nmedium · new/);
      await person.writes('/show acme-1');
      const card = await person.reads(/Severity: medium\nStatus: new\nOwner: nobody yet/);
      expect(card.buttons).toEqual(['Reply', 'Resolve']);
      await person.writes('/why');
      await person.reads(/First response: 48 working hours/);
      await person.writes('/help');
      const help = await person.reads(/What you can say/);
      expect(help.text).not.toContain('claim');
      await person.writes('/lang ru');
      await person.reads(/Теперь я говорю с вами по-русски/);
      await person.writes('/list');
      await person.reads(/У вас 1 открытая заявка/);
      await person.writes('/lang tlh');
      await person.reads(/Языка «tlh» я пока не знаю/);
      await person.writes('/cancel ACME-1 больше не нужно');
      await person.reads(/Заявка ACME-1 отменена/);
    }));

  test('is told what was meant by an unknown command, and nothing is opened or relayed', () =>
    inScene(stage, async (scene) => {
      const person = await telegramPerson(scene, mary);
      await person.writes('/lst');
      await person.reads(/I do not know “lst”\. Did you mean “list”\?/);
      await person.writes('/абракадабра');
      await person.reads(/I do not know “абракадабра”/);
      await opens(person, 'The scanner stops', 'ACME-1');
      const anna = await slackAgent(scene, { name: 'anna', realName: 'Anna Agent' });
      const thread = await anna.thread('ACME-1');
      await thread.mentions('rply we are on it');
      await anna.privately.reads(/I do not know “rply”\. Did you mean “reply”\?/);
      await person.writes('/claim ACME-1');
      await person.reads(/“claim” is for the agents/);
      await scene.settled();
      expect(person.transcript()).not.toContain('we are on it');
      expect(cards(scene)).toHaveLength(1);
    }));

  test('finds nobody else’s tickets', () =>
    inScene(stage, async (scene) => {
      const person = await telegramPerson(scene, mary);
      await opens(person, 'A secret', 'ACME-1');
      const stranger = await telegramPerson(scene, { firstName: 'Eve', languageCode: 'en' });
      for (const verb of ['show', 'why', 'close', 'resolve', 'reply', 'cancel']) {
        await stranger.writes(`/${verb} ACME-1 let me in`);
        await stranger.reads(/There is no ticket ACME-1/);
      }
      await scene.settled();
      expect(stranger.transcript()).not.toContain('secret');
      await person.writes('/show ACME-1');
      await person.reads(/Status: new/);
    }));

  test('with several open tickets is asked which one is meant, and can answer one’s message instead', () =>
    inScene(stage, async (scene) => {
      const person = await telegramPerson(scene, mary);
      const anna = await slackAgent(scene, { name: 'anna', realName: 'Anna Agent' });
      await opens(person, 'The scanner stops', 'ACME-1');
      await opens(person, 'The update fails', 'ACME-2');
      await person.writes('It happened again');
      const question = await person.reads(/Which ticket is this about\?/);
      expect([...question.buttons].sort()).toEqual([
        'ACME-1 · The scanner stops',
        'ACME-2 · The update fails',
        'Something new',
      ]);
      await person.presses('ACME-1 · The scanner stops');
      await person.reads(/Added to ACME-1/);
      const first = await anna.thread('ACME-1');
      await first.reads(/It happened again/);

      const second = await anna.thread('ACME-2');
      const [about] = person.all(/ACME-2 is open/);
      await person.writes('Error 404', { replyTo: about! });
      await second.reads(/Error 404/);
      await scene.settled();
      expect(first.transcript()).not.toContain('404');

      await person.writes('Something else entirely');
      await person.presses('Something new');
      await person.presses('4 · Low: a question or a trifle');
      await person.reads(/ACME-3 is open/);
    }));

  test('who writes on a closed ticket opens one that continues it', () =>
    inScene(stage, async (scene) => {
      const person = await telegramPerson(scene, mary);
      await opens(person, 'The scanner stops', 'ACME-1');
      const [about] = person.all(/ACME-1 is open/);
      await person.writes('/close ACME-1');
      await person.reads(/ACME-1 is closed/);
      await person.writes('It is back', { replyTo: about! });
      await person.presses('3 · Medium: it hampers me a little');
      const opened = await person.reads(/ACME-2 is open/);
      expect(opened.text).toContain('It continues ACME-1.');
    }));

  test('who never answers the question gets a ticket after ten minutes', () =>
    inScene(stage, async (scene) => {
      const person = await telegramPerson(scene, mary);
      await person.writes('The scanner stops');
      await person.reads(/within 10 min/);
      await scene.advance(10 * 60_000);
      await person.reads(/ACME-1 is open, severity: medium/);
      await person.writes('and again');
      await scene.settled();
      expect(cards(scene)).toHaveLength(1);
    }));

  test('who has blocked the bot is not reached: the agents are told, and the clock runs on', () =>
    inScene(stage, async (scene) => {
      const person = await telegramPerson(scene, mary);
      const anna = await slackAgent(scene, { name: 'anna', realName: 'Anna Agent' });
      await opens(person, 'The scanner stops', 'ACME-1');
      const thread = await anna.thread('ACME-1');
      await person.actor.block();
      await thread.mentions('reply Please restart');
      await thread.reads(/A reply on ACME-1 did not reach the requester, so its clock runs on/);
      await scene.settled();
      expect(thread.seen()[0]?.text).not.toContain('given');
      await person.actor.unblock();
      await thread.mentions('reply Please restart it now');
      await person.reads(/Please restart it now/);
      await thread.reads(/given/);
    }));

  test('is anybody who writes directly, agents too, and their own answers there do not count as the desk’s', () =>
    inScene(stage, async (scene) => {
      const anna = await slackAgent(scene, { name: 'anna', realName: 'Anna Agent' });
      const words = await anna.direct.writes('My own laptop is slow');
      await anna.direct.presses('3 · Medium: it hampers me a little');
      await anna.direct.reads(/ACME-1 is open/);
      const thread = await anna.thread('ACME-1');
      await anna.direct.writes('Very slow', { in: words });
      await thread.reads(/Anna Agent \(requester\) on ACME-1\nVery slow/);
      await scene.settled();
      expect(thread.seen()[0]?.text).not.toContain('given');
    }));
});

describeEachDatabase('an agent', (database) => {
  test('gives a ticket to a colleague, takes waits and goes on, and lists the queue', () =>
    inScene({ database, at: monday }, async (scene) => {
      const person = await telegramPerson(scene, mary);
      await opens(person, 'The scanner stops', 'ACME-1');
      const anna = await slackAgent(scene, { name: 'anna', realName: 'Anna Agent' });
      const boris = await slackAgent(scene, { name: 'boris', realName: 'Boris Agent' });
      const eve = slackPerson(scene, { name: 'eve', realName: 'Eve Outsider' });
      const thread = await anna.thread('ACME-1');
      await boris.commands('claim ACME-1');
      await thread.reads(/Owner\*\nBoris Agent/);
      await boris.commands('unclaim ACME-1');
      await thread.reads(/Owner\*\nnobody yet/);
      await anna.commands('assign ACME-1 @boris');
      await thread.reads(/Anna Agent gave ACME-1 to Boris Agent/);
      await anna.commands('assign ACME-1 @nobody-here');
      await anna.privately.reads(/I do not know @nobody-here/);
      await thread.mentions('pending');
      await person.reads(/ACME-1: we need your answer to go on/);
      await thread.reads(/Status\*\nwaiting for the requester/);
      await person.writes('Here you are');
      await thread.reads(/Here you are/);
      await scene.settled();
      expect(thread.seen()[0]?.text).toContain('*Status*\nopen');
      await anna.commands('list');
      await anna.privately.reads(/1 open ticket in this queue/);
      await anna.commands('why ACME-1');
      await anna.privately.reads(/How the deadlines of ACME-1 come about/);
      await anna.commands('help');
      await anna.privately.reads(/claim/);
      const general = scene.slack.addChannel({ name: 'general', members: [eve.id] });
      await eve.commands('claim ACME-1', general);
      await eve.privately.reads(/There is no ticket ACME-1/);
    }));
});
