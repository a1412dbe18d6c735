// A Telegram group that becomes a supergroup, and with that gets another id: nothing stays behind.
import { expect, test } from 'vitest';
import { describeEachDatabase } from '../support/databases.ts';
import { inScene, type Scene } from '../support/scene.ts';
import { supportGroup } from '../support/scene-config.ts';
import { slackAgent } from '../support/slack-people.ts';
import { telegramPerson } from '../support/telegram-people.ts';

const morning = '2026-02-09T10:00:00+03:00';
const mary = { firstName: 'Mary', languageCode: 'en' };

const textsIn = ({ telegram }: Scene, chat: number): readonly string[] =>
  telegram.messages(chat).flatMap(({ from, text }) => (from.id === telegram.bot.id ? [text ?? ''] : []));

const botNamed = ({ telegram }: Scene): string => `@${telegram.bot.username}`;

/** A customer's ticket from a basic group that they share with colleagues. */
async function openedInGroup(scene: Scene) {
  const anna = await slackAgent(scene, { name: 'anna', realName: 'Anna Agent', locale: 'en-US' });
  const person = await telegramPerson(scene, mary);
  const group = scene.telegram.addGroup({ title: 'Globex', type: 'group', admins: [person.id] });
  await person.actor.send(group.id, `${botNamed(scene)} the scanner hangs`);
  await scene.settled();
  const question = scene.telegram.messages(group.id).findLast(({ reply_markup }) => reply_markup);
  await person.actor.press(question!, '3 · Medium: it hampers me a little');
  await scene.settled();
  return { anna, person, group, thread: await anna.thread('ACME-1') };
}

/** The chats of the desk's conversations about the ticket on that platform. */
async function chatsOf(scene: Scene, reference: string, platform: string): Promise<readonly string[]> {
  return scene.store().read(async ({ tickets, conversations }) => {
    const ticket = await tickets.find({ reference });
    const all = await conversations.ofTicket(ticket!.id);
    return all.filter((each) => each.platform === platform).map(({ chat }) => chat);
  });
}

describeEachDatabase('a group that is upgraded to a supergroup', (database) => {
  const stage = { database, at: morning };

  test('goes on hearing of its ticket, and is heard in it', () =>
    inScene(stage, async (scene) => {
      const { person, group, thread } = await openedInGroup(scene);
      const upgraded = scene.telegram.groups.upgradeToSupergroup(group.id);
      await scene.settled();
      expect(await chatsOf(scene, 'ACME-1', 'telegram')).toEqual([String(upgraded.id)]);

      await thread.mentions('reply Restart the scanner');
      await scene.settled();
      expect(textsIn(scene, upgraded.id).join('\n')).toContain('Restart the scanner');
      const answer = scene.telegram
        .messages(upgraded.id)
        .find(({ text }) => text?.includes('Restart the scanner'));
      await person.actor.send(upgraded.id, 'That did not help', { replyTo: answer! });
      await thread.reads(/That did not help/);
    }));

  test('gets what is on its way when the desk hears of it only by a refusal', () =>
    inScene(stage, async (scene) => {
      const { group, thread } = await openedInGroup(scene);
      const upgraded = scene.telegram.groups.upgradeToSupergroup(group.id);
      await scene.settled();
      // As if the update had never come: there is nothing but the refusal to go by.
      const asBefore = ['telegram', String(upgraded.id), String(group.id)] as const;
      await scene.store().transaction((tx) => tx.conversations.moveChat(...asBefore));
      await thread.mentions('reply Restart the scanner');
      await scene.settled();
      expect(textsIn(scene, upgraded.id).filter((text) => text.includes('Restart the scanner'))).toHaveLength(
        1,
      );
      expect(await chatsOf(scene, 'ACME-1', 'telegram')).toEqual([String(upgraded.id)]);
    }));

  test('stays bound to its organisation', () =>
    inScene(stage, async (scene) => {
      const { group } = await openedInGroup(scene);
      const bindingsOf = () => scene.store().read(({ organisations }) => organisations.bindingsOf(globex));
      const globex = '00000000-0000-7000-8000-0000000000aa';
      const at = (chat: number) => ({
        platform: 'telegram',
        scope: 'chat' as const,
        place: String(chat),
        organisationId: globex,
      });
      await scene.store().transaction(async ({ organisations }) => {
        await organisations.save({ id: globex, key: 'globex', name: 'Globex' });
        await organisations.bind(at(group.id));
      });
      const upgraded = scene.telegram.groups.upgradeToSupergroup(group.id);
      await scene.settled();
      expect(await bindingsOf()).toEqual([at(upgraded.id)]);
    }));

  test('is still the agents’ group while the configuration names it by its old id', () =>
    inScene({ ...stage, agentsIn: 'telegram' }, async (scene) => {
      const agent = scene.telegram.addUser({ firstName: 'Anna', languageCode: 'en' });
      const old = scene.telegram.addGroup({
        title: 'Agents',
        type: 'group',
        admins: [agent.id],
        botIsAdmin: true,
      });
      const inOldGroup = (file: string): string => file.replace(String(supportGroup), String(old.id));
      await scene.restart(undefined, inOldGroup);
      const upgraded = scene.telegram.groups.upgradeToSupergroup(old.id, { forum: true });
      await scene.settled();

      const person = await telegramPerson(scene, mary);
      const opens = async (words: string): Promise<void> => {
        await person.writes(words);
        await person.presses('3 · Medium: it hampers me a little');
        await scene.settled();
      };
      await opens('the scanner hangs');
      const [first] = scene.telegram.topics(upgraded.id);
      expect(first?.name).toBe('ACME-1 · the scanner hangs');

      await scene.restart(undefined, inOldGroup);
      await agent.send(upgraded.id, '/reply Restart the scanner', { topic: first!.id });
      await person.reads(/Restart the scanner/);
      await opens('/new and now it burns');
      expect(scene.telegram.topics(upgraded.id).map(({ name }) => name)).toContainEqual(
        expect.stringMatching(/^ACME-2 /),
      );
    }));
});
