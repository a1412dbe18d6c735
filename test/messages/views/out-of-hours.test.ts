// Calls and pages in words: each side reads what concerns it, in either language, and no markup comes of what is typed.
import { describe, expect, it } from 'vitest';
import type { EventOf, TicketEvent } from '../../../src/domain/events.ts';
import { languages } from '../../../src/domain/language.ts';
import { facts, people, presenter, reader, say, told } from '../../builders/facts.ts';
import { aPerson } from '../../builders/people.ts';
import { agentId, monday10, replied, requesterId, ticketAfter } from '../../builders/ticket.ts';
import { minutes } from '../../domain/sla/given.ts';
import { textOf } from '../../support/views.ts';

const called: EventOf<'CallLogged'> = {
  type: 'CallLogged',
  caller: 'Pavel',
  phone: '+74950000000',
  calledAt: monday10,
  calendar: null,
  needsPaging: true,
  at: monday10,
  actorId: agentId,
};
const paged = (...accounts: EventOf<'OnCallPaged'>['accounts']): EventOf<'OnCallPaged'> => ({
  type: 'OnCallPaged',
  accounts,
  at: monday10,
  actorId: null,
});
const one = { platform: 'slack', userId: 'UANNA' };
const acknowledged: TicketEvent = { type: 'PageAcknowledged', at: monday10 + minutes(1), actorId: agentId };

describe.each(languages)('in %s', (language) => {
  const said = (
    side: 'agents' | 'requester' | 'personal',
    event: TicketEvent,
    ticket = ticketAfter(called),
  ) =>
    presenter.present(told, facts(side, ticket, event, { call: called, reader: reader(side, { language }) }));

  it('a call is told to both sides, and its number to the agents alone', () => {
    expect(JSON.stringify(said('agents', called))).toContain('+74950000000');
    const forRequester = JSON.stringify(said('requester', called));
    expect(forRequester).toContain('ACME-118');
    expect(forRequester).not.toContain('+74950000000');
  });

  it('a page is told to the agents and to the paged, who can answer it, and never to the requester', () => {
    expect(said('requester', paged(one))).toBeNull();
    expect(said('requester', acknowledged)).toBeNull();
    expect(said('agents', paged(one))).toMatchObject({ mentions: [{ ...one, name: 'Anna Orlova' }] });
    expect(said('personal', paged(one))).toMatchObject({
      buttons: [[{ command: 'acknowledge-page ACME-118' }]],
    });
    expect(JSON.stringify(said('personal', paged(one)))).toContain('Pavel (+74950000000)');
  });

  it('nobody left to page names the number and the leads', () => {
    const view = said('agents', paged());
    expect(view).toMatchObject({ tone: 'error', mentions: [{ userId: 'ULEAD' }, { userId: '4242' }] });
    expect(JSON.stringify(view)).toContain('+74950000000');
  });

  it('everything is said in words', () => {
    for (const event of [called, paged(one), paged(), acknowledged])
      for (const side of ['agents', 'personal'] as const)
        expect(JSON.stringify(said(side, event))).not.toMatch(/undefined|\{[a-z]+\}/);
  });
});

it('a page that comes late says nothing once somebody has answered', () => {
  const ticket = ticketAfter(called, paged(one), acknowledged);
  expect(say('personal', paged(one), ticket)).toBeNull();
});

it('somebody whom the desk has never met is called by their account', () => {
  expect(say('agents', paged({ platform: 'slack', userId: 'UNEW' }), ticketAfter(called))).toContain('UNEW');
});

describe('a requester who is on no platform', () => {
  const byPhone = { kind: 'byPhone', sequence: 2 } as const;
  const phone = {
    platform: 'phone',
    userId: '+74950000000',
    name: 'Pavel',
    handle: null,
    languageTag: null,
    timezone: null,
  };
  const phoned = new Map([...people, [requesterId, aPerson(requesterId, phone)]]);
  const ticket = ticketAfter(called, replied('On it'));

  it('is to be told by phone', () => {
    const view = presenter.present(byPhone, facts('agents', ticket, replied('On it'), { people: phoned }));
    expect(view === null ? '' : textOf(view)).toMatch(/Pavel.*ACME-118.*\+74950000000/);
    const relay = presenter.present(told, facts('agents', ticket, replied('On it'), { people: phoned }));
    expect(relay).toMatchObject({ footer: 'Public: to be told by phone' });
  });

  it('is not thought of anybody who can be written to', () => {
    expect(presenter.present(byPhone, facts('agents', ticket, replied('On it')))).toBeNull();
    const relay = presenter.present(told, facts('agents', ticket, replied('On it')));
    expect(relay).toMatchObject({ footer: 'Public: sent to the requester' });
  });
});
