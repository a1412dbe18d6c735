// `cancel`: ends a ticket that needs no answer after all.
import { ok } from '../domain/result.ts';
import { format } from '../messages/format.ts';
import { done } from './answers.ts';
import { noProblem, words } from './arguments.ts';
import { changeTicket } from './change-ticket.ts';
import { ticketCommand } from './spec.ts';

export const cancel = ticketCommand({
  verb: 'cancel',
  act: 'cancel',
  audience: 'everyone',
  usage: '[REF] [reason]',
  summary: 'help.cancel',
  examples: ['cancel ACME-118', 'cancel ACME-118 Solved it ourselves'],
  arguments: words,
  problem: noProblem,
  async run(request, text) {
    const changed = await changeTicket(request, { type: 'cancel', reason: text === '' ? null : text });
    if (changed === null) return ok(null);
    if (!changed.ok) return changed;
    const { language } = request.reader;
    const details = changed.value.ticket.priority === null ? [] : [format(language, 'cancel.keepsPriority')];
    return done(format(language, 'cancel.done', { reference: request.ticket.reference }), details);
  },
});
