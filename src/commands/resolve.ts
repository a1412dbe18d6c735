// `resolve`: ends the work on a ticket, with a last word to the requester or without.
import { ok } from '../domain/result.ts';
import { format } from '../messages/format.ts';
import { done } from './answers.ts';
import { noProblem, words } from './arguments.ts';
import { changeTicket, messageOf } from './change-ticket.ts';
import { ticketCommand } from './spec.ts';
import { askForText } from './text-form.ts';

/** Stands for "without a comment" where the form would ask for one. */
const withoutComment = '-';

export const resolve = ticketCommand({
  verb: 'resolve',
  act: 'resolve',
  audience: 'everyone',
  usage: '[REF] [comment]',
  summary: 'help.resolve',
  examples: ['resolve ACME-118 Fixed in 4.2.', 'resolve ACME-118 -'],
  arguments: words,
  problem: noProblem,
  async run(request, text) {
    const isForm = 'text' in request.values;
    const hasFile = request.attachments.length > 0;
    if (text === '' && !hasFile && !isForm && request.role === 'agent') return askForText(request, 'resolve');
    const comment = text === withoutComment ? '' : text;
    const message = comment === '' && !hasFile ? null : messageOf(request, comment);
    const changed = await changeTicket(request, { type: 'resolve', message, at: request.at });
    if (changed === null) return ok(null);
    if (!changed.ok) return changed;
    return done(format(request.reader.language, 'resolve.done', { reference: request.ticket.reference }));
  },
});
