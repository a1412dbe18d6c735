// `assign`: gives a ticket to an agent.
import { isAgentOf } from '../app/agents.ts';
import type { Person } from '../app/ports.ts';
import { ok } from '../domain/result.ts';
import { format } from '../messages/format.ts';
import { nameOf } from '../messages/views/people.ts';
import { done, refuse } from './answers.ts';
import { noProblem, words } from './arguments.ts';
import { changeTicket } from './change-ticket.ts';
import { type TicketRequest, ticketCommand } from './spec.ts';

export const assign = ticketCommand({
  verb: 'assign',
  act: 'assign',
  audience: 'agents',
  usage: '[REF] @name | me',
  summary: 'help.assign',
  examples: ['assign ACME-118 @anna', 'assign ACME-118 me'],
  arguments: words,
  problem: noProblem,
  async run(request, text) {
    if (text === '') return refuse({ code: 'textMissing', verb: 'assign' });
    const assignee = await findAgent(request, text);
    if (assignee === null) return refuse({ code: 'personUnknown', name: text });
    const isAgent = await isAgentOf(request.desk, assignee, request.ticket.queue);
    if (!isAgent) return refuse({ code: 'assigneeNotAgent', name: assignee.name });
    const changed = await changeTicket(request, { type: 'assign', assigneeId: assignee.id });
    if (changed === null) return ok(null);
    if (!changed.ok) return changed;
    const { reference } = request.ticket;
    const owner = nameOf(assignee);
    return done(format(request.reader.language, 'assign.done', { reference, owner }));
  },
});

async function findAgent(request: TicketRequest, text: string): Promise<Person | null> {
  if (text.toLowerCase() === 'me') return request.person;
  const name = text.replace(/^@/, '');
  return request.desk.store.read((repositories) =>
    repositories.people.findUser(request.place.platform, name),
  );
}
