// What holds for a ticket whatever anybody asks of it, in any order and at any time.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evolve, replay } from '../../src/domain/evolve.ts';
import { timerState } from '../../src/domain/sla/timers.ts';
import { isFinished, type Ticket } from '../../src/domain/ticket.ts';
import { isUnanswered } from '../../src/domain/ticket-timers.ts';
import { type Asked, asked, played } from './anything-asked.ts';
import { calendars, minutes } from './sla/given.ts';

const holds = (predicate: (sequence: readonly Asked[]) => void): void =>
  fc.assert(fc.property(asked, predicate), { numRuns: 300 });

describe('whatever is asked of a ticket', () => {
  it('replaying its log gives the ticket as it went along', () => {
    holds((sequence) => {
      const { ticket, log } = played(sequence);
      expect(replay(log, calendars)).toEqual(ticket);
      expect(ticket.version).toBe(log.length);
    });
  });

  it('survives being stored as JSON between any two events', () => {
    holds((sequence) => {
      const { ticket, log } = played(sequence);
      const stored = log.reduce<Ticket | null>(
        (now, event) => evolve(now && JSON.parse(JSON.stringify(now)), event, calendars),
        null,
      );
      expect(stored).toEqual(ticket);
    });
  });

  it('nobody waits for an answer on a finished ticket, and none of its clocks runs', () => {
    holds((sequence) => {
      const { ticket } = played(sequence);
      if (!isFinished(ticket)) return;
      const longAfter = ticket.updatedAt + minutes(100_000);
      expect(ticket.timers.filter(isUnanswered)).toEqual([]);
      const states = ticket.timers.map((timer) => timerState(timer, longAfter));
      expect(states.filter((state) => ['running', 'paused', 'owed'].includes(state))).toEqual([]);
    });
  });

  it('at most one answer is awaited beside the resolution', () => {
    holds((sequence) => {
      const { ticket, log } = played(sequence);
      if (log.some(({ type }) => type === 'ReplyUndelivered')) return;
      const awaited = ticket.timers.filter((timer) => timer.metric !== 'resolution' && isUnanswered(timer));
      expect(awaited.length).toBeLessThanOrEqual(1);
    });
  });

  it('no reminder is posted twice for one clock, and no breach recorded twice', () => {
    holds((sequence) => {
      const { log } = played(sequence);
      const keys = log.flatMap((event) =>
        event.type === 'SlaReminderSent' && event.metric !== 'nextResponse'
          ? [`${event.metric}:${event.step}`]
          : [],
      );
      expect(new Set(keys).size).toBe(keys.length);
      expect(
        log.filter((event) => event.type === 'SlaBreached' && event.metric === 'firstResponse').length,
      ).toBeLessThanOrEqual(1);
    });
  });

  it('what it takes from its quota and gives back takes turns, beginning with taking, of one contract year each', () => {
    holds((sequence) => {
      const { ticket, log } = played(sequence);
      const entries = log.filter(
        (event) => event.type === 'PriorityIncidentSpent' || event.type === 'PriorityIncidentRefunded',
      );
      entries.forEach((entry, index) => {
        const isSpent = index % 2 === 0;
        expect(entry.type).toBe(isSpent ? 'PriorityIncidentSpent' : 'PriorityIncidentRefunded');
        if (!isSpent) expect(entry.year).toBe(entries[index - 1]?.year);
      });
      expect(ticket.priority === null).toBe(entries.length % 2 === 0);
    });
  });

  it('what was merged stays closed', () => {
    holds((sequence) => {
      const { ticket, log } = played(sequence);
      const isMerged = log.some(({ type }) => type === 'TicketMerged');
      expect(ticket.mergedInto).toBe(isMerged ? 't2' : null);
      if (isMerged) expect(ticket).toMatchObject({ status: 'closed', outcome: 'duplicate' });
    });
  });
});
