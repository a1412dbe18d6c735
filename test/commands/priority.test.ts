// Using a contract's priority incidents: the question before, what it costs, and how one comes back.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../src/app/inbound.ts';
import { format } from '../../src/messages/format.ts';
import { aContract, contractPolicy } from '../builders/contract.ts';
import { anna, groupPlace, ivan, jane, olga } from '../builders/people.ts';
import { slackChannel } from '../builders/policy.ts';
import { customer, opens } from '../support/customers.ts';
import { type DeskOnFakes, deskOnFakes } from '../support/desk-on-fakes.ts';
import { answerText, buttonsOf, textOf } from '../support/views.ts';

let desk: DeskOnFakes;
const reference = 'ACME-1';
const inChannel = { place: groupPlace({ platform: 'slack', chat: slackChannel, thread: null }) };

const begin = async (policy = contractPolicy()): Promise<void> => {
  desk = deskOnFakes({ policy });
  desk.slack.join(slackChannel, anna.userId);
  await customer(desk, [ivan, jane]);
  await opens(desk, ivan, 'The server is down');
};
beforeEach(() => begin());

const says = (line: string): Promise<Answer | null> => desk.command(ivan, line);
const byAgent = (line: string) => desk.command(anna, line, inChannel);
const priority = async (of = reference) => (await desk.ticket(of)).priority;
const lastInThread = async () => {
  const last = (await desk.thread(reference)).at(-1);
  return last && textOf(last.view);
};

describe('a requester who asks for priority', () => {
  it('is asked first, with how many are left, and nothing is spent by asking', async () => {
    await opens(desk, ivan, 'Another', { wantsPriority: true });
    const answer = await says('priority ACME-1');
    expect(answerText(answer)).toBe(format('ru', 'priority.question', { remaining: 5, reference }));
    expect(answer && buttonsOf(answer.view).map(({ command }) => command)).toEqual([
      'priority ACME-1 yes',
      'priority ACME-1 no',
    ]);
    expect(await priority()).toBeNull();
  });

  it('spends one by confirming, and is told once, with how many are left until when', async () => {
    expect(await says('priority ACME-1 yes')).toBeNull();
    expect(await priority()).toEqual({ contractId: 'c-globex', year: 1 });
    const words = { reference, remaining: 5, date: '1 марта 2026 г.' };
    expect(desk.said(ivan).filter((text) => text === format('ru', 'spent.requester', words))).toHaveLength(1);
    expect(await lastInThread()).toBe(
      format('en', 'spent.agents', { name: ivan.name, reference, remaining: 5 }),
    );
    const [card] = await desk.thread(reference);
    expect(card?.view).toMatchObject({
      facts: expect.arrayContaining([
        { label: format('en', 'card.handling'), value: format('en', 'card.priority') },
        { label: format('en', 'card.organisation'), value: 'Globex' },
      ]),
    });
  });

  it('elsewhere than where they are told gets a word there too', async () => {
    const place = groupPlace({ platform: 'telegram', chat: '-5', thread: null }, 'flat');
    const answer = await desk.command(ivan, 'priority ACME-1 yes', { place });
    expect(answerText(answer)).toBe(format('ru', 'priority.done', { reference }));
  });

  it('spends one however often they press', async () => {
    await says('priority ACME-1 yes');
    expect(answerText(await says('priority ACME-1 yes'))).toBe(
      format('ru', 'error.alreadyPriority', { reference }),
    );
    expect(answerText(await says('priority ACME-1'))).toBe(
      format('ru', 'error.alreadyPriority', { reference }),
    );
    expect(await desk.store.read(({ quota }) => quota.used('c-globex', 1))).toBe(1);
  });

  it('can always go on without', async () => {
    expect(answerText(await says('priority ACME-1 no'))).toBe(
      format('ru', 'priority.without', { reference }),
    );
    expect(await desk.events(reference)).toEqual(['TicketOpened']);
  });

  it('with none left is refused, before being asked and after', async () => {
    await begin(contractPolicy({ priorityIncidents: 1 }));
    await opens(desk, jane, 'Theirs', { wantsPriority: true });
    const refusal = format('ru', 'error.quotaUsedUp', { reference });
    expect(answerText(await says('priority ACME-1'))).toBe(refusal);
    expect(answerText(await says('priority ACME-1 yes'))).toBe(refusal);
    expect(await priority()).toBeNull();
  });

  it('without a contract in force that has any is refused', async () => {
    await customer(desk, [], { contracts: [aContract({ endsOn: '2026-01-31' })] });
    const refusal = format('ru', 'error.quotaAbsent', { reference });
    expect(answerText(await says('priority ACME-1'))).toBe(refusal);
    expect(answerText(await says('priority ACME-1 yes'))).toBe(refusal);
  });

  it('takes it from the contract that came after the ticket’s own', async () => {
    await customer(desk, [], {
      contracts: [aContract({ endsOn: '2026-01-31' }), aContract({ id: 'c-next', startsOn: '2026-02-01' })],
    });
    await says('priority ACME-1 yes');
    expect(await priority()).toEqual({ contractId: 'c-next', year: 1 });
  });

  it('on a ticket that is over, of somebody else, or in other words is refused', async () => {
    expect(answerText(await says('priority ACME-1 perhaps'))).toBe(
      format('ru', 'error.priorityUnclear', { input: 'perhaps', reference }),
    );
    expect(answerText(await desk.command(olga, 'priority ACME-1 yes'))).toBe(
      format('en', 'error.ticketNotFound', { reference }),
    );
    await says('resolve ACME-1');
    const status = format('ru', 'status.resolved');
    expect(answerText(await says('priority ACME-1'))).toBe(
      format('ru', 'error.wrongStatus', { reference, status, verb: 'priority' }),
    );
  });

  it('cannot make it a standard one again', async () => {
    await says('priority ACME-1 yes');
    expect(answerText(await says('priority ACME-1 off'))).toBe(
      format('ru', 'error.notAllowed', { verb: 'priority off' }),
    );
    expect(await priority()).not.toBeNull();
  });
});

describe('an agent', () => {
  it('cannot spend for the customer, by asking nor by confirming', async () => {
    const refusal = format('en', 'error.priorityNotYours', { reference });
    expect(answerText(await byAgent('priority ACME-1'))).toBe(refusal);
    expect(answerText(await byAgent('priority ACME-1 yes'))).toBe(refusal);
    expect(await priority()).toBeNull();
  });

  it('can make it a standard one, which gives it back and tells the requester why', async () => {
    await says('priority ACME-1 yes');
    expect(answerText(await byAgent('priority ACME-1 off'))).toBe(
      format('en', 'priority.off', { reference }),
    );
    expect(desk.said(ivan).at(-1)).toBe(
      format('ru', 'refunded.requester', { reference, reason: 'downgraded' }),
    );
    expect(await desk.store.read(({ quota }) => quota.used('c-globex', 1))).toBe(0);
    expect(answerText(await byAgent('priority ACME-1 off'))).toBe(
      format('en', 'error.notPriority', { reference }),
    );
  });

  it('gives it back by lowering the severity', async () => {
    await says('priority ACME-1 yes');
    await byAgent('severity ACME-1 medium');
    expect(desk.said(ivan).slice(-2)).toEqual([
      format('ru', 'severityChanged.requester', { reference, severity: format('ru', 'severity.medium') }),
      format('ru', 'refunded.requester', { reference, reason: 'downgraded' }),
    ]);
    expect(await priority()).toBeNull();
  });
});

describe('a ticket that is opened', () => {
  const detailsOf = (text: string): readonly string[] => {
    const found = desk.toldTo(ivan).findLast(({ view }) => textOf(view).includes(text))?.view;
    return found?.kind === 'notice' ? (found.details ?? []) : [];
  };

  it('with a priority incident says so once', async () => {
    await opens(desk, ivan, 'Another', { wantsPriority: true });
    expect(await priority('ACME-2')).not.toBeNull();
    const told = format('ru', 'spent.requester', {
      reference: 'ACME-2',
      remaining: 5,
      date: '1 марта 2026 г.',
    });
    expect(desk.said(ivan).filter((text) => text === told)).toHaveLength(1);
  });

  it('with none left is a standard one and says so', async () => {
    await begin(contractPolicy({ priorityIncidents: 1 }));
    await opens(desk, ivan, 'First', { wantsPriority: true });
    await opens(desk, ivan, 'Second', { wantsPriority: true });
    expect(await priority('ACME-3')).toBeNull();
    expect(detailsOf('ACME-3')).toContain(format('ru', 'opened.lacksPriority'));
    expect(detailsOf('ACME-2')).not.toContain(format('ru', 'opened.lacksPriority'));
  });

  it('under a contract that is over says so, and under which plan it is handled', async () => {
    await customer(desk, [], { contracts: [aContract({ endsOn: '2026-01-31' })] });
    await opens(desk, ivan, 'Another');
    expect(detailsOf('ACME-2')).toContain(
      format('ru', 'opened.expired', { date: '31 января 2026 г.', plan: 'Стандартный' }),
    );
  });
});
