// `merge`: ends a duplicate, which goes on in the ticket that it repeats.
import { mergeTickets } from '../app/merging.ts';
import type { DeskError } from '../domain/errors.ts';
import { may, type Role } from '../domain/permissions.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Ticket } from '../domain/ticket.ts';
import { format } from '../messages/format.ts';
import { done } from './answers.ts';
import { noProblem, words } from './arguments.ts';
import { takeReference } from './parse.ts';
import { roleFor } from './role.ts';
import { type Outcome, type TicketRequest, ticketCommand } from './spec.ts';
import { ticketHere } from './ticket-here.ts';

export const merge = ticketCommand({
  verb: 'merge',
  act: 'merge',
  audience: 'agents',
  usage: '[REF] INTO',
  summary: 'help.merge',
  examples: ['merge ACME-118 ACME-7', 'merge ACME-7'],
  arguments: words,
  problem: noProblem,
  run: mergeInto,
});

async function mergeInto(request: TicketRequest, text: string): Promise<Outcome> {
  const { desk, person, reader } = request;
  const pair = await pairIn(request, text);
  if (!pair.ok) return pair;
  const { from, into } = pair.value;
  const merged = await request.once((tx) =>
    mergeTickets(tx, desk, {
      from: { id: from.ticket.id, actor: { id: person.id, role: from.role } },
      into: { id: into.ticket.id, actor: { id: person.id, role: into.role } },
    }),
  );
  if (merged === null) return ok(null);
  if (!merged.ok) return merged;
  const { reference } = from.ticket;
  return done(format(reader.language, 'merge.done', { reference, into: into.ticket.reference }));
}

interface Side {
  readonly ticket: Ticket;
  readonly role: Role;
}

/** The duplicate and what it repeats; a reference alone, in a ticket's thread, names the latter. */
async function pairIn(
  request: TicketRequest,
  text: string,
): Promise<Result<{ readonly from: Side; readonly into: Side }, DeskError>> {
  const { desk, ticket, role } = request;
  const own = { ticket, role };
  const { reference } = takeReference(text, desk.policy.prefix);
  if (reference !== null) {
    const into = await sideOf(request, await ticketBy(request, reference), reference);
    return into.ok ? ok({ from: own, into: into.value }) : into;
  }
  const here = await ticketHere(request);
  if (here === null || here.id === ticket.id)
    return fail({ code: 'mergeUnnamed', reference: ticket.reference });
  const from = await sideOf(request, here, here.reference);
  return from.ok ? ok({ from: from.value, into: own }) : from;
}

/** The ticket with what the person is to it, if they may merge it. */
async function sideOf(
  request: TicketRequest,
  ticket: Ticket | null,
  reference: string,
): Promise<Result<Side, DeskError>> {
  const role = ticket === null ? 'stranger' : await roleFor(request, ticket);
  if (ticket === null || role === 'stranger') return fail({ code: 'ticketNotFound', reference });
  return may(role, 'merge') ? ok({ ticket, role }) : fail({ code: 'notAllowed', verb: 'merge' });
}

const ticketBy = ({ desk }: TicketRequest, reference: string): Promise<Ticket | null> =>
  desk.store.read(({ tickets }) => tickets.find({ reference }));
