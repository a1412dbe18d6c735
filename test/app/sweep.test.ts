// Reminding of many tickets at once: each as if it were alone, and one that cannot be reminded of holds up no other.
import { beforeEach, describe, expect, it } from 'vitest';
import { sweepReminders } from '../../src/app/remind.ts';
import { anna, ivan } from '../builders/people.ts';
import { aPolicy, slackChannel } from '../builders/policy.ts';
import { calendars, hours } from '../domain/sla/given.ts';
import { type DeskOnFakes, deskOnFakes } from '../support/desk-on-fakes.ts';

let desk: DeskOnFakes;
/** Whether the configuration has lost the calendar that one ticket alone uses. */
let isGone: boolean;

const policy = aPolicy({
  calendars: (key) => {
    if (key === 'gone' && isGone) throw new Error('the configuration has no calendar "gone"');
    return calendars(key === 'gone' ? 'office' : key);
  },
});

beforeEach(async () => {
  isGone = false;
  desk = deskOnFakes({ policy });
  desk.slack.join(slackChannel, anna.userId);
});

/** Each by somebody else, since one person's further words would go to their first ticket. */
async function openTickets(count: number): Promise<void> {
  for (let each = 1; each <= count; each += 1) {
    const writer = { ...ivan, userId: `9000${each}`, handle: null };
    await desk.message(writer, 'The server is down');
    await desk.press(writer, 'open');
  }
}

/** Tickets like that one, without conversations of their own: `ACME-1-1` and so on. */
async function copyTicket(reference: string, count: number): Promise<void> {
  const ticket = await desk.ticket(reference);
  const runAt = (await jobOf(reference))?.runAt ?? 0;
  await desk.store.transaction(async (tx) => {
    const events = await tx.tickets.events(ticket.id);
    for (let each = 1; each <= count; each += 1) {
      const id = desk.ids.next();
      await tx.tickets.save({ ...ticket, id, reference: `${reference}-${each}` }, events);
      await tx.jobs.enqueueAll('remind', [{ id, runAt }]);
    }
  });
}

async function sweepAll(): Promise<void> {
  while (await sweepReminders(desk.parts));
}

const jobOf = async (reference: string) => {
  const { id } = await desk.ticket(reference);
  return desk.store.enqueuedJobs().find((job) => job.queue === 'remind' && job.key === id);
};

/** Moves one ticket onto a calendar that a later configuration no longer has. */
async function ontoTheLostCalendar(reference: string): Promise<void> {
  const ticket = await desk.ticket(reference);
  const events = [{ type: 'TicketClaimed', at: desk.clock.now(), actorId: ticket.requesterId }] as const;
  const timers = ticket.timers.map((timer) => ({ ...timer, calendar: 'gone' }));
  await desk.store.transaction((tx) =>
    tx.tickets.saveAll([{ ticket: { ...ticket, timers, version: ticket.version + 1 }, events }]),
  );
}

describe('a sweep', () => {
  it('reminds of every ticket that is due, once', async () => {
    await openTickets(3);
    desk.sleep(hours(3) + 1);
    await sweepAll();
    await sweepAll();
    for (const reference of ['ACME-1', 'ACME-2', 'ACME-3']) {
      expect((await desk.ticket(reference)).remindersSent).toEqual(['firstResponse:50%']);
      expect(await desk.events(reference)).toEqual(['TicketOpened', 'SlaReminderSent']);
    }
    await desk.settle();
    expect(await desk.thread('ACME-2')).toHaveLength(2);
  });

  it('leaves those alone that are not due, and says when there is nothing more to do', async () => {
    await openTickets(1);
    desk.sleep(hours(3) - 1);
    expect(await sweepReminders(desk.parts)).toBe(false);
    expect((await desk.ticket('ACME-1')).remindersSent).toEqual([]);
  });

  it('says that there may be more after a full batch', async () => {
    await openTickets(1);
    await copyTicket('ACME-1', 200);
    desk.sleep(hours(3) + 1);
    expect(await sweepReminders(desk.parts)).toBe(true);
    expect(await sweepReminders(desk.parts)).toBe(false);
    expect((await desk.ticket('ACME-1-200')).remindersSent).toEqual(['firstResponse:50%']);
  });

  it('records the breach and tells of it in one go', async () => {
    await openTickets(1);
    desk.sleep(hours(6) + 1);
    await sweepAll();
    expect(await desk.events('ACME-1')).toEqual(['TicketOpened', 'SlaBreached', 'SlaReminderSent']);
  });

  it('moves on a ticket that has nothing to say at the moment', async () => {
    await openTickets(1);
    const { id } = await desk.ticket('ACME-1');
    const runAt = desk.clock.now();
    await desk.store.transaction((tx) => tx.jobs.enqueueAll('remind', [{ id, runAt }]));
    await sweepAll();
    expect((await desk.ticket('ACME-1')).remindersSent).toEqual([]);
    expect((await jobOf('ACME-1'))?.runAt).toBe(runAt + hours(3) + 1);
  });

  it('reminds of the others when one ticket cannot be reminded of, and tries that one again later', async () => {
    await openTickets(3);
    await ontoTheLostCalendar('ACME-2');
    isGone = true;
    desk.sleep(hours(3) + 1);
    const sweptAt = desk.clock.now();
    await sweepAll();
    expect((await desk.ticket('ACME-1')).remindersSent).toEqual(['firstResponse:50%']);
    expect((await desk.ticket('ACME-3')).remindersSent).toEqual(['firstResponse:50%']);
    expect((await desk.ticket('ACME-2')).remindersSent).toEqual([]);
    expect(desk.logger.errors).toEqual(['a ticket could not be reminded of, and will be tried again']);
    expect((await jobOf('ACME-2'))?.runAt).toBe(sweptAt + 5 * 60_000);

    isGone = false;
    desk.sleep(5 * 60_000);
    await sweepAll();
    expect((await desk.ticket('ACME-2')).remindersSent).toEqual(['firstResponse:50%']);
  });
});
