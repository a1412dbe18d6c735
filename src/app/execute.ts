// The one write path: lock, decide, evolve, append, and enqueue what follows, all in one transaction.

import type { Actor, OpenTicket, TicketCommand } from '../domain/commands.ts';
import { decide, decideOpen } from '../domain/decide.ts';
import type { DeskError } from '../domain/errors.ts';
import type { TicketEvent } from '../domain/events.ts';
import { evolve, replay } from '../domain/evolve.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Ticket, TicketId } from '../domain/ticket.ts';
import { type Effect, effectsOf, type Origin } from './effects.ts';
import { withFiles } from './file-effects.ts';
import { carryOut } from './outbox.ts';
import type { DeskPolicy } from './policy.ts';
import type { Clock, Conversation, Repositories } from './ports.ts';
import { recordQuota } from './quota-ledger.ts';
import { nextReminderAt } from './reminder-plan.ts';

export interface ExecuteParts {
  readonly policy: DeskPolicy;
  readonly clock: Clock;
}

export interface Executed {
  readonly ticket: Ticket;
  readonly events: readonly TicketEvent[];
}

/** Runs a command on a ticket inside `tx`; nothing is written when it is refused. */
export async function execute(
  tx: Repositories,
  parts: ExecuteParts,
  act: {
    readonly ticketId: TicketId;
    readonly actor: Actor;
    readonly command: TicketCommand;
    readonly origin?: Origin | null;
  },
): Promise<Result<Executed, DeskError>> {
  const ticket = await tx.tickets.lock(act.ticketId);
  if (ticket === null) return fail({ code: 'ticketNotFound', reference: null });
  const done = decideOn({ ticket, actor: act.actor, commands: [act.command] }, parts);
  if (!done.ok) return done;
  await commit(tx, parts, [{ ...done.value, origin: act.origin ?? null }]);
  return done;
}

/** What somebody does to a ticket that is held already. */
interface ActOnHeld {
  readonly ticket: Ticket;
  readonly actor: Actor;
  /** In their order; each is decided on what the one before it left. */
  readonly commands: readonly TicketCommand[];
}

/** Runs commands on tickets that `tx` holds, in few statements for them all; nothing is written if one is refused. */
export async function executeAll(
  tx: Repositories,
  parts: ExecuteParts,
  acts: readonly ActOnHeld[],
): Promise<Result<readonly Executed[], DeskError>> {
  const done: Executed[] = [];
  for (const act of acts) {
    const decided = decideOn(act, parts);
    if (!decided.ok) return decided;
    done.push(decided.value);
  }
  await commit(
    tx,
    parts,
    done.map((executed) => ({ ...executed, origin: null })),
  );
  return ok(done);
}

/** Opens a ticket inside `tx` and tells its conversations of it. */
export async function executeOpen(
  tx: Repositories,
  parts: ExecuteParts,
  act: {
    readonly actor: Actor;
    readonly command: OpenTicket;
    readonly conversations: readonly Conversation[];
  },
): Promise<Result<Executed, DeskError>> {
  const decision = decideOpen(act.command, { now: parts.clock.now(), actor: act.actor });
  if (!decision.ok) return decision;
  const ticket = replay(decision.value, parts.policy.calendars);
  if (ticket === null) throw new Error('a ticket is opened by at least one event');
  const opened = { ticket, events: decision.value };
  await tx.tickets.save(ticket, opened.events);
  await recordQuota(tx, ticket.id, opened.events);
  const ids = act.conversations.map(({ id }) => id);
  await tx.conversations.joinAll(ids, ticket.id);
  await followUp(tx, parts, [{ ...opened, origin: null }], new Map([[ticket.id, act.conversations]]));
  return ok(opened);
}

function decideOn(
  { ticket, actor, commands }: ActOnHeld,
  { policy, clock }: ExecuteParts,
): Result<Executed, DeskError> {
  let after = ticket;
  const events: TicketEvent[] = [];
  for (const command of commands) {
    const decision = decide(after, command, { now: clock.now(), actor });
    if (!decision.ok) return decision;
    after = decision.value.reduce((now, event) => evolve(now, event, policy.calendars), after);
    events.push(...decision.value);
  }
  return ok({ ticket: after, events });
}

interface Change extends Executed {
  readonly origin: Origin | null;
}

async function commit(tx: Repositories, parts: ExecuteParts, changes: readonly Change[]): Promise<void> {
  const changed = changes.filter(({ events }) => events.length > 0);
  if (changed.length === 0) return;
  await tx.tickets.saveAll(changed);
  for (const { ticket, events } of changed) await recordQuota(tx, ticket.id, events);
  const conversations = await tx.conversations.ofTickets(changed.map(({ ticket }) => ticket.id));
  await followUp(tx, parts, changed, conversations);
}

/** Enqueues whatever follows from the changes: deliveries, and the next look at each ticket's reminders. */
async function followUp(
  tx: Repositories,
  { policy, clock }: ExecuteParts,
  changes: readonly Change[],
  conversations: ReadonlyMap<TicketId, readonly Conversation[]>,
): Promise<void> {
  const tickets = changes.map(({ ticket }) => ticket);
  const owing = changes.map((change) => ({
    ticket: change.ticket,
    effects: effectsOfChange(change, conversations.get(change.ticket.id) ?? [], policy),
  }));
  await carryOut(tx, owing, { policy, now: clock.now() });
  await keepAllReminded(tx, tickets, policy, clock.now());
}

function effectsOfChange(
  { ticket, events, origin }: Change,
  conversations: readonly Conversation[],
  policy: DeskPolicy,
): readonly Effect[] {
  const first = ticket.version - events.length + 1;
  return events.flatMap((event, index) => {
    const happening = { event, sequence: first + index, ticket, conversations, origin, policy };
    return withFiles(effectsOf(happening), happening);
  });
}

/** Moves or drops the ticket's one reminder job, which runs at the next step of any of its timers. */
export const keepReminded = (
  tx: Repositories,
  ticket: Ticket,
  policy: DeskPolicy,
  now: number,
): Promise<void> => keepAllReminded(tx, [ticket], policy, now);

/** The same for many tickets. */
export async function keepAllReminded(
  tx: Repositories,
  tickets: readonly Ticket[],
  policy: DeskPolicy,
  now: number,
): Promise<void> {
  const looks = tickets.map((ticket) => ({ id: ticket.id, runAt: nextReminderAt(ticket, policy, now) }));
  await tx.jobs.enqueueAll(
    'remind',
    looks.flatMap(({ id, runAt }) => (runAt === null ? [] : [{ id, runAt }])),
  );
  await tx.jobs.cancelAll(
    'remind',
    looks.filter(({ runAt }) => runAt === null).map(({ id }) => id),
  );
}
