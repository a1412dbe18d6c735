// What people edit or delete after they have written it: told to whoever read it, and kept in the log as it was.
import { expect, test } from 'vitest';
import type { TicketEvent } from '../../src/domain/events.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { inScene, type Scene } from '../support/scene.ts';
import { supportChannel, supportGroup } from '../support/scene-config.ts';
import { slackAgent, slackPerson } from '../support/slack-people.ts';
import { telegramAgent, telegramPerson } from '../support/telegram-people.ts';

const morning = '2026-02-09T10:00:00+03:00';
const medium = '3 · Medium: it hampers me a little';
const mediumInRussian = '3 · Средняя: немного мешает';

async function eventsOf(scene: Scene, reference = 'ACME-1'): Promise<readonly TicketEvent[]> {
  return scene.store().read(async ({ tickets }) => {
    const ticket = await tickets.find({ reference });
    return tickets.events(ticket!.id);
  });
}

/** Ivan, who reads Russian, asks on Telegram; Anna answers on Slack. */
async function fromTelegram(scene: Scene) {
  const anna = await slackAgent(scene, { name: 'anna', realName: 'Anna Agent', locale: 'en-US' });
  const ivan = await telegramPerson(scene, { firstName: 'Иван', lastName: 'Петров', languageCode: 'ru' });
  const words = await ivan.actor.send('dm', 'Сервер упл');
  await ivan.presses(mediumInRussian);
  await ivan.reads(/Заявка ACME-1 открыта/);
  return { anna, ivan, words, thread: await anna.thread('ACME-1') };
}

/** Greta asks on Slack; Anna answers in a Telegram topic. */
async function fromSlack(scene: Scene) {
  const anna = telegramAgent(scene, { firstName: 'Anna', languageCode: 'en' });
  const greta = slackPerson(scene, { name: 'greta', realName: 'Greta Guest' });
  const words = await greta.direct.writes('the server is dwn');
  const channel = scene.slack.directMessages(greta.id)[0]!.channel;
  const thread = greta.threadOf(words, channel);
  await thread.presses(medium);
  await thread.reads(/ACME-1 is open/);
  return { anna, greta, channel, thread, topic: await anna.topic('ACME-1') };
}

describeEachDatabase('what a customer on Telegram edits', (database) => {
  const stage = { database, at: morning };

  test('of the opening is on the card from then on, is told in the thread, and the log keeps both', () =>
    inScene(stage, async (scene) => {
      const { ivan, words, thread } = await fromTelegram(scene);
      await ivan.actor.edit(words, 'Сервер упал');
      const told = await thread.reads(/Иван Петров corrected the request of ACME-1/);
      expect(told.text).toContain('Сервер упал');
      await thread.reads(/ACME-1 · Сервер упал/);
      expect(await eventsOf(scene)).toEqual([
        expect.objectContaining({
          type: 'TicketOpened',
          opening: expect.objectContaining({ text: 'Сервер упл' }),
        }),
        expect.objectContaining({
          type: 'MessageEdited',
          original: 1,
          saidAs: 'opening',
          text: 'Сервер упал',
        }),
      ]);
    }));

  test('of a later message changes the agents’ copy of it, and says so there', () =>
    inScene(stage, async (scene) => {
      const { ivan, thread } = await fromTelegram(scene);
      const log = await ivan.actor.send('dm', 'Вот лог: 0xC1');
      const before = await thread.reads(/0xC1$/);
      await scene.advance(60_000);
      await ivan.actor.edit(log, 'Вот лог: 0xC2');
      const after = await thread.reads(/0xC2/);
      expect(after.id, 'it is the same message').toBe(before.id);
      expect(after.text).toContain('Edited');
      expect(thread.transcript()).not.toContain('0xC1');
      expect((await eventsOf(scene)).map(({ type }) => type)).toEqual([
        'TicketOpened',
        'RequesterWrote',
        'MessageEdited',
      ]);
    }));

  test('before the ticket is opened is what the ticket opens with', () =>
    inScene(stage, async (scene) => {
      const anna = await slackAgent(scene, { name: 'anna', realName: 'Anna Agent', locale: 'en-US' });
      const mary = await telegramPerson(scene, { firstName: 'Mary', languageCode: 'en' });
      const words = await mary.actor.send('dm', 'it is brken');
      await mary.reads(/severe|bad|critical/i);
      await mary.actor.edit(words, 'it is broken');
      await scene.settled();
      await mary.presses(medium);
      const thread = await anna.thread('ACME-1');
      expect(thread.transcript()).toContain('ACME-1 · it is broken');
      expect((await eventsOf(scene)).map(({ type }) => type)).toEqual(['TicketOpened']);
    }));

  test('is not told again where only the message’s looks changed', () =>
    inScene(stage, async (scene) => {
      const { ivan, words } = await fromTelegram(scene);
      await ivan.actor.edit(words, 'Сервер упл');
      await scene.settled();
      expect((await eventsOf(scene)).map(({ type }) => type)).toEqual(['TicketOpened']);
    }));
});

describeEachDatabase('what an agent on Slack edits or deletes', (database) => {
  const stage = { database, at: morning };

  test('of an answer changes the customer’s copy; of a note nothing that the customer sees', () =>
    inScene(stage, async (scene) => {
      const { anna, ivan, thread } = await fromTelegram(scene);
      const answer = await thread.mentions('reply Перезапустите служб');
      const told = await ivan.reads(/Перезапустите служб$/);
      const note = await thread.writes('у них старая бза');
      await scene.settled();

      await anna.person.edit(
        { channel: supportChannel, ts: answer.id },
        `<@${scene.slack.botUserId}> reply Перезапустите службу`,
      );
      const corrected = await ivan.reads(/Перезапустите службу/);
      expect(corrected.id).toBe(told.id);
      expect(corrected.text).toContain('Изменено');
      await anna.person.edit({ channel: supportChannel, ts: note.id }, 'у них старая база');
      await scene.settled();
      expect(ivan.transcript()).not.toContain('старая');
      expect((await eventsOf(scene)).flatMap((event) => ('saidAs' in event ? [event.saidAs] : []))).toEqual([
        'reply',
        'note',
      ]);
    }));

  test('makes no note public by becoming a command', () =>
    inScene(stage, async (scene) => {
      const { anna, ivan, thread } = await fromTelegram(scene);
      const note = await thread.writes('only for us');
      const answer = await thread.mentions('reply for you');
      await ivan.reads(/for you/);
      const { botUserId } = scene.slack;
      await anna.person.edit({ channel: supportChannel, ts: note.id }, `<@${botUserId}> reply only for us`);
      await anna.person.edit({ channel: supportChannel, ts: answer.id }, `<@${botUserId}> note secret`);
      await scene.settled();
      await anna.person.edit({ channel: supportChannel, ts: answer.id }, 'secret too');
      await scene.settled();
      expect(ivan.transcript()).not.toMatch(/only for us|secret/);
      expect((await eventsOf(scene)).some(({ type }) => type === 'MessageEdited')).toBe(false);
    }));

  test('by deleting it is said to the customer, in their language, and the log keeps the words', () =>
    inScene(stage, async (scene) => {
      const { anna, ivan, thread } = await fromTelegram(scene);
      const answer = await thread.mentions('reply Формат диска');
      await ivan.reads(/Формат диска/);
      await anna.person.delete({ channel: supportChannel, ts: answer.id });
      await ivan.reads(/Anna Agent, заявка ACME-1: сообщение удалено/);
      expect(await eventsOf(scene)).toMatchObject([
        { type: 'TicketOpened' },
        { type: 'ReplySent', message: { text: 'Формат диска' } },
        { type: 'MessageDeleted', original: 2, saidAs: 'reply' },
      ]);
    }));
});

describeEachDatabase('what a customer on Slack edits or deletes', (database) => {
  const stage = { database, at: morning, agentsIn: 'telegram' as const };

  test('is changed in the agents’ topic, and said there when it is deleted', () =>
    inScene(stage, async (scene) => {
      const { greta, channel, thread, topic } = await fromSlack(scene);
      const more = await thread.writes('the lamp is gren');
      const before = await topic.reads(/the lamp is gren/);
      await greta.person.edit({ channel, ts: more.id }, 'the lamp is green');
      const after = await topic.reads(/the lamp is green/);
      expect(after.id).toBe(before.id);
      await greta.person.delete({ channel, ts: more.id });
      await topic.reads(/A message by Greta Guest on ACME-1, written .*, was deleted/);
      await scene.settled();
      expect((await eventsOf(scene)).map(({ type }) => type)).toEqual([
        'TicketOpened',
        'RequesterWrote',
        'MessageEdited',
        'MessageDeleted',
      ]);
    }));

  test('has an answer in a topic corrected on Slack when the agent edits the command', () =>
    inScene(stage, async (scene) => {
      const { anna, thread } = await fromSlack(scene);
      const topic = scene.telegram.topics(supportGroup)[0]!.id;
      const answer = await anna.actor.send(supportGroup, '/reply Restart i', { topic });
      const told = await thread.reads(/Restart i$/);
      await anna.actor.edit(answer, '/reply Restart it');
      const corrected = await thread.reads(/Restart it/);
      expect(corrected.id).toBe(told.id);
      expect(corrected.text).toContain('Edited');
    }));
});
