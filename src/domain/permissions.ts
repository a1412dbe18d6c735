// Who may do what with a ticket.
import type { Ticket } from './ticket.ts';

/** What somebody is to a ticket; `desk` is the desk itself, acting on a clock. */
export type Role = 'requester' | 'agent' | 'follower' | 'desk' | 'stranger';

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
  | 'priority'
  | 'spam'
  | 'merge'
  | 'stage'
  | 'call'
  | 'acknowledgePage'
  | 'resend'
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
  'spam',
  'merge',
  'stage',
  'call',
  'acknowledgePage',
  'resend',
]);

/** What agents of another queue may do: follow, not act. */
const followersToo: ReadonlySet<Act> = new Set(['show', 'why']);

/** Whether the role allows the act; a stranger may do nothing, and is told that there is no such ticket. */
export function may(role: Role, act: Act): boolean {
  switch (role) {
    case 'desk':
    case 'agent':
      return true;
    case 'requester':
      return !agentsOnly.has(act);
    case 'follower':
      return followersToo.has(act);
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
  person: {
    readonly id: string;
    readonly isAgent: boolean;
    readonly isAmongAgents: boolean;
    /** Of the requester's organisation, where its people share their tickets. */
    readonly isColleague?: boolean;
    /** An agent of another queue, among agents. */
    readonly isFollower?: boolean;
  },
): Role {
  if (person.isAgent && person.isAmongAgents) return 'agent';
  if (ticket.requesterId === person.id || person.isColleague === true) return 'requester';
  return person.isFollower === true ? 'follower' : 'stranger';
}
