// Scene 4 of the design: a customer in a Slack Connect channel, agents in a Telegram forum group.
import { expect, test } from 'vitest';
import { describeEachDatabase } from '../support/databases.ts';
import { inScene, type Scene } from '../support/scene.ts';
import { supportGroup, telegramLeadId } from '../support/scene-config.ts';
import { slackPerson } from '../support/slack-people.ts';
import { telegramAgent } from '../support/telegram-people.ts';

const fridayEvening = '2026-02-06T17:40:00+03:00';

/** A guest of another organisation, who can neither run commands nor write to the desk directly. */
function guestOf(scene: Scene) {
  const greta = slackPerson(scene, { name: 'greta', realName: 'Greta Guest', team: 'Globex' });
  const channel = scene.slack.addChannel({ name: 'globex-help', shared: true, members: [greta.id] });
  return { greta, channel };
}

async function openedByGuest(scene: Scene) {
  const anna = telegramAgent(scene, { firstName: 'Anna', languageCode: 'en' });
  const boris = telegramAgent(scene, { firstName: 'Борис', languageCode: 'ru' });
  const { greta, channel } = guestOf(scene);
  const words = await greta.channel(channel).mentions('our server is down, data is being lost');
  const thread = greta.threadOf(words, channel);
  await thread.presses('1 · Critical: work has stopped');
  const opened = await thread.reads(/ACME-1 is open/);
  return { anna, boris, greta, channel, thread, opened, topic: await anna.topic('ACME-1') };
}

describeEachDatabase('a customer in a Slack Connect channel, agents on Telegram', (database) => {
  const stage = { database, at: fridayEvening, agentsIn: 'telegram' as const };

  test('a mention opens a ticket in its thread, and a topic named after it in the agents’ group', () =>
    inScene(stage, async (scene) => {
      const { thread, opened, topic, anna, channel } = await openedByGuest(scene);
      expect(opened.text).toContain('Monday 14:40 Moscow time (6 working hours)');
      expect(opened.text).toContain('+7 495 000-00-00');
      expect(topic.name).toBe('ACME-1 · our server is down, data is being lost');
      const card = await topic.reads(/ACME-1 · our server is down/);
      expect(card.text).toContain('Requester: Greta Guest');
      expect(card.text).toContain('First response: Monday 9 February 14:40 Moscow time');
      expect(card.buttons).toEqual(['Claim', 'Reply', 'Note', 'Resolve']);
      await scene.settled();
      expect(anna.lobby.seen().filter(({ isDesk }) => isDesk)).toEqual([]);
      expect(
        thread.seen().filter(({ isDesk }) => isDesk),
        'the question and the answer',
      ).toHaveLength(2);
      expect(scene.slack.messages(channel), 'the mention came twice and made one ticket').toHaveLength(3);
      expect(scene.telegram.topics(supportGroup)).toHaveLength(1);
    }));

  test('whoever claims first has it, and the other is told by whom', () =>
    inScene(stage, async (scene) => {
      const { anna, boris, topic } = await openedByGuest(scene);
      const { id } = await topic.reads(/ACME-1 ·/);
      const card = { message_id: Number(id), chat: { id: supportGroup } };
      const presses = [anna, boris].map(({ actor }) => actor.press(card, 'Claim'));
      const [toAnna, toBoris] = (await Promise.all(presses)).map(({ text }) => text);
      const annaWon = toAnna === 'You have ACME-1.';
      expect([toAnna, toBoris]).toEqual(
        annaWon
          ? ['You have ACME-1.', 'Заявкой ACME-1 уже занимается Anna.']
          : ['Борис already has ACME-1.', 'Заявка ACME-1 теперь ваша.'],
      );
      const owned = await topic.reads(annaWon ? /Owner: Anna/ : /Owner: Борис/);
      expect(owned.buttons).toEqual(['Reply', 'Note', 'Resolve']);
    }));

  test('a plain message in the topic is a note, also as an answer to the card; /reply is public', () =>
    inScene(stage, async (scene) => {
      const { thread, topic } = await openedByGuest(scene);
      const card = await topic.reads(/ACME-1 ·/);
      await topic.writes('looks like last week');
      await topic.writes('they always say that', { replyTo: card });
      await topic.writes('/reply We are on it, please send the log');
      const answer = await thread.reads(/please send the log/);
      expect(answer.text).toContain('Anna on ACME-1');
      await topic.reads(/First response: given/);
      await scene.settled();
      expect(thread.transcript()).not.toMatch(/last week|always say/);
    }));

  test('answering a relayed message of the customer is public, and so is the Reply button’s answer', () =>
    inScene(stage, async (scene) => {
      const { thread, topic } = await openedByGuest(scene);
      await thread.writes('here is the log: 0xC0000005');
      const relayed = await topic.reads(/Greta Guest \(requester\) on ACME-1\n\nhere is the log/);
      await topic.writes('Thank you, looking into it', { replyTo: relayed });
      await thread.reads(/Thank you, looking into it/);

      await topic.presses('Reply');
      const prompt = await topic.reads(/^ACME-1\nYour answer goes to the requester/);
      await topic.writes('It is the database. Restart it.', { replyTo: prompt });
      await thread.reads(/It is the database\. Restart it\./);

      await topic.presses('Note');
      const notePrompt = await topic.reads(/Only agents see a note/);
      await topic.writes('they never restart it', { replyTo: notePrompt });
      await scene.settled();
      expect(thread.transcript()).not.toContain('never restart');
    }));

  test('resolving asks for a comment or does without, and the customer’s next words bring the ticket back', () =>
    inScene(stage, async (scene) => {
      const { thread, topic } = await openedByGuest(scene);
      await topic.presses('Resolve');
      await topic.presses('Without a comment');
      await thread.reads(/ACME-1 is resolved\./);
      await topic.reads(/Status: resolved/);
      await thread.writes('it is down again');
      await topic.reads(/it is down again/);
      await topic.reads(/Status: open/);

      await topic.presses('Resolve');
      const prompt = await topic.reads(/^Comment/m);
      await topic.writes('Fixed in 4.2', { replyTo: prompt });
      const resolved = await thread.reads(/Fixed in 4\.2/);
      expect(resolved.buttons).toEqual(['Reopen']);
      await thread.presses('Reopen');
      await topic.reads(/Status: open/);
    }));

  test('reminders go to the topic, then to the lead by name and directly', () =>
    inScene(stage, async (scene) => {
      const { topic } = await openedByGuest(scene);
      const lead = scene.telegram.as(telegramLeadId);
      await lead.start();
      await scene.until('2026-02-09T11:40:00+03:00');
      await topic.reads(/50 % of the time is used, 3 h left/);
      await scene.until('2026-02-09T13:28:00+03:00');
      const second = await topic.reads(/80 % of the time is used/);
      expect(second.text).toContain('Olga Lead');
      await scene.settled();
      const direct = scene.telegram.messages(telegramLeadId).filter(({ text }) => text?.includes('80 %'));
      expect(direct).toHaveLength(1);
    }));

  test('the commands are offered in English and Russian, to requesters and to agents', () =>
    inScene(stage, async ({ telegram }) => {
      const menu = (language: string) =>
        telegram.waitFor(() => {
          const entries = telegram.commandMenu('all_private_chats', language);
          return entries.length > 0 && entries;
        });
      const english = await menu('');
      const russian = await menu('ru');
      expect(english.map(({ command }) => command)).toContain('new');
      expect(english.map(({ command }) => command)).not.toContain('claim');
      expect(russian.find(({ command }) => command === 'new')?.description).toBe('открывает заявку');
      const calls = await telegram.waitFor(() => {
        const set = telegram.calls.filter(({ method }) => method === 'setMyCommands');
        return set.length >= 4 && set;
      });
      const agents = calls.find(({ params }) => JSON.stringify(params).includes(`${supportGroup}`));
      expect(JSON.stringify(agents?.params)).toContain('claim');
    }));
});
