// `claim`: takes a ticket; where its plan leaves the time of the answer to the agent, asks for a promise.
import type { NoticeView } from '../app/view.ts';
import { ok } from '../domain/result.ts';
import { owesPromise, timerToPromise } from '../domain/ticket-timers.ts';
import { format } from '../messages/format.ts';
import { button } from '../messages/views/ticket-buttons.ts';
import { showTo } from './answers.ts';
import { noProblem, nothing } from './arguments.ts';
import { changeTicket } from './change-ticket.ts';
import { ticketCommand } from './spec.ts';

export const claim = ticketCommand({
  verb: 'claim',
  act: 'claim',
  audience: 'agents',
  usage: '[REF]',
  summary: 'help.claim',
  examples: ['claim ACME-118'],
  arguments: nothing,
  problem: noProblem,
  async run(request) {
    const changed = await changeTicket(request, { type: 'claim' });
    if (changed === null) return ok(null);
    if (!changed.ok) return changed;
    const { ticket } = changed.value;
    const { language } = request.reader;
    const { reference } = ticket;
    const taken: NoticeView = {
      kind: 'notice',
      tone: 'success',
      text: format(language, 'claim.done', { reference }),
    };
    if (!owesPromise(ticket)) return showTo(taken);
    const owed =
      timerToPromise(ticket)?.metric === 'resolution' ? 'claim.promise.resolution' : 'claim.promise';
    const details = [format(language, owed, { reference })];
    return showTo({ ...taken, details, buttons: [[button('promise', ticket, language)]] });
  },
});
