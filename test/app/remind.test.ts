// Reminders as people meet them: each once, at its time, to whom it concerns, and never after the answer.
import { beforeEach, describe, expect, it } from 'vitest';
import type { View } from '../../src/app/view.ts';
import { format } from '../../src/messages/format.ts';
import { anna, ivan, lead } from '../builders/people.ts';
import { aPolicy, slackChannel } from '../builders/policy.ts';
import { monday10 } from '../builders/ticket.ts';
import { hours, minutes, moscow } from '../domain/sla/given.ts';
import { type DeskOnFakes, deskOnFakes } from '../support/desk-on-fakes.ts';
import { textOf } from '../support/views.ts';

let desk: DeskOnFakes;
const inChannel = {
  platform: 'slack',
  chat: slackChannel,
  thread: null,
  kind: 'group',
  form: 'thread',
} as const;

/** Ivan's server is down; the answer is due in six working hours. */
async function opened(at: number = monday10, policy = aPolicy()): Promise<void> {
  desk = deskOnFakes({ at, policy });
  desk.slack.join(slackChannel, anna.userId);
  await desk.person(lead);
  await desk.message(ivan, 'The server is down');
  await desk.press(ivan, 'open');
}

beforeEach(() => opened());

const notices = async (): Promise<readonly View[]> =>
  (await desk.thread('ACME-1'))
    .map(({ view }) => view)
    .filter((view) => view.kind === 'notice' && view.mentions);
const sent = async (): Promise<readonly string[]> => (await desk.ticket('ACME-1')).remindersSent;
const mentioned = (view: View | undefined): readonly string[] =>
  view?.kind === 'notice' ? (view.mentions ?? []).map(({ userId }) => userId) : [];
const leadsMail = () => [...desk.slack.messages(`D-${lead.userId}`), ...desk.telegram.messages('4242')];

describe('while nobody answers', () => {
  it('each step is posted once, when its time has come', async () => {
    const steps: (readonly string[])[] = [];
    for (const until of [
      hours(3),
      1,
      hours(6) * 0.3,
      hours(6) * 0.15,
      hours(6) * 0.05,
      minutes(30),
      minutes(90),
    ]) {
      await desk.pass(until);
      steps.push((await sent()).map((step) => step.replace('firstResponse:', '')));
    }
    expect(steps).toEqual([
      [],
      ['50%'],
      ['50%', '80%'],
      ['50%', '80%', '95%'],
      ['50%', '80%', '95%', '+0m'],
      ['50%', '80%', '95%', '+0m', '+30m'],
      ['50%', '80%', '95%', '+0m', '+30m', '+2h'],
    ]);
    await desk.pass(hours(48));
    expect(await notices()).toHaveLength(6);
  });

  it('the breach is recorded once, at the deadline', async () => {
    await desk.pass(hours(6));
    expect(await desk.events('ACME-1')).not.toContain('SlaBreached');
    await desk.pass(hours(60));
    expect((await desk.events('ACME-1')).filter((type) => type === 'SlaBreached')).toHaveLength(1);
    expect((await desk.ticket('ACME-1')).timers[0]?.breachedAt).toBe(monday10 + hours(6));
  });

  it('only what comes after the deadline speaks of a breach', async () => {
    await desk.pass(hours(6));
    expect((await notices()).map((view) => view.kind === 'notice' && view.tone)).toEqual(
      Array(3).fill('warning'),
    );
    await desk.pass(hours(20));
    expect((await notices()).map((view) => view.kind === 'notice' && view.tone)).toEqual([
      ...Array(3).fill('warning'),
      ...Array(3).fill('error'),
    ]);
  });

  it('it reaches the thread first, then the leads of a ticket that nobody has', async () => {
    await desk.pass(hours(7));
    const [half, most, last, breach] = await notices();
    expect(mentioned(half)).toEqual([]);
    expect(mentioned(most)).toEqual(['ULEAD', '4242']);
    expect(mentioned(last)).toEqual(['ULEAD', '4242']);
    expect(mentioned(breach)).toEqual(['ULEAD', '4242']);
  });

  it('it reaches the owner second, and the leads from the last step on', async () => {
    await desk.command(anna, 'claim ACME-1', { place: inChannel });
    await desk.pass(hours(7));
    const [half, most, last, breach] = await notices();
    expect(mentioned(half)).toEqual([]);
    expect(mentioned(most)).toEqual([anna.userId]);
    expect(mentioned(last)).toEqual([anna.userId, 'ULEAD', '4242']);
    expect(mentioned(breach)).toEqual([anna.userId, 'ULEAD', '4242']);
  });

  it('who is mentioned also hears of it in direct messages', async () => {
    await desk.command(anna, 'claim ACME-1', { place: inChannel });
    await desk.pass(hours(4));
    expect([leadsMail().length, desk.toldTo(anna).length]).toEqual([0, 0]);
    await desk.pass(hours(1));
    expect([leadsMail().length, desk.toldTo(anna).length]).toEqual([0, 1]);
    await desk.pass(hours(0.75));
    expect([leadsMail().length, desk.toldTo(anna).length]).toEqual([2, 2]);
  });

  it('a lead is spoken to in their own language', async () => {
    const russian = { ...lead, languageTag: 'ru' };
    await desk.person(russian);
    await desk.pass(hours(5.75));
    const [mail] = desk.slack.messages(`D-${lead.userId}`);
    expect(mail && textOf(mail.view)).toContain(format('ru', 'metric.firstResponse'));
  });

  it('the requester hears nothing of it', async () => {
    const before = desk.said(ivan);
    await desk.pass(hours(60));
    expect(desk.said(ivan)).toEqual(before);
  });
});

describe('after an end', () => {
  it.each(['reply ACME-1 Looking', 'resolve ACME-1 -', 'close ACME-1', 'cancel ACME-1'])(
    'by “%s” nothing more is posted',
    async (line) => {
      await desk.pass(hours(4));
      await desk.command(anna, line, { place: inChannel });
      await desk.pass(hours(60));
      expect(await sent()).toEqual(['firstResponse:50%']);
      expect(await desk.events('ACME-1')).not.toContain('SlaBreached');
      expect(desk.store.enqueuedJobs()).toEqual([]);
    },
  );

  it('a reminder that was held up on its way is not posted after the answer', async () => {
    desk.slack.refuse({ kind: 'retry', reason: 'busy', afterMs: minutes(10) }, { act: 'post' });
    await desk.pass(hours(3) + 1);
    await desk.command(anna, 'reply ACME-1 Looking', { place: inChannel });
    await desk.pass(minutes(30));
    expect(await notices()).toEqual([]);
  });

  it('the clock goes on where it was when the ticket is reopened', async () => {
    await desk.pass(hours(2));
    await desk.command(anna, 'resolve ACME-1 -', { place: inChannel });
    await desk.pass(hours(1));
    await desk.command(ivan, 'reopen ACME-1');
    await desk.pass(hours(1));
    expect(await sent()).toEqual([]);
    await desk.pass(1);
    expect(await sent()).toEqual(['firstResponse:50%']);
  });
});

describe('outside working hours', () => {
  /** Opened on Friday at three in the afternoon: due on Monday at noon. */
  beforeEach(() => opened(moscow('2026-02-06 15:00')));

  it('nobody is disturbed: half of the time is used at closing, the rest on Monday', async () => {
    await desk.pass(hours(3) + minutes(1));
    expect(await sent()).toEqual(['firstResponse:50%']);
    await desk.pass(hours(48));
    expect(await sent()).toEqual(['firstResponse:50%']);
    await desk.pass(hours(24));
    expect(await sent()).toContain('firstResponse:80%');
  });

  it('what a desk that was down should have said is held until the morning', async () => {
    desk = deskOnFakes({ at: moscow('2026-02-02 10:00') });
    await desk.message(ivan, 'The server is down');
    await desk.press(ivan, 'open');
    desk.sleep(hours(13));
    await desk.settle();
    expect(await sent()).toEqual([]);
    expect(await desk.events('ACME-1')).toContain('SlaBreached');
    await desk.pass(hours(10) + 1);
    expect(await sent()).toEqual(['firstResponse:+2h']);
  });
});

describe('after a stop', () => {
  it('what is still true is sent once, what passed meanwhile is not', async () => {
    desk.sleep(hours(5));
    await desk.settle();
    expect(await sent()).toEqual(['firstResponse:80%']);
    await desk.settle();
    expect(await notices()).toHaveLength(1);
  });

  it('a deadline that passed meanwhile is a breach, dated at the deadline', async () => {
    desk.sleep(hours(6) + minutes(10));
    await desk.settle();
    expect(await sent()).toEqual(['firstResponse:+0m']);
    expect((await desk.ticket('ACME-1')).timers[0]?.breachedAt).toBe(monday10 + hours(6));
  });

  it('a message from before it is late by the whole of it, and said to be so at once', async () => {
    desk = deskOnFakes({ at: monday10 + hours(7) });
    await desk.message(ivan, 'The server is down', { at: monday10 });
    await desk.press(ivan, 'open');
    expect(await sent()).toEqual(['firstResponse:+30m']);
    expect(await desk.events('ACME-1')).toContain('SlaBreached');
    const [, confirmation] = desk.toldTo(ivan);
    expect(confirmation?.view).toMatchObject({
      details: expect.arrayContaining([format('ru', 'opened.noTarget')]),
    });
  });
});

it('a reminder of a ticket that does not exist is let go', async () => {
  await desk.store.transaction((tx) => tx.jobs.enqueue('remind', desk.ids.next()));
  await expect(desk.settle()).resolves.toBeUndefined();
});
