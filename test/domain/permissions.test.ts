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
});
