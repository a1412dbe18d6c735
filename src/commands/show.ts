// `show`: a ticket's card.
import { cardView } from '../messages/views/card.ts';
import { showTo } from './answers.ts';
import { noProblem, nothing } from './arguments.ts';
import { peopleOf } from './people-of.ts';
import { ticketCommand } from './spec.ts';

export const show = ticketCommand({
  verb: 'show',
  act: 'show',
  audience: 'everyone',
  usage: '[REF]',
  summary: 'help.show',
  examples: ['show ACME-118'],
  arguments: nothing,
  problem: noProblem,
  async run(request) {
    const { ticket, desk, reader, role } = request;
    const people = await peopleOf(desk, [ticket.requesterId, ticket.assigneeId]);
    const side = role === 'agent' ? 'agents' : 'requester';
    return showTo(cardView({ ticket, people, policy: desk.policy, reader: { ...reader, side } }));
  },
});
