// Anything that may be asked of a ticket, by anybody, in any order and at any time.
import fc from 'fast-check';
import type { Actor, TicketCommand } from '../../src/domain/commands.ts';
import { decide } from '../../src/domain/decide.ts';
import { saidAs, type TicketEvent } from '../../src/domain/events.ts';
import { evolve } from '../../src/domain/evolve.ts';
import type { SlaTargets } from '../../src/domain/sla/targets.ts';
import { METRICS } from '../../src/domain/sla/timers.ts';
import { severities, type Ticket } from '../../src/domain/ticket.ts';
import { aMessage, monday10, opened, requesterId } from '../builders/ticket.ts';
import { calendars, hours, minutes } from './sla/given.ts';

const actors: fc.Arbitrary<Actor> = fc.constantFrom(
  { id: 'p-anna', role: 'agent' },
  { id: 'p-boris', role: 'agent' },
  { id: requesterId, role: 'requester' },
  { id: 'p-colleague', role: 'requester' },
  { id: 'p-frontline', role: 'follower' },
  { id: 'p-eve', role: 'stranger' },
  { id: null, role: 'desk' },
);

const duplicated = { requesterId, organisationId: null };
const message = fc.constantFrom('one', 'two', 'three', '').map((text) => aMessage(text));
const ago = fc.integer({ min: 0, max: minutes(30) });

/** What plans promise: as at the opening, by phone out of hours, on a promise, or nothing. */
const targets: fc.Arbitrary<SlaTargets> = fc.constantFrom<SlaTargets>(
  opened().targets,
  {
    firstResponse: { withinMs: hours(6), calendar: 'office', afterHours: 'phone' },
    resolution: { withinMs: hours(9), calendar: 'office', afterHours: 'phone' },
  },
  {
    firstResponse: { withinMs: null, calendar: 'office', afterHours: 'phone' },
    nextResponse: { withinMs: null, calendar: 'office' },
  },
  { resolution: { withinMs: hours(3), calendar: 'mornings' } },
  {},
);

/** A contract's special services: stages, samples, phone calls and pages. */
const services = (now: number): readonly fc.Arbitrary<TicketCommand>[] => [
  fc.record({
    type: fc.constant('stage'),
    stage: fc.constantFrom('received', 'analysing', 'released'),
    isFinal: fc.boolean(),
    comment: fc.option(message),
    databaseVersion: fc.option(fc.constant('2026.02.02.1200')),
    at: ago.map((ms) => now - ms),
  }) as fc.Arbitrary<TicketCommand>,
  fc.record({
    type: fc.constant('identifySample'),
    messageId: message.map(({ messageId }) => messageId),
    index: fc.integer({ min: 0, max: 2 }),
    sha256: fc.constant('0'.repeat(64)),
    sizeBytes: fc.integer({ min: 0, max: 9 }),
  }),
  fc.record({
    type: fc.constant('call'),
    caller: fc.constantFrom('', 'Homer'),
    phone: fc.constant('+7 495 000-00-00'),
    // Some have called before they wrote.
    calledAt: fc.integer({ min: -1, max: 600 }).map((count) => now - minutes(count)),
    calendar: fc.constantFrom('always', null),
    needsPaging: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('page'),
    accounts: fc.array(
      fc.constantFrom({ platform: 'chat', userId: 'U1' }, { platform: 'chat', userId: 'U2' }),
      {
        maxLength: 2,
      },
    ),
  }),
  fc.constant({ type: 'acknowledgePage' }),
];

/** A command as asked at `now`; words were written a while before. */
const commands = (now: number): fc.Arbitrary<TicketCommand> =>
  fc.oneof(
    fc.constantFrom<TicketCommand>(
      { type: 'claim' },
      { type: 'unclaim' },
      { type: 'pending' },
      { type: 'hold' },
      { type: 'resume' },
      { type: 'reopen' },
      { type: 'close' },
      { type: 'cancel', reason: null },
      { type: 'assign', assigneeId: 'p-boris' },
      { type: 'spam' },
      { type: 'standardise' },
      { type: 'merge', into: { ...duplicated, id: 't2', reference: 'ACME-7', status: 'open' } },
      { type: 'absorb', from: { id: 't3', reference: 'ACME-9' } },
    ),
    fc.record({
      type: fc.constant('prioritise'),
      balance: fc.record({
        contractId: fc.constant('c1'),
        year: fc.integer({ min: 1, max: 2 }),
        remaining: fc.integer({ min: 0, max: 3 }),
      }),
    }),
    fc.record({ type: fc.constantFrom('reply', 'note'), message, at: ago.map((ms) => now - ms) }),
    fc.record({
      type: fc.constant('resolve'),
      message: fc.option(message),
      at: ago.map((ms) => now - ms),
    }) as fc.Arbitrary<TicketCommand>,
    fc.record({
      type: fc.constant('edit'),
      original: fc.integer({ min: 1, max: 9 }),
      messageId: message.map(({ messageId }) => messageId),
      saidAs: fc.constantFrom(...saidAs),
      saidAt: ago.map((ms) => now - ms),
      text: fc.constantFrom('one', ''),
      at: ago.map((ms) => now - ms),
    }),
    fc.record({
      type: fc.constant('retract'),
      original: fc.integer({ min: 1, max: 9 }),
      messageId: message.map(({ messageId }) => messageId),
      saidAs: fc.constantFrom(...saidAs),
      saidAt: ago.map((ms) => now - ms),
      at: ago.map((ms) => now - ms),
    }),
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
      targets,
    }),
    fc.record({
      type: fc.constant('retarget'),
      targets,
      rank: fc.integer({ min: 0, max: 2 }),
      isUrgent: fc.boolean(),
    }),
    ...services(now),
    fc.record({ type: fc.constant('breach'), metric: fc.constantFrom(...METRICS) }),
    fc.record({
      type: fc.constant('withdrawReply'),
      messageId: message.map(({ messageId }) => messageId),
      reason: fc.constant('blocked'),
    }),
  );

export interface Asked {
  readonly now: number;
  readonly actor: Actor;
  readonly command: TicketCommand;
}

export const asked: fc.Arbitrary<readonly Asked[]> = fc
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
export function played(sequence: readonly Asked[]): { ticket: Ticket; log: readonly TicketEvent[] } {
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
