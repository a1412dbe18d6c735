// What holds for a ticket whatever anybody asks of it, in any order and at any time.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor, TicketCommand } from '../../src/domain/commands.ts';
import { decide } from '../../src/domain/decide.ts';
import type { TicketEvent } from '../../src/domain/events.ts';
import { evolve, replay } from '../../src/domain/evolve.ts';
import { METRICS, timerState } from '../../src/domain/sla/timers.ts';
import { isFinished, severities, type Ticket } from '../../src/domain/ticket.ts';
import { isUnanswered } from '../../src/domain/ticket-timers.ts';
import { aMessage, monday10, opened, requesterId } from '../builders/ticket.ts';
import { calendars, hours, minutes } from './sla/given.ts';

const actors: fc.Arbitrary<Actor> = fc.constantFrom(
  { id: 'p-anna', role: 'agent' },
  { id: 'p-boris', role: 'agent' },
  { id: requesterId, role: 'requester' },
  { id: 'p-eve', role: 'stranger' },
  { id: null, role: 'desk' },
);

const message = fc.constantFrom('one', 'two', 'three', '').map((text) => aMessage(text));
const ago = fc.integer({ min: 0, max: minutes(30) });

/** A command as asked at `now`; words were written a while before. */
const commands = (now: number): fc.Arbitrary<TicketCommand> =>
  fc.oneof(
    fc.constantFrom<TicketCommand>(
      { type: 'claim' },
      { type: 'unclaim' },
      { type: 'pending' },
      { type: 'resume' },
      { type: 'reopen' },
      { type: 'close' },
      { type: 'cancel', reason: null },
      { type: 'assign', assigneeId: 'p-boris' },
    ),
    fc.record({ type: fc.constantFrom('reply', 'note'), message, at: ago.map((ms) => now - ms) }),
    fc.record({
      type: fc.constant('resolve'),
      message: fc.option(message),
      at: ago.map((ms) => now - ms),
    }) as fc.Arbitrary<TicketCommand>,
    fc.record({
      type: fc.constant('remind'),
      metric: fc.constantFrom(...METRICS),
      step: fc.constantFrom('50%', '+0m'),
      passed: fc.constant([]),
      inDigest: fc.boolean(),
      toOnCall: fc.boolean(),
    }),
    fc.record({
      type: fc.constant('acknowledge'),
      metric: fc.constantFrom(...METRICS),
      level: fc.integer({ min: 0, max: 3 }),
    }),
    fc.record({ type: fc.constant('promise'), withinMs: fc.integer({ min: 1, max: hours(9) }) }),
    fc.record({
      type: fc.constant('severity'),
      severity: fc.constantFrom(...severities),
      targets: fc.constant(opened().targets),
    }),
    fc.record({ type: fc.constant('breach'), metric: fc.constantFrom(...METRICS) }),
    fc.record({
      type: fc.constant('withdrawReply'),
      messageId: message.map(({ messageId }) => messageId),
      reason: fc.constant('blocked'),
    }),
  );

interface Asked {
  readonly now: number;
  readonly actor: Actor;
  readonly command: TicketCommand;
}

const asked: fc.Arbitrary<readonly Asked[]> = fc
  .array(fc.integer({ min: 0, max: minutes(400) }), { maxLength: 25 })
  .chain((waits) => {
    let now = monday10;
    const instants = waits.map((wait) => {
      now += wait;
      return now;
    });
    return fc.tuple(
      ...instants.map((each) =>
        fc.record({ now: fc.constant(each), actor: actors, command: commands(each) }),
      ),
    );
  });

/** Plays it through; the ticket as it went along, and its log. */
function played(sequence: readonly Asked[]): { ticket: Ticket; log: readonly TicketEvent[] } {
  const first = opened();
  let ticket = evolve(null, first, calendars);
  const log: TicketEvent[] = [first];
  for (const { now, actor, command } of sequence) {
    const decision = decide(ticket, command, { now, actor });
    if (!decision.ok) continue;
    for (const event of decision.value) ticket = evolve(ticket, event, calendars);
    log.push(...decision.value);
  }
  return { ticket, log };
}

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
});
