// `quota`: what is left of an organisation's priority incidents, and the ledger behind it, for those it concerns.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../src/app/inbound.ts';
import { format } from '../../src/messages/format.ts';
import { aContract, contractPolicy, initech } from '../builders/contract.ts';
import { anna, groupPlace, ivan, jane, lead, olga, telegramUser } from '../builders/people.ts';
import { slackChannel } from '../builders/policy.ts';
import { hours } from '../domain/sla/given.ts';
import { customer, opens } from '../support/customers.ts';
import { type DeskOnFakes, deskOnFakes } from '../support/desk-on-fakes.ts';
import { answerText } from '../support/views.ts';

let desk: DeskOnFakes;
const inChannel = { place: groupPlace({ platform: 'slack', chat: slackChannel, thread: null }) };
const itemsOf = (answer: Answer | null) => (answer?.view.kind === 'list' ? answer.view.items : []);

beforeEach(async () => {
  desk = deskOnFakes({ policy: contractPolicy() });
  for (const { userId } of [anna, lead]) desk.slack.join(slackChannel, userId);
  await customer(desk, [ivan, jane]);
  await customer(desk, [], {
    organisation: initech,
    contracts: [aContract({ id: 'c-initech', organisationId: initech.id, endsOn: '2026-01-31' })],
  });
  await opens(desk, ivan, 'One', { wantsPriority: true });
  await desk.pass(hours(1));
  await opens(desk, jane, 'Two', { wantsPriority: true });
  await desk.command(anna, 'priority ACME-2 off', inChannel);
});

describe('a requester', () => {
  it('reads what is left until when, and who took what when in their own zone, colleagues too', async () => {
    const answer = await desk.command(jane, 'quota');
    const zone = 'United Kingdom time';
    const date = 'Monday 2 February';
    const at = (clock: string) => format('en', 'time.date', { date, clock, zone });
    const [item] = itemsOf(answer);
    expect(item?.title).toBe('Globex');
    expect(item?.lines.slice(0, 2)).toEqual([
      format('en', 'quota.balance', { remaining: 5, used: 1, granted: 6 }),
      format('en', 'quota.renewed', { date: '1 March 2026' }),
    ]);
    const ledger = item?.lines.slice(2);
    expect(ledger).toEqual([
      format('en', 'quota.spent', { at: at('07:00'), reference: 'ACME-1', name: ivan.name }),
      format('en', 'quota.spent', { at: at('08:00'), reference: 'ACME-2', name: jane.name }),
      format('en', 'quota.refunded', {
        at: at('08:00'),
        reference: 'ACME-2',
        name: 'Anna from Acme',
        reason: 'downgraded',
      }),
    ]);
  });

  it('reads in a group of whose organisation it is, and of no other; in any other group nothing', async () => {
    const { id } = await desk.person(ivan);
    await desk.store.transaction((tx) => tx.organisations.join(id, initech.id, 0));
    const place = groupPlace({ platform: 'telegram', chat: '-88', thread: null }, 'flat');
    for (const verb of ['quota', 'contract'])
      expect(answerText(await desk.command(ivan, verb, { place }))).toBe(
        format('ru', 'error.readByOthers', { verb }),
      );
    const bound = { platform: 'telegram', scope: 'chat' as const, place: '-88', organisationId: initech.id };
    await desk.store.transaction((tx) => tx.organisations.bind(bound));
    for (const verb of ['quota', 'contract'])
      expect(itemsOf(await desk.command(ivan, verb, { place })).map(({ title }) => title)).toEqual([
        expect.stringContaining('Initech'),
      ]);
  });

  it('of several organisations reads each, with what became of a contract that is over', async () => {
    const { id } = await desk.person(jane);
    await desk.store.transaction((tx) => tx.organisations.join(id, initech.id, 0));
    const items = itemsOf(await desk.command(jane, 'quota'));
    expect(items.map(({ title }) => title)).toEqual(['Globex', 'Initech']);
    expect(items[1]?.lines).toEqual([
      format('en', 'quota.expired', { date: '31 January 2026', plan: 'Standard' }),
    ]);
    expect(itemsOf(await desk.command(jane, 'quota INITECH')).map(({ title }) => title)).toEqual(['Initech']);
  });

  it('of an organisation without a contract reads that its plan has none', async () => {
    await customer(desk, [olga], { organisation: { id: 'o-3', key: 'hooli', name: 'Hooli' }, contracts: [] });
    expect(itemsOf(await desk.command(olga, 'quota'))[0]?.lines).toEqual([
      format('en', 'quota.without', { plan: 'Standard' }),
    ]);
  });

  it('of none reads that there is nothing to count', async () => {
    expect((await desk.command(olga, 'quota'))?.view).toMatchObject({
      items: [],
      footer: format('en', 'quota.stranger'),
    });
  });

  it('finds no other organisation, whether there is one or not', async () => {
    const answers = [await desk.command(jane, 'quota initech'), await desk.command(jane, 'quota nowhere')];
    expect(answers.map((answer) => answer?.view.kind)).toEqual(['notice', 'notice']);
    expect(answerText(answers[0] ?? null)?.replace('initech', 'nowhere')).toBe(
      answerText(answers[1] ?? null),
    );
  });

  it('sees the last of a long ledger, and how many lines are left out', async () => {
    for (let round = 0; round < 6; round += 1) {
      await desk.command(ivan, 'priority ACME-1 yes');
      await desk.command(anna, 'priority ACME-1 off', inChannel);
    }
    const lines = itemsOf(await desk.command(jane, 'quota'))[0]?.lines ?? [];
    expect(lines).toHaveLength(2 + 1 + 12);
    expect(lines[2]).toBe(format('en', 'quota.earlier', { count: 2 }));
  });
});

describe('a lead', () => {
  it('reads any organisation’s by its key', async () => {
    const [item] = itemsOf(await desk.command(lead, 'quota globex', inChannel));
    expect(item?.title).toBe('Globex');
    expect(item?.lines).toHaveLength(5);
    expect(itemsOf(await desk.command(lead, 'quota nowhere', inChannel))).toEqual([]);
  });

  it('is told of a slip of the pen', async () => {
    const answer = await desk.command(lead, 'quota globx', inChannel);
    expect(answerText(answer)).toBe(
      format('en', 'error.organisationUnknown', { input: 'globx', suggestion: 'globex' }),
    );
  });

  it('reads nobody’s where that customer’s competitors would read along', async () => {
    const fromTelegram = telegramUser('4242', 'Lena Lead');
    const place = groupPlace({ platform: 'telegram', chat: '-77', thread: null }, 'flat');
    const answer = await desk.command(fromTelegram, 'quota globex', { place });
    expect(answerText(answer)).toBe(format('ru', 'error.readByOthers', { verb: 'quota' }));
  });
});

describe('an agent', () => {
  it('reads that of the ticket in whose thread they ask', async () => {
    const place = await desk.threadOf('ACME-1');
    expect(itemsOf(await desk.command(anna, 'quota', { place })).map(({ title }) => title)).toEqual([
      'Globex',
    ]);
  });

  it('is told where the ticket is of no organisation', async () => {
    await opens(desk, olga, 'Mine', { organisationId: null });
    const answer = await desk.command(anna, 'quota', { place: await desk.threadOf('ACME-3') });
    expect(answerText(answer)).toBe(format('en', 'quota.ticketless', { reference: 'ACME-3' }));
  });

  it('who leads no queue finds no organisation by its key', async () => {
    expect((await desk.command(anna, 'quota globex', inChannel))?.view.kind).toBe('notice');
  });
});
