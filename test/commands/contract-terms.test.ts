// `contract` as requesters use it: what each of their organisations has agreed, and what holds for those of none.
import { beforeEach, expect, it } from 'vitest';
import { format } from '../../src/messages/format.ts';
import { aContract, contractPolicy, initech } from '../builders/contract.ts';
import { ivan, olga } from '../builders/people.ts';
import { customer, opens } from '../support/customers.ts';
import { type DeskOnFakes, deskOnFakes } from '../support/desk-on-fakes.ts';

let desk: DeskOnFakes;
beforeEach(async () => {
  desk = deskOnFakes({ policy: contractPolicy() });
  await customer(desk, [ivan]);
});

const itemsFor = async (user: typeof ivan) => {
  const answer = await desk.command(user, 'contract');
  if (answer?.view.kind !== 'list') throw new Error(JSON.stringify(answer?.view));
  return answer.view.items;
};

it('shows each organisation of a requester, with what is left of its quota now', async () => {
  const expired = aContract({ id: 'c-initech', organisationId: initech.id, endsOn: '2026-01-31' });
  await customer(desk, [ivan], { organisation: initech, contracts: [expired] });
  await opens(desk, ivan, 'The server is down', { wantsPriority: true });
  const [globex, other] = await itemsFor(ivan);
  expect(globex?.title).toBe('Globex');
  expect(globex?.lines).toContain(
    format('ru', 'terms.quota', { left: 5, granted: 6, until: '1 марта 2026 г.' }),
  );
  expect(other?.title).toBe('Initech');
  expect(other?.lines[0]).toBe(
    format('ru', 'terms.expired', { on: '31 января 2026 г.', plan: 'Стандартный' }),
  );
});

it('shows somebody of no organisation what holds for everybody', async () => {
  const [only, ...others] = await itemsFor(olga);
  expect(only?.title).toBe(format('en', 'terms.nobody'));
  expect(only?.lines[0]).toBe(format('en', 'terms.plan', { plan: 'Standard' }));
  expect(others).toEqual([]);
});
