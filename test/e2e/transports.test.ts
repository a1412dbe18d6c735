// A whole scene over the other ways in: Slack's Socket Mode and Telegram's webhook.
import { expect, test } from 'vitest';
import { describeEachDatabase } from '../support/databases.ts';
import { inScene, type Scene } from '../support/scene.ts';
import { slackAgent, slackPerson } from '../support/slack-people.ts';
import { telegramPerson } from '../support/telegram-people.ts';

const monday = '2026-02-09T10:00:00+03:00';

async function wholeLife(scene: Scene): Promise<void> {
  const anna = await slackAgent(scene, { name: 'anna', realName: 'Anna Agent' });
  const mike = slackPerson(scene, { name: 'mike', realName: 'Mike Smith' });
  const mary = await telegramPerson(scene, { firstName: 'Mary', languageCode: 'en' });
  await mary.writes('The server is down');
  await mary.presses('1 · Critical: work has stopped');
  await mary.reads(/ACME-1 is open/);
  const thread = await anna.thread('ACME-1');
  await thread.presses('Claim');
  await thread.reads(/Owner\*\nAnna Agent/);
  await thread.writes('just a note');
  await thread.presses('Reply');
  await anna.form(/ACME-1/);
  await anna.submits({ Answer: 'Please restart it' });
  await mary.reads(/Please restart it/);
  await mary.writes('It works, thank you');
  await thread.reads(/It works, thank you/);
  await anna.commands('resolve ACME-1 Good');
  await mary.reads(/Anna Agent resolved ACME-1/);
  await mary.presses('Reopen');
  await thread.reads(/Mary reopened ACME-1/);
  await mike.direct.writes('The scanner stops');
  await mike.direct.presses('4 · Low: a question or a trifle');
  await mike.direct.reads(/ACME-2 is open/);
  await scene.settled();
  expect(mary.transcript()).not.toContain('just a note');
}

describeEachDatabase('a ticket’s whole life', (database) => {
  test('passes through Socket Mode', () =>
    inScene({ database, at: monday, slackBy: 'socket' }, async (scene) => {
      expect(scene.slack.socketMode.connectionCount).toBeGreaterThan(0);
      await wholeLife(scene);
    }));

  test('passes through the webhook, which refuses a wrong secret', () =>
    inScene({ database, at: monday, telegramBy: 'webhook' }, async (scene) => {
      expect(scene.telegram.webhookInfo.url).toBe(`${scene.address()}/telegram/webhook`);
      const forged = await fetch(`${scene.address()}/telegram/webhook`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': 'guessed' },
        body: JSON.stringify({ update_id: 1 }),
      });
      expect(forged.status).toBe(401);
      await wholeLife(scene);
    }));
});
