// Who may do what with a ticket.
import type { Ticket } from './ticket.ts';

/** What somebody is to a ticket; `desk` is the desk itself, acting on a clock. */
export type Role = 'requester' | 'agent' | 'desk' | 'stranger';

/** Acts on an existing ticket, named as the commands that people use. */
export type Act =
  | 'show'
  | 'claim'
  | 'unclaim'
  | 'assign'
  | 'reply'
  | 'note'
  | 'severity'
  | 'promise'
  | 'acknowledge'
  | 'pending'
  | 'hold'
  | 'resume'
  | 'resolve'
  | 'reopen'
  | 'close'
  | 'cancel'
  | 'why';

const agentsOnly: ReadonlySet<Act> = new Set([
  'claim',
  'unclaim',
  'assign',
  'note',
  'severity',
  'promise',
  'acknowledge',
  'pending',
  'hold',
  'resume',
]);

/** Whether the role allows the act; a stranger may do nothing, and is told that there is no such ticket. */
export function may(role: Role, act: Act): boolean {
  switch (role) {
    case 'desk':
    case 'agent':
      return true;
    case 'requester':
      return !agentsOnly.has(act);
    case 'stranger':
      return false;
  }
}

/**
 * What a person is to the ticket: an agent of its queue where others can see them act, and in direct messages with
 * the desk what anybody is there, its requester or a stranger.
 */
export function roleOf(
  ticket: Pick<Ticket, 'requesterId'>,
  person: { readonly id: string; readonly isAgent: boolean; readonly isAmongAgents: boolean },
): Role {
  if (person.isAgent && person.isAmongAgents) return 'agent';
  return ticket.requesterId === person.id ? 'requester' : 'stranger';
}
