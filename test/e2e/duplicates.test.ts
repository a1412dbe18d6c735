// Platforms repeat themselves when an answer is lost: whatever comes twice has its effect once.
import { expect, test } from 'vitest';
import { signatureHeaders } from '../../src/playground/slack/delivery/http-transport.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { inScene, type Scene, slackSigningSecret, webhookSecret } from '../support/scene.ts';
import { supportChannel } from '../support/scene-config.ts';
import { slackAgent } from '../support/slack-people.ts';
import { telegramPerson } from '../support/telegram-people.ts';

const monday = '2026-02-09T10:00:00+03:00';
const mary = { firstName: 'Mary', languageCode: 'en' };

/** Delivers an event as Slack does when it did not hear of the first delivery. */
async function deliverEvent(scene: Scene, callback: object, retry: number): Promise<number> {
  const body = JSON.stringify(callback);
  // Signatures are held against the machine's own time, whatever time the scene plays at.
  const signedAt = performance.timeOrigin + performance.now();
  const response = await fetch(`${scene.address()}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(retry > 0 && { 'x-slack-retry-num': `${retry}`, 'x-slack-retry-reason': 'http_timeout' }),
      ...signatureHeaders(body, slackSigningSecret, signedAt),
    },
    body,
  });
  return response.status;
}

describeEachDatabase('what a platform delivers twice', (database) => {
  test('changes nothing when it is a Slack event', () =>
    inScene({ database, at: monday }, async (scene) => {
      const anna = await slackAgent(scene, { name: 'anna', realName: 'Anna Agent' });
      const person = await telegramPerson(scene, mary);
      await person.writes('The server is down');
      await person.presses('1 · Critical: work has stopped');
      const thread = await anna.thread('ACME-1');
      const card = thread.seen()[0]?.id;
      const callback = {
        type: 'event_callback',
        token: 'verification-token',
        team_id: scene.slack.teamId,
        api_app_id: scene.slack.appId,
        event_id: 'Ev0REPEATED',
        event_time: Math.floor(scene.now() / 1000),
        event: {
          type: 'app_mention',
          channel: supportChannel,
          user: anna.id,
          text: `<@${scene.slack.botUserId}> reply Said once`,
          ts: '1770620400.000900',
          thread_ts: card,
          event_ts: '1770620400.000900',
        },
      };
      for (const retry of [0, 1, 2]) expect(await deliverEvent(scene, callback, retry)).toBe(200);
      const otherId = { ...callback, event_id: 'Ev0OTHERID' };
      expect(
        await deliverEvent(
          scene,
          { ...otherId, event: { ...callback.event, type: 'message', channel_type: 'channel' } },
          0,
        ),
      ).toBe(200);
      await person.reads(/Said once/);
      await scene.settled();
      expect(person.all(/Said once/)).toHaveLength(1);
    }));

  test('changes nothing when it is a Telegram update, a message or a button’s press', () =>
    inScene({ database, at: monday, telegramBy: 'webhook' }, async (scene) => {
      const anna = await slackAgent(scene, { name: 'anna', realName: 'Anna Agent' });
      const person = await telegramPerson(scene, mary);
      await person.writes('The server is down');
      const question = await person.reads(/How severe is it\?/);
      const shown = scene.telegram.messages(person.id).find(({ message_id: id }) => `${id}` === question.id);
      const chat = { id: person.id, type: 'private', first_name: 'Mary' };
      const from = { id: person.id, is_bot: false, first_name: 'Mary', language_code: 'en' };
      const [button] = shown?.reply_markup?.inline_keyboard[0] ?? [];
      const callback_query = {
        id: '77',
        from,
        message: shown,
        chat_instance: '1',
        data: button?.callback_data,
      };
      const press = { update_id: 900_001, callback_query };
      const date = Math.floor(scene.now() / 1000);
      const words = {
        update_id: 900_002,
        message: { message_id: 9_000, from, chat, date, text: 'Still down' },
      };
      const deliver = async (update: object): Promise<void> => {
        const response = await fetch(`${scene.address()}/telegram/webhook`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'x-telegram-bot-api-secret-token': webhookSecret,
          },
          body: JSON.stringify(update),
        });
        expect(response.status).toBe(200);
      };
      for (const update of [press, press]) await deliver(update);
      await person.reads(/ACME-1 is open/);
      const thread = await anna.thread('ACME-1');
      for (const update of [words, words, press]) await deliver(update);
      await thread.reads(/Still down/);
      await scene.settled();
      expect(thread.all(/Still down/)).toHaveLength(1);
      expect(person.all(/is open/)).toHaveLength(1);
      expect(person.all(/answered already/)).toEqual([]);
    }));
});
