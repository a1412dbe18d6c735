// `spam`: ends a ticket that nobody meant; its requester is not told.
import { ok } from '../domain/result.ts';
import { format } from '../messages/format.ts';
import { done } from './answers.ts';
import { noProblem, nothing } from './arguments.ts';
import { changeTicket } from './change-ticket.ts';
import { ticketCommand } from './spec.ts';

export const spam = ticketCommand({
  verb: 'spam',
  act: 'spam',
  audience: 'agents',
  usage: '[REF]',
  summary: 'help.spam',
  examples: ['spam ACME-118'],
  arguments: nothing,
  problem: noProblem,
  async run(request) {
    const changed = await changeTicket(request, { type: 'spam' });
    if (changed === null) return ok(null);
    if (!changed.ok) return changed;
    return done(format(request.reader.language, 'spam.done', { reference: request.ticket.reference }));
  },
});
