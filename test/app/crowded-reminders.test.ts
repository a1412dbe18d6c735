// Nobody is flooded: reminders that come together are posted together, and acknowledged ones keep silent.
import { beforeEach, describe, expect, it } from 'vitest';
import { sweepReminders } from '../../src/app/remind.ts';
import { mostAlone } from '../../src/app/reminder-crowd.ts';
import { format } from '../../src/messages/format.ts';
import { anna, ivan, lead } from '../builders/people.ts';
import { aPolicy, slackChannel } from '../builders/policy.ts';
import { monday10 } from '../builders/ticket.ts';
import { hours, minutes, moscow } from '../domain/sla/given.ts';
import { type DeskOnFakes, deskOnFakes } from '../support/desk-on-fakes.ts';
import { textOf } from '../support/views.ts';

let desk: DeskOnFakes;

async function opened(count: number, policy = aPolicy()): Promise<void> {
  desk = deskOnFakes({ at: monday10, policy });
  desk.slack.join(slackChannel, anna.userId);
  await desk.person(lead);
  for (let each = 1; each <= count; each += 1) {
    await desk.form(ivan, 'new', { description: `Matter ${each}`, severity: 'critical' });
  }
}

/** Lets the time pass while no worker runs, then looks once at everything that is due. */
async function sweptAfter(ms: number): Promise<void> {
  desk.sleep(ms);
  while (await sweepReminders(desk.parts));
  await desk.settle();
}

/** What stands in the queue's channel itself, outside the threads of its tickets. */
const inChannel = () =>
  desk.slack
    .messages(slackChannel)
    .filter(({ thread, messageId }) => thread === null || thread === messageId);
const digests = () =>
  inChannel()
    .map(({ view }) => view)
    .filter((view) => view.kind === 'notice');
const noticesOf = async (reference: string) =>
  (await desk.thread(reference)).filter(({ view }) => view.kind === 'notice');

describe('reminders that fall due together', () => {
  it(`are posted one by one up to ${mostAlone}`, async () => {
    await opened(mostAlone);
    await sweptAfter(hours(3) + 1);
    expect(digests()).toEqual([]);
    for (let each = 1; each <= mostAlone; each += 1) expect(await noticesOf(`ACME-${each}`)).toHaveLength(1);
  });

  it('become one digest in the queue’s chat when they are more', async () => {
    await opened(mostAlone + 1);
    await sweptAfter(hours(3) + 1);
    expect(digests().map(textOf)).toEqual([
      format('en', 'digest.title', { count: mostAlone + 1, queue: 'Front line' }),
    ]);
    const [digest] = digests();
    expect(digest?.kind === 'notice' && digest.details).toHaveLength(mostAlone + 1);
    expect(await noticesOf('ACME-1')).toEqual([]);
    expect((await desk.ticket('ACME-1')).remindersSent).toEqual(['firstResponse:50%']);
  });

  it('name the most urgent twenty, and say how many more there are', async () => {
    await opened(23);
    await sweptAfter(hours(3) + 1);
    const [digest] = digests();
    const details = (digest?.kind === 'notice' ? digest.details : undefined) ?? [];
    expect(details).toHaveLength(21);
    expect(details.at(-1)).toBe(format('en', 'digest.more', { count: 3 }));
  });

  it('reach the leads as one message too, once they concern them', async () => {
    await opened(mostAlone + 1);
    await sweptAfter(hours(3) + 1);
    const mail = () => desk.telegram.messages('4242').length + desk.slack.messages('D-ULEAD').length;
    const before = mail();
    await sweptAfter(hours(6) * 0.45);
    expect(mail() - before).toBe(2);
  });

  it('wait for the minute to pass when they trickle in, and then go together', async () => {
    await opened(mostAlone);
    desk.sleep(minutes(10) / 60);
    for (const each of [1, 2]) {
      await desk.form(ivan, 'new', { description: `Late ${each}`, severity: 'critical' });
      desk.sleep(minutes(10) / 60);
    }
    await sweptAfter(hours(3) - minutes(30) / 60 + 1);
    expect(await noticesOf('ACME-5')).toHaveLength(1);
    await sweptAfter(minutes(20) / 60);
    expect(await noticesOf('ACME-6')).toEqual([]);
    expect((await desk.ticket('ACME-6')).remindersSent).toEqual([]);
    await sweptAfter(minutes(1));
    expect(await noticesOf('ACME-6')).toHaveLength(1);
    expect(await noticesOf('ACME-7')).toHaveLength(1);
  });

  it('record the breach of every ticket, however they are posted', async () => {
    await opened(mostAlone + 1);
    await sweptAfter(hours(6) + 1);
    for (const reference of ['ACME-1', 'ACME-6'])
      expect(await desk.events(reference)).toContain('SlaBreached');
  });
});

describe('an acknowledged reminder', () => {
  const acknowledge = () =>
    desk.press(anna, 'acknowledge', {
      place: { platform: 'slack', chat: slackChannel, thread: null, kind: 'group', form: 'thread' },
    });
  const steps = async () => (await desk.ticket('ACME-1')).remindersSent.map((sent) => sent.split(':')[1]);

  beforeEach(() => opened(1));

  it('keeps the others of its level silent, and no louder ones', async () => {
    const twoOfALevel = aPolicy({
      reminders: { before: ['50%', '60%', '70%', '95%'], after: ['0m', '30m'] },
    });
    await opened(1, twoOfALevel);
    await desk.pass(hours(6) * 0.6 + 1000);
    expect(await steps()).toEqual(['50%', '60%']);
    await acknowledge();
    await desk.pass(hours(6) * 0.3);
    expect(await steps()).toEqual(['50%', '60%']);
    await desk.pass(hours(6) * 0.05);
    expect(await steps()).toEqual(['50%', '60%', '95%']);
  });

  it('still lets the breach be heard, and after that the rest is silent', async () => {
    await desk.pass(hours(6) * 0.95 + 1000);
    await acknowledge();
    await desk.pass(hours(6) * 0.05);
    expect(await steps()).toEqual(['50%', '80%', '95%', '+0m']);
    await acknowledge();
    await desk.pass(hours(3));
    expect(await steps()).toEqual(['50%', '80%', '95%', '+0m']);
  });

  it('says in the thread who has seen it, and twice changes nothing', async () => {
    await desk.pass(hours(3) + 1000);
    await acknowledge();
    await acknowledge();
    expect((await desk.events('ACME-1')).filter((type) => type === 'ReminderAcknowledged')).toHaveLength(1);
  });

  it('is the agents’ to acknowledge', async () => {
    await desk.pass(hours(3) + 1000);
    await desk.command(ivan, 'acknowledge ACME-1 firstResponse');
    expect(await desk.events('ACME-1')).not.toContain('ReminderAcknowledged');
  });
});

describe('after an outage', () => {
  it('the one notice that is still true says which ones it stands for', async () => {
    await opened(1);
    await sweptAfter(hours(6) * 0.96);
    const [notice] = await noticesOf('ACME-1');
    expect(notice?.view.kind === 'notice' && notice.view.details).toEqual([
      format('en', 'reminder.passed', { steps: '50\u00a0%, 80\u00a0%' }),
    ]);
  });
});

describe('outside working hours', () => {
  const onCall = { platform: 'slack', userId: 'UNIGHT' };
  const atNight = aPolicy(
    { reminders: { before: ['50%', '80%', '95%'], after: ['0m', '2h'] } },
    { outsideHours: 'on-call', onCallAt: (at) => (at > moscow('2026-02-02 18:00') ? [onCall] : []) },
  );

  it('whoever is on call hears of what would otherwise wait for the morning', async () => {
    const always = { withinMs: hours(12), calendar: 'office' };
    const plan = {
      key: 'standard',
      title: { en: 'S', ru: 'S' },
      rank: 0,
      priorityIncidents: 0,
      urgentRelease: false,
      visibility: 'own' as const,
      targets: { critical: { firstResponse: always } },
    };
    await opened(1, { ...atNight, plans: new Map([['standard', plan]]) });
    await sweptAfter(hours(20));
    const mail = desk.slack.messages('D-UNIGHT');
    expect((await desk.ticket('ACME-1')).remindersSent).toEqual(['firstResponse:50%']);
    expect(mail).toHaveLength(1);
  });
});
