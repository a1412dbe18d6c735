// Who may do what with a ticket, and what makes somebody its requester or an agent.
import { describe, expect, it } from 'vitest';
import { type Act, may, roleOf } from '../../src/domain/permissions.ts';

const requesters: readonly Act[] = ['show', 'reply', 'resolve', 'reopen', 'close', 'cancel', 'why'];
const agents: readonly Act[] = ['claim', 'unclaim', 'assign', 'note', 'pending', 'resume'];

describe('may', () => {
  it.each(requesters)('lets requesters and agents %s', (act) => {
    expect(may('requester', act)).toBe(true);
    expect(may('agent', act)).toBe(true);
  });

  it.each(agents)('lets agents %s and requesters not', (act) => {
    expect(may('requester', act)).toBe(false);
    expect(may('agent', act)).toBe(true);
  });

  it.each([...requesters, ...agents])('never lets a stranger %s, and always the desk', (act) => {
    expect(may('stranger', act)).toBe(false);
    expect(may('desk', act)).toBe(true);
  });
});

describe('a follower', () => {
  it.each(['show', 'why'] as const)('may %s', (act) => expect(may('follower', act)).toBe(true));

  it.each([...requesters, ...agents].filter((act) => act !== 'show' && act !== 'why'))('may not %s', (act) =>
    expect(may('follower', act)).toBe(false),
  );

  it('is an agent of another queue, unless the ticket is their own', () => {
    const person = { isAgent: false, isAmongAgents: true, isFollower: true };
    expect(roleOf({ requesterId: 'ivan' }, { ...person, id: 'boris' })).toBe('follower');
    expect(roleOf({ requesterId: 'ivan' }, { ...person, id: 'ivan' })).toBe('requester');
  });
});

describe('roleOf', () => {
  const ticket = { requesterId: 'ivan' };
  it.each([
    ['the requester anywhere', 'ivan', false, true, 'requester'],
    ['the requester in direct messages', 'ivan', false, false, 'requester'],
    ['an agent where the agents are', 'anna', true, true, 'agent'],
    ['an agent in direct messages, who writes there as a requester', 'anna', true, false, 'stranger'],
    ['an agent on a ticket of their own, among the agents', 'ivan', true, true, 'agent'],
    ['an agent on a ticket of their own, in direct messages', 'ivan', true, false, 'requester'],
    ['anybody else', 'eve', false, true, 'stranger'],
  ] as const)('knows %s', (_, id, isAgent, isAmongAgents, role) => {
    expect(roleOf(ticket, { id, isAgent, isAmongAgents })).toBe(role);
  });

  it.each([
    ['anywhere', false, false],
    ['in direct messages, also being an agent', true, false],
  ] as const)('takes a colleague for the requester %s', (_, isAgent, isAmongAgents) => {
    expect(roleOf(ticket, { id: 'jane', isAgent, isAmongAgents, isColleague: true })).toBe('requester');
  });

  it('takes a colleague for an agent where the agents are, and a follower who is one for the requester', () => {
    const jane = { id: 'jane', isAmongAgents: true, isColleague: true };
    expect(roleOf(ticket, { ...jane, isAgent: true })).toBe('agent');
    expect(roleOf(ticket, { ...jane, isAgent: false, isFollower: true })).toBe('requester');
  });
});
