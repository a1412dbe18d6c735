// Under which contract requests are handled now, what is left of its quota, and when that is renewed.
import { beforeEach, describe, expect, it } from 'vitest';
import { contractFor, entitlementNow, holdQuota, quotaNow, today } from '../../src/app/entitlements.ts';
import type { Repositories } from '../../src/app/ports.ts';
import { recordQuota } from '../../src/app/quota-ledger.ts';
import type { TicketEvent } from '../../src/domain/events.ts';
import { aContract, contractPolicy, globex } from '../builders/contract.ts';
import { ivan } from '../builders/people.ts';
import { monday10, opened, ticketAfter } from '../builders/ticket.ts';
import { moscow, utc } from '../domain/sla/given.ts';
import { createMemoryStore, type MemoryStore } from '../fakes/store.ts';

const policy = contractPolicy();
const contract = aContract();
let store: MemoryStore;
let requesterId: string;

const inside = <T>(work: (tx: Repositories) => Promise<T>): Promise<T> => store.transaction(work);
const entry = (type: 'PriorityIncidentSpent' | 'PriorityIncidentRefunded', year = 1): TicketEvent => {
  const common = { contractId: contract.id, year, at: monday10, actorId: requesterId };
  return type === 'PriorityIncidentSpent'
    ? { type, ...common, remaining: 0 }
    : { type, ...common, reason: 'downgraded' };
};
const record = (...events: readonly TicketEvent[]) => inside((tx) => recordQuota(tx, 't1', events));
const left = (now = monday10) => inside((tx) => quotaNow(tx, policy, contract, now));

beforeEach(async () => {
  store = createMemoryStore();
  await inside(async (tx) => {
    requesterId = (await tx.people.identify(ivan)).id;
    await tx.organisations.save(globex);
    await tx.organisations.saveContract(contract);
    await tx.tickets.save(ticketAfter(opened({ requesterId })), [opened({ requesterId })]);
  });
});

describe('today', () => {
  it('is the date in the desk’s zone', () => {
    expect(today(policy, utc('2026-02-28 21:00'))).toBe('2026-03-01');
    expect(today({ ...policy, timezone: 'UTC' }, utc('2026-02-28 21:00'))).toBe('2026-02-28');
  });
});

describe('an organisation', () => {
  it('is entitled to the plan of its contract, and somebody of none to the default one', async () => {
    expect(await inside((tx) => entitlementNow(tx, policy, globex.id, monday10))).toMatchObject({
      plan: 'msa-start',
      contract: { id: contract.id },
    });
    expect(await inside((tx) => entitlementNow(tx, policy, null, monday10))).toMatchObject({
      plan: 'standard',
      contract: null,
    });
  });

  it('loses it on the day after its last, in the desk’s zone', async () => {
    await inside((tx) => tx.organisations.saveContract({ ...contract, endsOn: '2026-02-28' }));
    const at = (now: number) => inside((tx) => entitlementNow(tx, policy, globex.id, now));
    expect(await at(moscow('2026-02-28 23:59'))).toMatchObject({ plan: 'msa-start', expiredOn: null });
    expect(await at(moscow('2026-03-01 00:00'))).toMatchObject({
      plan: 'standard',
      expiredOn: '2026-02-28',
    });
  });
});

describe('the contract of a ticket', () => {
  const of = (contractId: string | null, now = monday10) =>
    inside((tx) => contractFor(tx, policy, { contractId, organisationId: globex.id }, now));

  it('is its own as long as it is in force, also where there is a better one', async () => {
    const better = contractPolicy({ key: 'msa-plus', rank: 20 }).plans.get('msa-start');
    if (better === undefined) throw new Error('no plan');
    const plans = new Map([...policy.plans, ['msa-plus', better]]);
    await inside((tx) => tx.organisations.saveContract(aContract({ id: 'c-better', plan: 'msa-plus' })));
    const found = await inside((tx) =>
      contractFor(tx, { ...policy, plans }, { contractId: contract.id, organisationId: globex.id }, monday10),
    );
    expect(found?.id).toBe(contract.id);
  });

  it('is the organisation’s current one where its own is over, or where it had none', async () => {
    await inside(async (tx) => {
      await tx.organisations.saveContract({ ...contract, endsOn: '2026-01-31' });
      await tx.organisations.saveContract(aContract({ id: 'c-next', startsOn: '2026-02-01' }));
    });
    expect((await of(contract.id))?.id).toBe('c-next');
    expect((await of(null))?.id).toBe('c-next');
  });

  it('is none where nothing is in force', async () => {
    await inside((tx) => tx.organisations.saveContract({ ...contract, endsOn: '2026-01-31' }));
    expect(await of(contract.id)).toBeNull();
    const nobody = { contractId: null, organisationId: null };
    expect(await inside((tx) => contractFor(tx, policy, nobody, monday10))).toBeNull();
  });
});

describe('the quota', () => {
  it('counts what the ledger holds, to show it and to spend it', async () => {
    await record(entry('PriorityIncidentSpent'), entry('PriorityIncidentSpent'));
    await record(entry('PriorityIncidentRefunded'));
    const expected = { contractId: contract.id, year: 1, granted: 6, used: 1, remaining: 5 };
    expect(await left()).toMatchObject(expected);
    expect(await inside((tx) => holdQuota(tx, policy, contract, monday10))).toMatchObject(expected);
  });

  it('is renewed when the first day of the next contract year begins in the desk’s zone', async () => {
    await record(entry('PriorityIncidentSpent'));
    expect(await left(moscow('2026-02-28 23:59'))).toMatchObject({
      year: 1,
      remaining: 5,
      contractYear: { renewsOn: '2026-03-01' },
    });
    expect(await left(moscow('2026-03-01 00:00'))).toMatchObject({
      year: 2,
      remaining: 6,
      contractYear: { renewsOn: '2027-03-01' },
    });
  });

  it('gives back to the year that it was taken from', async () => {
    await record(entry('PriorityIncidentSpent'));
    await record(entry('PriorityIncidentSpent', 2), entry('PriorityIncidentRefunded'));
    expect(await left(moscow('2026-02-28 12:00'))).toMatchObject({ used: 0 });
    expect(await left(moscow('2026-03-01 12:00'))).toMatchObject({ used: 1 });
  });

  it('is never negative, also where the plan came to grant fewer than were used', async () => {
    await record(entry('PriorityIncidentSpent'), entry('PriorityIncidentSpent'));
    const fewer = contractPolicy({ priorityIncidents: 1 });
    expect(await inside((tx) => quotaNow(tx, fewer, contract, monday10))).toMatchObject({
      granted: 1,
      used: 2,
      remaining: 0,
    });
  });

  it.each([
    ['no contract', null, policy],
    ['a plan without any', contract, contractPolicy({ priorityIncidents: 0 })],
    ['a plan that is gone', { ...contract, plan: 'gone' }, policy],
    ['a contract that has not begun', { ...contract, startsOn: '2026-02-03' }, policy],
  ])('is none with %s', async (_, given, under) => {
    expect(await inside((tx) => quotaNow(tx, under, given, monday10))).toBeNull();
  });
});

describe('the ledger', () => {
  it('says who took what for which ticket and why it was given back, and nothing of other events', async () => {
    await record(opened({ requesterId }), entry('PriorityIncidentSpent'), entry('PriorityIncidentRefunded'));
    const common = { contractId: contract.id, year: 1, ticketId: 't1', at: monday10, actorId: requesterId };
    expect(await inside((tx) => tx.quota.entries(contract.id))).toEqual([
      { ...common, kind: 'spent', reason: null },
      { ...common, kind: 'refunded', reason: 'downgraded' },
    ]);
  });

  it('refuses to give back what was never taken', async () => {
    await expect(record(entry('PriorityIncidentRefunded'))).rejects.toThrow();
  });
});
