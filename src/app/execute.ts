// The one write path: lock, decide, evolve, append, and enqueue what follows, all in one transaction.

import type { Actor, OpenTicket, TicketCommand } from '../domain/commands.ts';
import { decide, decideOpen } from '../domain/decide.ts';
import type { DeskError } from '../domain/errors.ts';
import type { TicketEvent } from '../domain/events.ts';
import { evolve } from '../domain/evolve.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Ticket, TicketId } from '../domain/ticket.ts';
import { effectsOf, type Origin } from './effects.ts';
import { carryOut } from './outbox.ts';
import type { DeskPolicy } from './policy.ts';
import type { Clock, Repositories } from './ports.ts';
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
  const decision = decide(ticket, act.command, { now: parts.clock.now(), actor: act.actor });
  if (!decision.ok) return decision;
  return ok(await commit(tx, parts, { ticket, events: decision.value, origin: act.origin ?? null }));
}

/** Opens a ticket inside `tx`; its conversations must have been made, since they are told of it. */
export async function executeOpen(
  tx: Repositories,
  parts: ExecuteParts,
  act: { readonly actor: Actor; readonly command: OpenTicket; readonly conversationIds: readonly string[] },
): Promise<Result<Executed, DeskError>> {
  const decision = decideOpen(act.command, { now: parts.clock.now(), actor: act.actor });
  if (!decision.ok) return decision;
  const join = async (ticket: Ticket) => {
    for (const id of act.conversationIds) await tx.conversations.join(id, ticket.id);
  };
  return ok(
    await commit(tx, parts, { ticket: null, events: decision.value, origin: null, beforeEffects: join }),
  );
}

async function commit(
  tx: Repositories,
  { policy, clock }: ExecuteParts,
  change: {
    readonly ticket: Ticket | null;
    readonly events: readonly TicketEvent[];
    readonly origin: Origin | null;
    readonly beforeEffects?: (ticket: Ticket) => Promise<void>;
  },
): Promise<Executed> {
  const { events, origin } = change;
  const ticket = events.reduce<Ticket | null>(
    (now, event) => evolve(now, event, policy.calendars),
    change.ticket,
  );
  if (ticket === null) throw new Error('a ticket is opened by at least one event');
  if (events.length === 0) return { ticket, events };

  await tx.tickets.save(ticket, events);
  await change.beforeEffects?.(ticket);
  const conversations = await tx.conversations.ofTicket(ticket.id);
  const first = ticket.version - events.length + 1;
  const effects = events.flatMap((event, index) =>
    effectsOf({ event, sequence: first + index, ticket, conversations, origin, policy }),
  );
  await carryOut(tx, effects, { ticket, policy, now: clock.now() });
  await keepReminded(tx, ticket, policy, clock.now());
  return { ticket, events };
}

/** Moves or drops the ticket's one reminder job, which runs at the next step of any of its timers. */
export async function keepReminded(
  tx: Repositories,
  ticket: Ticket,
  policy: DeskPolicy,
  now: number,
): Promise<void> {
  const runAt = nextReminderAt(ticket, policy, now);
  if (runAt === null) await tx.jobs.cancel('remind', ticket.id);
  else await tx.jobs.enqueue('remind', ticket.id, { key: ticket.id, runAt });
}
