// `why`: how a ticket's deadlines come about.

import { format } from '../messages/format.ts';
import { whyView } from '../messages/views/why.ts';
import { inform, showTo } from './answers.ts';
import { noProblem, nothing } from './arguments.ts';
import { ticketCommand } from './spec.ts';

export const why = ticketCommand({
  verb: 'why',
  act: 'why',
  audience: 'everyone',
  usage: '[REF]',
  summary: 'help.why',
  examples: ['why ACME-118'],
  arguments: nothing,
  problem: noProblem,
  async run({ ticket, desk, reader, role }) {
    const side = role === 'agent' || role === 'follower' ? 'agents' : 'requester';
    const view = whyView(ticket, { policy: desk.policy, reader: { ...reader, side } });
    if (view !== null) return showTo(view);
    return inform(format(reader.language, 'why.none', { reference: ticket.reference }));
  },
});
