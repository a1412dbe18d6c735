// What is asked before a ticket opens under a contract: for which organisation, and whether to use a priority incident.
import { beforeEach, describe, expect, it } from 'vitest';
import type { PlatformUser } from '../../src/app/inbound.ts';
import { DAY_MS, MINUTE_MS } from '../../src/domain/instant.ts';
import { format } from '../../src/messages/format.ts';
import { aContract, contractPolicy, globex, initech } from '../builders/contract.ts';
import { groupPlace, ivan, olga } from '../builders/people.ts';
import { type DeskOnFakes, deskOnFakes } from '../support/desk-on-fakes.ts';
import { answerText, buttonsOf, textOf } from '../support/views.ts';

let desk: DeskOnFakes;

/** Globex has two priority incidents a year; Initech has no contract. */
beforeEach(async () => {
  desk = deskOnFakes({ policy: contractPolicy({ priorityIncidents: 2 }) });
  await desk.store.transaction(async (tx) => {
    await tx.organisations.save(globex);
    await tx.organisations.save(initech);
    await tx.organisations.saveContract(aContract());
  });
  await join(ivan, globex.id);
});

const join = async (user: PlatformUser, organisationId: string): Promise<void> => {
  const { id } = await desk.person(user);
  await desk.store.transaction((tx) => tx.organisations.join(id, organisationId, desk.clock.now()));
};
const asked = () => textOf(desk.toldTo(ivan).at(-1)!.view);
const labels = () => buttonsOf(desk.toldTo(ivan).at(-1)!.view).map(({ label }) => label);
const opened = async (reference: string) => {
  const { id } = await desk.ticket(reference);
  const [event] = await desk.store.read(({ tickets }) => tickets.events(id));
  return event;
};
const use = 'choose';

/** Opens a ticket and answers the question about the priority incident. */
async function openWith(answer: 'yes' | 'no'): Promise<void> {
  await desk.command(ivan, 'new The server is down');
  await desk.press(ivan, 'open');
  const button = buttonsOf(desk.toldTo(ivan).at(-1)!.view).find(({ command }) => command.endsWith(answer));
  await desk.press(ivan, button!.label);
}

describe('where priority incidents are left', () => {
  it('choosing the severity asks, in the same message, whether to use one', async () => {
    await desk.message(ivan, 'The server is down');
    await desk.press(ivan, 'open');
    expect(desk.said(ivan)).toEqual([format('ru', 'draft.priority', { left: 2 })]);
    expect(labels()).toEqual([
      format('ru', 'draft.priority.use', { left: 2 }),
      format('ru', 'draft.priority.without'),
    ]);
    await expect(desk.ticket('ACME-1')).rejects.toThrow();
  });

  it('using one spends it, and the next question says what is left', async () => {
    await openWith('yes');
    expect(await desk.ticket('ACME-1')).toMatchObject({
      priority: { contractId: 'c-globex' },
      plan: 'msa-start',
    });
    await desk.command(ivan, 'new Again');
    await desk.press(ivan, 'open');
    expect(asked()).toBe(format('ru', 'draft.priority', { left: 1 }));
  });

  it('going on without spends none', async () => {
    await openWith('no');
    expect(await desk.ticket('ACME-1')).toMatchObject({ priority: null, severity: 'critical' });
    expect(await opened('ACME-1')).toMatchObject({ lacksPriority: false });
  });

  it('words written meanwhile join the matter', async () => {
    await desk.message(ivan, 'The server is down');
    await desk.press(ivan, 'open');
    await desk.message(ivan, 'since noon');
    await desk.press(ivan, format('ru', 'draft.priority.without'));
    expect((await desk.ticket('ACME-1')).description).toBe('The server is down\n\nsince noon');
  });

  it('without an answer it opens at the chosen severity and spends none', async () => {
    await desk.message(ivan, 'The server is down');
    await desk.press(ivan, 'open');
    await desk.pass(10 * MINUTE_MS);
    expect(await desk.ticket('ACME-1')).toMatchObject({ severity: 'critical', priority: null });
  });

  it('without any answer at all it opens under the contract and spends none', async () => {
    await desk.message(ivan, 'The server is down');
    await desk.pass(10 * MINUTE_MS);
    expect(await desk.ticket('ACME-1')).toMatchObject({
      severity: 'medium',
      plan: 'msa-start',
      organisationId: globex.id,
      priority: null,
    });
  });

  it('an earlier severity button is no answer', async () => {
    await desk.message(ivan, 'The server is down');
    const [critical] = buttonsOf(desk.toldTo(ivan)[0]!.view);
    await desk.press(ivan, 'open');
    expect(answerText(await desk.command(ivan, critical!.command))).toBe(format('ru', 'error.draftGone'));
  });
});

describe('where none is left', () => {
  beforeEach(async () => {
    await openWith('yes');
    await openWith('yes');
  });

  it('nothing is asked, and the ticket opens as a standard one that says so', async () => {
    await desk.command(ivan, 'new Once more');
    await desk.press(ivan, 'open');
    expect(await desk.ticket('ACME-3')).toMatchObject({ priority: null });
    expect(await opened('ACME-3')).toMatchObject({ lacksPriority: true });
  });

  it('one that opens by itself has asked for none', async () => {
    await desk.command(ivan, 'new Once more');
    await desk.pass(10 * MINUTE_MS);
    expect(await opened('ACME-3')).toMatchObject({ lacksPriority: false });
  });
});

it('the last one taken by somebody else meanwhile is not spent twice', async () => {
  await join(olga, globex.id);
  await openWith('yes');
  await desk.command(ivan, 'new Mine');
  await desk.press(ivan, 'open');
  await desk.message(olga, 'Hers');
  await desk.press(olga, 'open');
  await desk.press(olga, use);
  await desk.press(ivan, use);
  expect(await desk.ticket('ACME-2')).toMatchObject({ description: 'Hers', priority: { year: 1 } });
  expect(await desk.ticket('ACME-3')).toMatchObject({ description: 'Mine', priority: null });
  expect(await opened('ACME-3')).toMatchObject({ lacksPriority: true });
});

it('somebody of no organisation is asked nothing', async () => {
  await desk.message(olga, 'My screen is dark');
  await desk.press(olga, 'open');
  expect(await desk.ticket('ACME-1')).toMatchObject({ organisationId: null, plan: 'standard' });
});

it('a contract whose time is over has none to use', async () => {
  await desk.pass(DAY_MS);
  await desk.store.transaction((tx) => tx.organisations.saveContract(aContract({ endsOn: '2025-12-31' })));
  await desk.message(ivan, 'The server is down');
  await desk.press(ivan, 'open');
  expect(await opened('ACME-1')).toMatchObject({ plan: 'standard', expiredOn: '2025-12-31' });
});

describe('somebody who is taken out of their organisation while they are asked', () => {
  const leave = async (): Promise<void> => {
    const { id } = await desk.person(ivan);
    await desk.store.transaction((tx) => tx.organisations.leave(id, globex.id));
  };

  it.each(['yes', 'no'])('and answers %s, writes for nobody but themselves', async (answer) => {
    await desk.message(ivan, 'The server is down');
    await desk.press(ivan, 'open');
    await leave();
    const { command } = buttonsOf(desk.toldTo(ivan).at(-1)!.view).find((each) =>
      each.command.endsWith(answer),
    )!;
    await desk.press(ivan, command);
    expect(await desk.ticket('ACME-1')).toMatchObject({
      organisationId: null,
      plan: 'standard',
      priority: null,
    });
    expect(await desk.store.read(({ quota }) => quota.used('c-globex', 1))).toBe(0);
  });

  it('is asked anew of the other one that they belong to', async () => {
    const other = aContract({ id: 'c-initech', organisationId: initech.id });
    await desk.store.transaction((tx) => tx.organisations.saveContract(other));
    await desk.message(ivan, 'The server is down');
    await desk.press(ivan, 'open');
    await leave();
    await join(ivan, initech.id);
    await desk.press(ivan, format('ru', 'draft.priority.use', { left: 2 }));
    expect(asked()).toBe(format('ru', 'draft.priority', { left: 2 }));
    await desk.press(ivan, format('ru', 'draft.priority.use', { left: 2 }));
    expect(await desk.ticket('ACME-1')).toMatchObject({ priority: { contractId: 'c-initech' } });
  });

  it('or does not answer, neither', async () => {
    await desk.message(ivan, 'The server is down');
    await leave();
    await desk.pass(10 * MINUTE_MS);
    expect(await desk.ticket('ACME-1')).toMatchObject({ organisationId: null, plan: 'standard' });
  });

  it('still writes for it where the place is bound to it', async () => {
    await desk.store.transaction((tx) =>
      tx.organisations.bind({ platform: 'telegram', scope: 'chat', place: '-7', organisationId: globex.id }),
    );
    const place = groupPlace({ platform: 'telegram', chat: '-7', thread: null }, 'flat');
    await desk.message(ivan, 'The server is down', { place, addressed: true });
    await leave();
    await desk.pass(10 * MINUTE_MS);
    expect(await desk.ticket('ACME-1')).toMatchObject({ organisationId: globex.id });
  });
});

describe('somebody of several organisations', () => {
  beforeEach(() => join(ivan, initech.id));

  it('is asked for which one they write, then about its priority incidents', async () => {
    await desk.message(ivan, 'The server is down');
    await desk.press(ivan, 'open');
    expect(asked()).toBe(format('ru', 'draft.organisation'));
    expect(labels()).toEqual(['Globex', 'Initech']);
    await desk.press(ivan, 'Globex');
    expect(asked()).toBe(format('ru', 'draft.priority', { left: 2 }));
  });

  it('opens at once for one without any', async () => {
    await desk.message(ivan, 'The server is down');
    await desk.press(ivan, 'open');
    await desk.press(ivan, 'Initech');
    expect(await desk.ticket('ACME-1')).toMatchObject({ organisationId: initech.id, plan: 'standard' });
  });

  it('without an answer writes for the first', async () => {
    await desk.message(ivan, 'The server is down');
    await desk.press(ivan, 'open');
    await desk.pass(10 * MINUTE_MS);
    expect(await desk.ticket('ACME-1')).toMatchObject({ organisationId: globex.id, severity: 'critical' });
  });

  it('is not asked in a place bound to one of them', async () => {
    await desk.store.transaction((tx) =>
      tx.organisations.bind({ platform: 'telegram', scope: 'chat', place: '-7', organisationId: initech.id }),
    );
    const place = groupPlace({ platform: 'telegram', chat: '-7', thread: null }, 'flat');
    await desk.message(ivan, 'The server is down', { place, addressed: true });
    await desk.press(ivan, 'open', { place });
    expect((await desk.ticket('ACME-1')).organisationId).toBe(initech.id);
  });
});
