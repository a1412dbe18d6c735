// What somebody is to a ticket, from where they ask: what they may do follows from that.
import { isAgentElsewhere, isAgentOf, queueAt } from '../app/agents.ts';
import { isColleague as isColleagueOf } from '../app/visibility.ts';
import { type Role, roleOf } from '../domain/permissions.ts';
import type { Ticket } from '../domain/ticket.ts';
import { isAnsweredOn } from './merged.ts';
import type { Request } from './spec.ts';

/** What the person is to the ticket, from where they ask. */
export async function roleFor({ desk, person, conversation, place }: Request, ticket: Ticket): Promise<Role> {
  const isAgent = await isAgentOf(desk, person, ticket.queue);
  const isAmongAgents = conversation?.side === 'agents' || place.kind === 'group';
  const isInAgentsChat =
    conversation?.side === 'agents' || queueAt(desk.policy, place.platform, place.chat) !== null;
  const isFollower = !isAgent && isInAgentsChat && (await isAgentElsewhere(desk, person, ticket.queue));
  const now = desk.clock.now();
  const isColleague = await desk.store.read((repositories) =>
    isColleagueOf(repositories, desk.policy, { ticket, personId: person.id, now }),
  );
  const role = roleOf(ticket, { id: person.id, isAgent, isAmongAgents, isColleague, isFollower });
  if (role !== 'stranger') return role;
  const isAnswered = await desk.store.read((repositories) => isAnsweredOn(repositories, person, ticket));
  return isAnswered ? 'requester' : 'stranger';
}
