// Decides the ends of a ticket other than an answer, and what becomes of its priority incident.
import type { DecideContext, PriorityBalance, TicketCommand } from './commands.ts';
import { type Decision, from, stamp, unfinished } from './decision.ts';
import type { RefundReason, TicketEvent } from './events.ts';
import { fail } from './result.ts';
import type { Ticket } from './ticket.ts';

type Command<T extends TicketCommand['type']> = Extract<TicketCommand, { type: T }>;

/** That one of the balance's priority incidents is spent; it must have one. */
export const spent = ({ contractId, year, remaining }: PriorityBalance) => ({
  type: 'PriorityIncidentSpent' as const,
  contractId,
  year,
  remaining: remaining - 1,
});

/** Gives the priority incident back where the ticket uses one; only what an agent does gives it back. */
export function refund(ticket: Ticket, reason: RefundReason, context: DecideContext): TicketEvent[] {
  if (ticket.priority === null || context.actor.role !== 'agent') return [];
  return [{ type: 'PriorityIncidentRefunded', ...ticket.priority, reason, ...stamp(context) }];
}

/** Ends a ticket that needs no answer after all. */
export function cancel(ticket: Ticket, { reason }: Command<'cancel'>, context: DecideContext): Decision {
  return from(
    ticket,
    unfinished,
    'cancel',
    { type: 'TicketCancelled', reason, ...stamp(context) },
    ...refund(ticket, 'cancelled', context),
  );
}

/** Ends a ticket that nobody meant. */
export function markSpam(ticket: Ticket, context: DecideContext): Decision {
  return from(
    ticket,
    unfinished,
    'spam',
    { type: 'TicketMarkedSpam', ...stamp(context) },
    ...refund(ticket, 'spam', context),
  );
}

/** Ends a duplicate; it goes on in a ticket of the same requester or of the same organisation. */
export function merge(ticket: Ticket, { into }: Command<'merge'>, context: DecideContext): Decision {
  const { reference } = ticket;
  if (into.id === ticket.id) return fail({ code: 'mergeIntoItself', reference });
  const isOfSameOrganisation =
    ticket.organisationId !== null && into.organisationId === ticket.organisationId;
  if (into.requesterId !== ticket.requesterId && !isOfSameOrganisation)
    return fail({ code: 'mergeForeign', reference, into: into.reference });
  if (!unfinished.includes(into.status))
    return fail({ code: 'wrongStatus', reference: into.reference, status: into.status, verb: 'merge' });
  return from(
    ticket,
    unfinished,
    'merge',
    { type: 'TicketMerged', intoId: into.id, into: into.reference, ...stamp(context) },
    ...refund(ticket, 'duplicate', context),
  );
}

/** Takes a duplicate in. */
export function absorb(
  ticket: Ticket,
  { from: duplicate }: Command<'absorb'>,
  context: DecideContext,
): Decision {
  return from(ticket, unfinished, 'merge', {
    type: 'DuplicateMerged',
    fromId: duplicate.id,
    from: duplicate.reference,
    ...stamp(context),
  });
}

/** Spends a priority incident on the ticket; that is its requester's to decide. */
export function prioritise(
  ticket: Ticket,
  { balance }: Command<'prioritise'>,
  context: DecideContext,
): Decision {
  const { reference } = ticket;
  if (context.actor.role !== 'requester') return fail({ code: 'priorityNotYours', reference });
  if (ticket.priority !== null) return fail({ code: 'alreadyPriority', reference });
  if (balance.remaining < 1) return fail({ code: 'quotaUsedUp', reference });
  return from(ticket, unfinished, 'priority', { ...spent(balance), ...stamp(context) });
}

/** An agent makes a priority incident a standard one. */
export function standardise(ticket: Ticket, context: DecideContext): Decision {
  const { reference } = ticket;
  if (context.actor.role !== 'agent') return fail({ code: 'notAllowed', verb: 'priority off' });
  if (ticket.priority === null) return fail({ code: 'notPriority', reference });
  return from(ticket, unfinished, 'priority', ...refund(ticket, 'downgraded', context));
}
