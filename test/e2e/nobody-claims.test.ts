// Scene 3 of the design: nobody claims the ticket, and the desk reminds, escalates and records the breach.
import { expect, test } from 'vitest';
import { describeEachDatabase } from '../support/databases.ts';
import { inScene, type Scene } from '../support/scene.ts';
import { slackLeadId, supportChannel } from '../support/scene-config.ts';
import { type SlackPerson, slackAgent, slackPersonWith } from '../support/slack-people.ts';
import { telegramPerson } from '../support/telegram-people.ts';

const moscow = (local: string): string => `${local}:00+03:00`;

async function opened(scene: Scene) {
  const lead = slackPersonWith(scene, slackLeadId);
  const anna = await slackAgent(scene, { name: 'anna', realName: 'Anna Agent' });
  const ivan = await telegramPerson(scene, { firstName: 'Ivan', languageCode: 'en' });
  await ivan.writes('The server is down');
  await ivan.presses('1 · Critical: work has stopped');
  await ivan.reads(/ACME-1 is open/);
  return { lead, anna, ivan, thread: await anna.thread('ACME-1') };
}

/** What the desk said in the ticket's thread below its card, and to somebody directly. */
const below = (thread: { seen(): readonly { isDesk: boolean; text: string }[] }): string[] =>
  thread
    .seen()
    .slice(1)
    .filter(({ isDesk }) => isDesk)
    .map(({ text }) => text);
const toldTo = ({ direct }: SlackPerson): string[] => direct.seen().map(({ text }) => text);

const toLead = `<@${slackLeadId}>`;

describeEachDatabase('a ticket that nobody claims', (database) => {
  test('is reminded of over a weekend in working hours only, each step once, and escalated to the lead', () =>
    inScene({ database, at: moscow('2026-02-06T17:40') }, async (scene) => {
      const { lead, thread, ivan } = await opened(scene);
      const heard = ivan.seen().length;
      for (const night of [
        '2026-02-06T23:00',
        '2026-02-07T12:00',
        '2026-02-08T04:00',
        '2026-02-09T09:00',
        '2026-02-09T11:39',
      ]) {
        await scene.until(moscow(night));
        expect(below(thread), `nothing by ${night}`).toEqual([]);
      }
      const due = 'due today 14:40 Moscow time';
      const steps: [at: string, text: string][] = [
        ['2026-02-09T11:40', `ACME-1 · First response: 50 % of the time is used, 3 h left (${due}).`],
        [
          '2026-02-09T13:28',
          `${toLead}\nACME-1 · First response: 80 % of the time is used, 1 h 12 min left (${due}).`,
        ],
        [
          '2026-02-09T14:22',
          `${toLead}\nACME-1 · First response: 95 % of the time is used, 18 min left (${due}).`,
        ],
        ['2026-02-09T14:40', `${toLead}\nACME-1 · First response: the deadline has passed (${due}).`],
        ['2026-02-09T15:10', `${toLead}\nACME-1 · First response: overdue by 30 min (${due}).`],
        ['2026-02-09T16:40', `${toLead}\nACME-1 · First response: overdue by 2 h (${due}).`],
      ];
      for (const [index, [at]] of steps.entries()) {
        await scene.until(moscow(at));
        await thread.reads(/of the time is used|has passed|overdue by/);
        await scene.settled();
        expect(below(thread)).toEqual(steps.slice(0, index + 1).map(([, text]) => text));
      }
      await scene.until(moscow('2026-02-13T12:00'));
      expect(below(thread), 'nobody is spammed').toEqual(steps.map(([, text]) => text));
      expect(toldTo(lead), 'the lead hears of what they were mentioned in, once each').toEqual(
        steps.slice(1).map(([, text]) => text.replace(`${toLead}\n`, '')),
      );
      expect(thread.seen()[0]?.text).toContain('overdue since Monday 9 February 14:40 Moscow time');
      expect(ivan.seen(), 'the customer hears nothing of it').toHaveLength(heard);
      expect(scene.slack.messages(supportChannel)).toHaveLength(1 + steps.length);
    }));

  test('holds what would be said at night after the deadline until the desk opens again', () =>
    inScene({ database, at: moscow('2026-02-06T11:50') }, async (scene) => {
      const { thread } = await opened(scene);
      await scene.until(moscow('2026-02-06T17:50'));
      await thread.reads(/the deadline has passed/);
      await scene.until(moscow('2026-02-09T09:19'));
      expect(thread.all(/overdue by/)).toEqual([]);
      await scene.until(moscow('2026-02-09T09:20'));
      await thread.reads(/overdue by 30 min/);
      await scene.until(moscow('2026-02-09T10:50'));
      await thread.reads(/overdue by 2 h/);
    }));

  test('says after an outage what is still true, once, and not what passed meanwhile', () =>
    inScene({ database, at: moscow('2026-02-09T09:00') }, async (scene) => {
      const { thread } = await opened(scene);
      await scene.restart(() => scene.sleepUntil(moscow('2026-02-09T15:10')));
      await scene.advance(1_000);
      await thread.reads(/the deadline has passed|overdue by/);
      await scene.advance(60_000);
      expect(below(thread)).toHaveLength(1);
      expect(thread.seen()[0]?.text).toContain('overdue since');
    }));

  test('is reminded of to whoever claimed it, and to the lead only when it is nearly late', () =>
    inScene({ database, at: moscow('2026-02-09T09:00') }, async (scene) => {
      const { lead, anna, thread } = await opened(scene);
      await thread.presses('Claim');
      await thread.reads(/has taken/);
      await scene.until(moscow('2026-02-09T12:00'));
      await thread.reads(/50 %/);
      expect(toldTo(anna)).toEqual([]);
      await scene.until(moscow('2026-02-09T13:48'));
      expect((await thread.reads(/80 %/)).text).toContain(`<@${anna.id}>`);
      await scene.settled();
      expect(toldTo(anna)).toHaveLength(1);
      expect(toldTo(lead)).toEqual([]);
      await scene.until(moscow('2026-02-09T14:42'));
      const late = await thread.reads(/95 %/);
      expect(late.text).toContain(`<@${anna.id}> ${toLead}`);
      await scene.settled();
      expect(toldTo(anna)).toHaveLength(2);
      expect(toldTo(lead)).toHaveLength(1);
      await thread.mentions('reply We are on it');
      await thread.reads(/given/);
      await scene.until(moscow('2026-02-10T18:00'));
      expect(thread.all(/passed|overdue/), 'answered in time').toEqual([]);
    }));
});
