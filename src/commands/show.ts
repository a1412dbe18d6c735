// `show`: a ticket's card.
import type { Reader } from '../app/ports.ts';
import { backgroundOf } from '../app/ticket-background.ts';
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
    const { ticket, desk, reader, role, person } = request;
    const people = await peopleOf(desk, [ticket.requesterId, ticket.assigneeId]);
    const isFollower = role === 'follower';
    const side: Reader['side'] = role === 'agent' || isFollower ? 'agents' : 'requester';
    const background = await desk.store.read((repositories) => backgroundOf(repositories, ticket));
    const isColleagues = role === 'requester' && ticket.requesterId !== person.id;
    const context = {
      ticket,
      people,
      policy: desk.policy,
      reader: { ...reader, side },
      ...background,
      isColleagues,
    };
    const card = cardView(context);
    return showTo(isFollower ? { ...card, buttons: [] } : card);
  },
});
