// Monthly statements: which tickets and clocks belong to which month, what they came to, and that months add up.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Period, periodOf } from '../../../src/domain/contract/month.ts';
import { type Statement, shareMet, statementOf } from '../../../src/domain/contract/statement.ts';
import type { TicketEvent } from '../../../src/domain/events.ts';
import type { Instant } from '../../../src/domain/instant.ts';
import { severities, type Ticket } from '../../../src/domain/ticket.ts';
import {
  agentId,
  anOpening,
  cancelled,
  opened,
  pended,
  reopened,
  replied,
  requesterId,
  resolved,
  resumed,
  ticketAfter,
  undelivered,
} from '../../builders/ticket.ts';
import { calendars, hours, moscow } from '../sla/given.ts';

const zone = 'Europe/Moscow';
const october = periodOf('2026-10', zone);
const november = periodOf('2026-11', zone);
const later = moscow('2027-03-01 12:00');

const of = (period: Period, tickets: readonly Ticket[], change: { now?: Instant; reader?: string } = {}) =>
  statementOf(tickets, {
    period,
    now: change.now ?? later,
    calendars,
    mayRead: (ticket) => change.reader === undefined || ticket.requesterId === change.reader,
  });

/** A critical ticket opened then: first response within 6 h of office, resolution within 24. */
const ticket = (openedAt: Instant, ...events: readonly TicketEvent[]): Ticket =>
  ticketAfter(opened({ requestedAt: openedAt }, openedAt), ...events);
const withTargets = (openedAt: Instant, targets: Ticket['targets'], ...events: readonly TicketEvent[]) =>
  ticketAfter(opened({ requestedAt: openedAt, targets }, openedAt), ...events);
const onlyFirst = { firstResponse: { withinMs: hours(6), calendar: 'office' } };

/** Tuesday, 20 October, ten o'clock: due at 16:00. */
const tuesday = moscow('2026-10-20 10:00');
/** Friday, 30 October, 17:00: due on Monday, 2 November, at 14:00. */
const lastFriday = moscow('2026-10-30 17:00');

const standings = (statement: Statement) =>
  statement.tickets.map(({ timers }) => timers.map(({ metric, standing }) => `${metric} ${standing}`));
const total = (statement: Statement) =>
  statement.totals.map(
    ({ metric, severity, met, breached, running, lapsed }) =>
      `${metric} ${severity} ${met}/${breached}/${running}/${lapsed}`,
  );

describe('a clock', () => {
  it('answered in time is met, in the month of the answer', () => {
    const one = withTargets(tuesday, onlyFirst, replied('Yes', tuesday + hours(1)));
    expect(standings(of(october, [one]))).toEqual([['firstResponse met']]);
    expect(total(of(october, [one]))).toEqual(['firstResponse critical 1/0/0/0']);
    expect(of(november, [one]).tickets).toEqual([]);
  });

  it('is breached from its deadline on, also unanswered and unswept, and answered late stays so', () => {
    const silent = withTargets(tuesday, onlyFirst);
    const late = withTargets(tuesday, onlyFirst, replied('Sorry', moscow('2026-11-03 10:00')));
    for (const each of [silent, late]) {
      expect(total(of(october, [each]))).toEqual(['firstResponse critical 0/1/0/0']);
      expect(of(november, [each]).tickets, 'the answer decides nothing any more').toEqual([]);
    }
    expect(of(october, [late]).tickets[0]?.timers[0]?.answeredAt, 'not known in October').toBeNull();
  });

  it('over a month’s end runs in the month of opening, and is decided in the next', () => {
    const one = withTargets(lastFriday, onlyFirst, replied('Yes', moscow('2026-11-02 13:00')));
    expect(total(of(october, [one]))).toEqual(['firstResponse critical 0/0/1/0']);
    expect(total(of(november, [one]))).toEqual(['firstResponse critical 1/0/0/0']);
    expect(of(november, [one]).tickets, 'it is named in both').toHaveLength(1);
  });

  it('answered to the instant is met, and a millisecond later is breached at its deadline', () => {
    const due = moscow('2026-10-20 16:00');
    const [onTime, late] = [due, due + 1].map((at) => withTargets(tuesday, onlyFirst, replied('Yes', at)));
    expect(standings(of(october, [onTime!, late!]))).toEqual([
      ['firstResponse met'],
      ['firstResponse breached'],
    ]);
    expect(of(october, [late!]).tickets[0]?.timers[0]?.endedAt).toBe(due);
  });

  it('decided in the last millisecond belongs to the month, at midnight to the next', () => {
    const always = { firstResponse: { withinMs: hours(600), calendar: 'always' } };
    const last = withTargets(tuesday, always, replied('Yes', october.toAt - 1));
    const midnight = withTargets(tuesday, always, replied('Yes', october.toAt));
    expect(total(of(october, [last, midnight]))).toEqual(['firstResponse critical 1/0/1/0']);
    expect(total(of(november, [last, midnight]))).toEqual(['firstResponse critical 1/0/0/0']);
  });

  it('that an agent owes a promise for is running, and with one is told as promised', () => {
    const targets = { firstResponse: { withinMs: null, calendar: 'office' } };
    const owed = withTargets(tuesday, targets);
    const promise: TicketEvent = {
      type: 'PromiseMade',
      metric: 'firstResponse',
      withinMs: hours(8),
      at: tuesday + hours(1),
      actorId: agentId,
    };
    const kept = withTargets(tuesday, targets, promise, replied('Yes', tuesday + hours(2)));
    const statement = of(october, [owed, kept]);
    expect(statement.tickets.map(({ timers: [timer] }) => [timer?.standing, timer?.isPromised])).toEqual([
      ['owed', false],
      ['met', true],
    ]);
    expect(total(statement)).toEqual(['firstResponse critical 1/0/1/0']);
  });

  it('of a cancelled ticket is no longer owed; one that was late by then stays late', () => {
    const soon = withTargets(tuesday, onlyFirst, cancelled(null, tuesday + hours(1)));
    const late = withTargets(tuesday, onlyFirst, cancelled(null, tuesday + hours(30)));
    expect(total(of(october, [soon]))).toEqual(['firstResponse critical 0/0/0/1']);
    expect(total(of(october, [late]))).toEqual(['firstResponse critical 0/1/0/0']);
  });

  it('of a ticket resolved without an answer is no longer owed, and its resolution is met', () => {
    const one = ticket(tuesday, resolved(null, tuesday + hours(1)));
    expect(standings(of(october, [one]))).toEqual([['firstResponse unmet', 'resolution met']]);
    expect(total(of(october, [one]))).toEqual([
      'firstResponse critical 0/0/0/1',
      'resolution critical 1/0/0/0',
    ]);
  });

  it('runs on where the answer did not arrive', () => {
    const at = moscow('2026-11-02 13:00');
    const one = withTargets(lastFriday, onlyFirst, replied('Yes', at), undelivered('Yes', at + 1));
    expect(total(of(november, [one]))).toEqual(['firstResponse critical 0/1/0/0']);
  });

  it('that a later deadline overtook keeps the breach of its month, and is not decided again', () => {
    const change: TicketEvent = {
      type: 'SeverityChanged',
      severity: 'low',
      targets: { firstResponse: { withinMs: hours(400), calendar: 'office' } },
      at: moscow('2026-11-05 10:00'),
      actorId: agentId,
    };
    const one = withTargets(tuesday, onlyFirst, change, replied('Yes', moscow('2026-11-06 10:00')));
    expect(total(of(october, [one]))).toEqual(['firstResponse low 0/1/0/0']);
    expect(of(november, [one]).tickets).toEqual([]);
  });
});

describe('a ticket', () => {
  it('waits without its time counting, in working time and until the month’s end', () => {
    const pause = [pended(moscow('2026-10-20 17:00')), resumed(moscow('2026-10-21 10:00'))];
    expect(of(october, [ticket(tuesday, ...pause)]).tickets[0]?.pausedMs).toBe(hours(2));
    const whole = ticket(lastFriday, pended(lastFriday), resumed(moscow('2026-11-02 12:00')));
    expect(of(october, [whole]).tickets[0]?.pausedMs).toBe(hours(1));
  });

  it('is not paused after it was resolved, but was while it lay resolved before it was reopened', () => {
    const done = resolved(null, moscow('2026-10-20 12:00'));
    expect(of(october, [ticket(tuesday, done)]).tickets[0]?.pausedMs).toBe(0);
    const again = ticket(tuesday, done, reopened(moscow('2026-10-20 14:00')));
    expect(of(october, [again]).tickets[0]?.pausedMs).toBe(hours(2));
  });

  it('that is paused over the month’s end is told as paused', () => {
    const one = ticket(lastFriday, pended(lastFriday + 1), resumed(moscow('2026-11-02 12:00')));
    expect(standings(of(october, [one]))).toEqual([['firstResponse running', 'resolution paused']]);
  });

  it('is told with the outcome it had by the end of the month', () => {
    const outcome = (...events: TicketEvent[]) =>
      of(october, [ticket(tuesday, ...events)]).tickets[0]?.outcome;
    expect(outcome()).toBeNull();
    expect(outcome(resolved('Done', tuesday + hours(1)))).toBe('resolved');
    expect(outcome(resolved('Done', moscow('2026-11-01 10:00')))).toBeNull();
    expect(outcome(cancelled(null, tuesday + hours(1)))).toBe('cancelled');
  });

  it('that is spam is left out', () => {
    const spam: TicketEvent = { type: 'TicketMarkedSpam', at: tuesday + 1, actorId: agentId };
    expect(of(october, [ticket(tuesday, spam)])).toMatchObject({ tickets: [], totals: [] });
  });

  it('is named without its subject to whoever may not read it', () => {
    expect(of(october, [ticket(tuesday)], { reader: requesterId }).tickets[0]?.subject).toBe(
      'The server is down',
    );
    expect(of(october, [ticket(tuesday)], { reader: 'somebody' }).tickets[0]).toMatchObject({
      reference: anOpening().reference,
      subject: null,
    });
  });

  it('stands behind those opened before it', () => {
    const statement = of(october, [ticket(tuesday + 1), ticket(tuesday)]);
    expect(statement.tickets.map(({ openedAt }) => openedAt)).toEqual([tuesday, tuesday + 1]);
  });
});

describe('a statement of the running month', () => {
  it('tells how it stands at present', () => {
    const now = moscow('2026-10-20 12:00');
    const statement = of(october, [withTargets(tuesday, onlyFirst)], { now });
    expect(statement.asOf).toBe(now);
    expect(total(statement)).toEqual(['firstResponse critical 0/0/1/0']);
  });
});

describe('the share met', () => {
  it.each([
    [[], null],
    [[{ met: 0, breached: 0 }], null],
    [[{ met: 3, breached: 1 }], 0.75],
    [
      [
        { met: 1, breached: 0 },
        { met: 0, breached: 1 },
      ],
      0.5,
    ],
  ] as const)('of %j is %s', (totals, share) => expect(shareMet(totals)).toBe(share));
});

describe('a year of statements', () => {
  const at = (hour: number): Instant => moscow('2026-09-01 00:00') + hours(hour);
  const aTicket = fc
    .record({
      opened: fc.integer({ min: 0, max: 1_400 }),
      severity: fc.constantFrom(...severities),
      steps: fc.array(
        fc.record({
          after: fc.integer({ min: 0, max: 300 }),
          what: fc.constantFrom('reply', 'pend', 'resume', 'resolve', 'reopen'),
        }),
        { maxLength: 6 },
      ),
    })
    .map(({ opened: from, severity, steps }) => {
      let hour = from;
      const events = steps.map(({ after, what }, index): TicketEvent => {
        hour += after;
        const made = {
          reply: replied(`${index}`, at(hour)),
          pend: pended(at(hour)),
          resume: resumed(at(hour)),
          resolve: resolved(null, at(hour)),
          reopen: reopened(at(hour)),
        };
        return made[what];
      });
      return ticketAfter(opened({ severity, requestedAt: at(from) }, at(from)), ...events);
    });
  const months = ['2026-09', '2026-10', '2026-11', '2026-12', '2027-01', '2027-02'];

  it('decides every clock once: what the months say adds up to what the whole time says', () => {
    const whole = { fromAt: periodOf('2026-09', zone).fromAt, toAt: periodOf('2027-02', zone).toAt };
    const decided = (statements: readonly Statement[]) => {
      const totals = statements.flatMap((statement) => statement.totals);
      const sum = (key: 'met' | 'breached') => totals.reduce((count, each) => count + each[key], 0);
      return { met: sum('met'), breached: sum('breached') };
    };
    fc.assert(
      fc.property(fc.array(aTicket, { maxLength: 5 }), (tickets) => {
        const monthly = months.map((month) => of(periodOf(month, zone), tickets));
        expect(decided(monthly)).toEqual(decided([of(whole, tickets)]));
      }),
    );
  });

  it('tells the same whenever it is asked for after the month', () => {
    fc.assert(
      fc.property(fc.array(aTicket, { maxLength: 3 }), (tickets) => {
        const [soon, late] = [october.toAt, moscow('2030-01-01 00:00')];
        expect(of(october, tickets, { now: soon })).toEqual(of(october, tickets, { now: late }));
      }),
    );
  });
});
