// `resend`: sends again what did not reach the requester.
import { resendEvent } from '../app/resend.ts';
import { ok } from '../domain/result.ts';
import { format } from '../messages/format.ts';
import { done, refuse } from './answers.ts';
import { noProblem, words } from './arguments.ts';
import { ticketCommand } from './spec.ts';

export const resend = ticketCommand({
  verb: 'resend',
  act: 'resend',
  audience: 'agents',
  usage: '[REF] [N]',
  summary: 'help.resend',
  examples: ['resend ACME-118', 'resend ACME-118 7'],
  arguments: words,
  problem: noProblem,
  async run(request, text) {
    const { ticket, person, role, desk, reader } = request;
    const { reference } = ticket;
    if (!/^([1-9][0-9]{0,8})?$/.test(text)) return refuse({ code: 'nothingToResend', reference });
    const sequence = text === '' ? null : Number(text);
    const act = { ticket, sequence, actor: { id: person.id, role } };
    const sent = await request.once((tx) => resendEvent(tx, desk, act));
    if (sent === null) return ok(null);
    return sent.ok ? done(format(reader.language, 'resend.done', { reference })) : sent;
  },
});
