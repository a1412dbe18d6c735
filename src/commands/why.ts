// `why`: how a ticket's deadlines come about.

import { format } from '../messages/format.ts';
import { explainTimers } from '../messages/views/why.ts';
import { inform } from './answers.ts';
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
  async run({ ticket, desk, reader }) {
    const paragraphs = explainTimers(ticket, { policy: desk.policy, reader });
    const { reference } = ticket;
    if (paragraphs.length === 0) return inform(format(reader.language, 'why.none', { reference }));
    return inform(format(reader.language, 'why.title', { reference }), paragraphs);
  },
});
