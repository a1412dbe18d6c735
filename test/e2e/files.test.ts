// Files with messages, both ways, between the real Bolt and the real telegraf: the same bytes at the other end.
import { expect, test } from 'vitest';
import type { ShownMessage } from '../../src/playground/slack/people/shown.ts';
import type { Message } from '../../src/playground/telegram/wire.ts';
import { onePixel } from '../playground/telegram/one-pixel.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { inScene, type Scene, slackBotToken } from '../support/scene.ts';
import { supportChannel, supportGroup } from '../support/scene-config.ts';
import type { Window } from '../support/seen.ts';
import { slackAgent, slackPerson } from '../support/slack-people.ts';
import { telegramAgent, telegramPerson } from '../support/telegram-people.ts';

const monday = '2026-02-09T11:00:00+03:00';
const ivanPetrov = { firstName: 'Ivan', lastName: 'Petrov', languageCode: 'en' };
const medium = /^3 · /;
const megabyte = 1024 * 1024;

/** Bytes of every value, so that nothing that takes them for text goes unnoticed. */
const dump = Buffer.from(Array.from({ length: 200_000 }, (_, index) => (index * 31 + (index >> 8)) % 256));

/** Answers the question for the severity. */
async function chooses(
  scene: Scene,
  window: Window & { presses(button: string): Promise<unknown> },
): Promise<void> {
  await scene.settled();
  const buttons = window.seen().flatMap((message) => message.buttons);
  await window.presses(buttons.find((label) => medium.test(label)) ?? 'the severity');
  await window.reads(/ACME-1 is open/);
}

/** The desk's files in the agents' channel. */
const filesInChannel = ({ slack }: Scene): ShownMessage[] =>
  slack.messages(supportChannel).filter(({ fromBot, files }) => fromBot && files.length > 0);

async function bytesOnSlack({ slack }: Scene, fileId: string | undefined): Promise<Buffer> {
  const headers = { authorization: `Bearer ${slackBotToken}` };
  const answer = await fetch(new URL(`files.info?file=${fileId}`, slack.apiUrl), { headers });
  const { file } = (await answer.json()) as { file: { url_private_download: string } };
  return Buffer.from(await (await fetch(file.url_private_download, { headers })).arrayBuffer());
}

/** The desk's messages in a chat that carry a file. */
const filesFromBot = ({ telegram }: Scene, chat: number): Message[] =>
  telegram
    .messages(chat)
    .filter(({ from, photo, document }) => from.id === telegram.bot.id && (photo ?? document) !== undefined);

const bytesOnTelegram = ({ telegram }: Scene, { photo, document }: Message): Buffer =>
  Buffer.from(telegram.file((document ?? photo?.at(-1))?.file_id ?? '')?.content ?? []);

async function openedByIvan(scene: Scene) {
  const anna = await slackAgent(scene, { name: 'anna', realName: 'Anna Agent', locale: 'en-US' });
  const ivan = await telegramPerson(scene, ivanPetrov);
  await ivan.writes('The server is down');
  await chooses(scene, ivan);
  const thread = await anna.thread('ACME-1');
  return { anna, ivan, thread, threadTs: thread.seen()[0]?.id ?? '' };
}

describeEachDatabase('files', (database) => {
  const onSlack = { database, at: monday };
  const onTelegram = { database, at: monday, agentsIn: 'telegram' as const };

  test('a picture with a caption opens a ticket, and stands in the agents’ thread below its card', () =>
    inScene(onSlack, async (scene) => {
      const ivan = await telegramPerson(scene, ivanPetrov);
      await ivan.actor.send('dm', 'It shows this', { photo: onePixel });
      await chooses(scene, ivan);
      await scene.settled();
      const [card, picture] = scene.slack.messages(supportChannel);
      expect(card?.content).toContain('It shows this');
      expect(picture).toMatchObject({ threadTs: card?.ts, text: expect.stringMatching(/^ACME-1 · photo-/) });
      expect(await bytesOnSlack(scene, picture?.files[0]?.id)).toEqual(onePixel);
      expect(scene.slack.messages(supportChannel)).toHaveLength(2);
    }));

  test('a picture alone opens a ticket, and an album all its pictures', () =>
    inScene(onSlack, async (scene) => {
      const ivan = await telegramPerson(scene, ivanPetrov);
      await ivan.actor.send('dm', '', { photo: onePixel });
      await chooses(scene, ivan);
      await scene.settled();
      expect(filesInChannel(scene)).toHaveLength(1);

      const second = { name: 'second.bin', content: dump };
      await ivan.actor.sendAlbum('dm', [
        { document: { name: 'first.txt', content: Buffer.from('one') } },
        { document: second },
      ]);
      const anna = await slackAgent(scene, { name: 'anna', realName: 'Anna Agent' });
      const thread = anna.channel(supportChannel);
      await thread.reads(/first\.txt.*second\.bin/s);
      await scene.settled();
      const [, first, last] = filesInChannel(scene);
      expect(first?.files.map(({ name }) => name)).toEqual(['first.txt']);
      expect(last?.files.map(({ name }) => name)).toEqual(['second.bin']);
      expect(await bytesOnSlack(scene, last?.files[0]?.id)).toEqual(dump);
      expect(thread.all(/first\.txt.*second\.bin/s), 'the words stand there once').toHaveLength(1);
    }));

  test('a file that an agent sends with a public reply reaches the customer; a plain one in the thread never does', () =>
    inScene(onSlack, async (scene) => {
      const { anna, ivan, threadTs } = await openedByIvan(scene);
      const secret = { name: 'secret.txt', content: 'for us alone' };
      await anna.person.post(supportChannel, '', { threadTs, files: [secret] });
      await anna.person.post(supportChannel, 'Look at it', { threadTs, files: [secret] });
      await scene.settled();
      expect(filesFromBot(scene, ivan.id)).toEqual([]);

      const patch = { name: 'patch "4.2".bin', content: dump };
      const picture = { name: 'where.png', content: onePixel };
      const text = `<@${scene.slack.botUserId}> reply Run this`;
      await anna.person.post(supportChannel, text, { threadTs, files: [patch, picture] });
      await ivan.reads(/Run this/);
      await scene.settled();
      const [sent, photo] = filesFromBot(scene, ivan.id);
      expect(sent?.document?.file_name).toBe('patch _4.2_.bin');
      expect(sent?.caption).toBe('ACME-1 · patch "4.2".bin');
      expect(sent && bytesOnTelegram(scene, sent)).toEqual(dump);
      expect(photo?.photo).toBeDefined();
      expect(photo && bytesOnTelegram(scene, photo)).toEqual(onePixel);
      expect(filesFromBot(scene, ivan.id)).toHaveLength(2);
      expect(ivan.transcript()).not.toContain('secret');
      expect(ivan.all(/Run this/)).toHaveLength(1);
    }));

  test('a file that Telegram did not take is sent after a restart, and its words are not said again', () =>
    inScene(onSlack, async (scene) => {
      const { anna, ivan, threadTs } = await openedByIvan(scene);
      scene.telegram.fail('sendDocument', { status: 502 });
      const text = `<@${scene.slack.botUserId}> reply Run this`;
      const files = [{ name: 'patch.bin', content: dump }];
      await anna.person.post(supportChannel, text, { threadTs, files });
      await scene.settled();
      expect(ivan.all(/Run this/)).toHaveLength(1);
      expect(filesFromBot(scene, ivan.id)).toEqual([]);
      await scene.restart();
      await scene.advance(60_000);
      expect(filesFromBot(scene, ivan.id).map((sent) => bytesOnTelegram(scene, sent))).toEqual([dump]);
      expect(ivan.all(/Run this/)).toHaveLength(1);
    }));

  test('a file too large to be fetched is told to the agents and to its sender, and its words arrive', () =>
    inScene(onSlack, async (scene) => {
      const { ivan, thread } = await openedByIvan(scene);
      const huge = { name: 'core.dmp', content: Buffer.from('x'), size: 25 * megabyte };
      await ivan.actor.send('dm', 'Here is the dump', { document: huge });
      await thread.reads(/Here is the dump/);
      await thread.reads(
        /^ACME-1: the file “core\.dmp, 26\.2.MB” could not be brought here: it is too large\.$/m,
      );
      await ivan.reads(/“core\.dmp, 26\.2.MB” did not reach the agents: it is too large/);
      await scene.settled();
      expect(filesInChannel(scene)).toEqual([]);
    }));

  test('files go from a customer on Slack to the agents’ topic on Telegram, and back', () =>
    inScene(onTelegram, async (scene) => {
      const boris = telegramAgent(scene, { firstName: 'Boris', languageCode: 'en' });
      const greta = slackPerson(scene, { name: 'greta', realName: 'Greta Kunde', locale: 'en-US' });
      const log = { name: 'log.bin', content: dump };
      await greta.person.dm('It fails, log attached', { files: [log] });
      await chooses(scene, greta.direct);
      const topic = await boris.topic('ACME-1');
      await scene.settled();
      const [arrived] = filesFromBot(scene, supportGroup);
      expect(arrived?.is_topic_message).toBe(true);
      expect(arrived && bytesOnTelegram(scene, arrived)).toEqual(dump);

      const id = arrived?.message_thread_id ?? 0;
      const internal = { name: 'internal.txt', content: Buffer.from('ours') };
      await boris.actor.send(supportGroup, '', { topic: id, document: internal });
      const answer = { name: 'answer.bin', content: Buffer.from(dump.toReversed()) };
      await boris.actor.send(supportGroup, '/reply Install this', { topic: id, document: answer });
      await scene.settled();
      const toGreta = scene.slack.directMessages(greta.id).filter(({ fromBot }) => fromBot);
      expect(toGreta.filter(({ content }) => content.includes('Install this'))).toHaveLength(1);
      const files = toGreta.filter(({ files }) => files.length > 0);
      expect(files.map(({ files: [file] }) => file?.name)).toEqual(['answer.bin']);
      expect(files[0]?.threadTs, 'in the ticket’s thread').toBeDefined();
      expect(await bytesOnSlack(scene, files[0]?.files[0]?.id)).toEqual(answer.content);
      expect(topic.transcript()).toContain('Greta');
    }));

  test('files go between two people on Slack as well', () =>
    inScene(onSlack, async (scene) => {
      const anna = await slackAgent(scene, { name: 'anna', realName: 'Anna Agent', locale: 'en-US' });
      const greta = slackPerson(scene, { name: 'greta', realName: 'Greta Kunde', locale: 'en-US' });
      await greta.person.dm('It fails', { files: [{ name: 'log.bin', content: dump }] });
      await chooses(scene, greta.direct);
      await anna.thread('ACME-1');
      await scene.settled();
      const [arrived] = filesInChannel(scene);
      expect(await bytesOnSlack(scene, arrived?.files[0]?.id)).toEqual(dump);
    }));
});
