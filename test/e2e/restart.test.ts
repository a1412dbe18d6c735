// The desk is stopped in the middle of its work and started again on the same data.
import { expect, test } from 'vitest';
import { describeEachDatabase } from '../support/databases.ts';
import { inScene } from '../support/scene.ts';
import { slackAgent } from '../support/slack-people.ts';
import { telegramPerson } from '../support/telegram-people.ts';

const monday = '2026-02-09T10:00:00+03:00';
const mary = { firstName: 'Mary', languageCode: 'en' };

describeEachDatabase('a desk that was stopped', (database) => {
  test('takes up what was written meanwhile on both platforms, in order and once', () =>
    inScene({ database, at: monday }, async (scene) => {
      const anna = await slackAgent(scene, { name: 'anna', realName: 'Anna Agent' });
      const person = await telegramPerson(scene, mary);
      await person.writes('The server is down');
      await person.presses('1 · Critical: work has stopped');
      await person.reads(/ACME-1 is open/);
      const thread = await anna.thread('ACME-1');
      await scene.settled();
      await scene.restart(async () => {
        await person.writes('first');
        await person.writes('second');
        await thread.mentions('reply We saw it');
      });
      // Slack repeats after a minute what it could not deliver.
      await scene.advance(60_000);
      await thread.reads(/second/);
      await person.reads(/We saw it/);
      await scene.settled();
      const relayed = thread.all(/\(requester\) on ACME-1/).map(({ text }) => text.split('\n').at(-1));
      expect(relayed).toEqual(['first', 'second']);
      expect(person.all(/We saw it/)).toHaveLength(1);
      expect(person.all(/is open/)).toHaveLength(1);
    }));

  test('sends what it still owed, in order and once', () =>
    inScene({ database, at: monday }, async (scene) => {
      const anna = await slackAgent(scene, { name: 'anna', realName: 'Anna Agent' });
      const person = await telegramPerson(scene, mary);
      await person.writes('The server is down');
      await person.presses('1 · Critical: work has stopped');
      await person.reads(/ACME-1 is open/);
      const thread = await anna.thread('ACME-1');
      await scene.settled();
      const mend = scene.telegram.fail('sendMessage', { status: 502, times: 1_000 });
      await thread.mentions('reply one');
      await thread.mentions('reply two');
      await scene.settled();
      await scene.restart(async () => mend());
      await scene.advance(10 * 60_000);
      await person.reads(/two/);
      await scene.settled();
      const answers = person.all(/Anna Agent on ACME-1/).map(({ text }) => text.split('\n').at(-1));
      expect(answers).toEqual(['one', 'two']);
    }));

  test('still knows the draft that waited for a severity, and its ten minutes', () =>
    inScene({ database, at: monday }, async (scene) => {
      const person = await telegramPerson(scene, mary);
      await person.writes('The server is down');
      await person.reads(/How severe is it\?/);
      await scene.restart(() => scene.sleepUntil('2026-02-09T10:11:00+03:00'));
      await scene.advance(1_000);
      await person.reads(/ACME-1 is open, severity: medium/);
    }));
});
