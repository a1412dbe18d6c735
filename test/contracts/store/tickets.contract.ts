// The contract of tickets and their event log.
import { describe, expect, test } from 'vitest';
import type { TicketFilter } from '../../../src/app/ports.ts';
import type { Ticket } from '../../../src/domain/ticket.ts';
import {
  aPerson,
  aTicket,
  aTimer,
  claimedBy,
  ids,
  keptContract,
  keptOrganisation,
  monday,
  openingOf,
  openTicket,
  unique,
} from './samples.ts';
import type { UnderTest } from './under-test.ts';

const HOUR_MS = 3_600_000;

export function ticketsContract(underTest: UnderTest): void {
  const find = (key: { id: string } | { reference: string }) =>
    underTest().store.read((repositories) => repositories.tickets.find(key));
  const list = (filter: Partial<TicketFilter>) =>
    underTest().store.read((repositories) => repositories.tickets.list({ limit: 100, ...filter }));
  const references = (tickets: readonly Ticket[]) => tickets.map(({ reference }) => reference);

  describe('a reference', () => {
    const next = (prefix: string) => underTest().store.transaction((tx) => tx.tickets.nextReference(prefix));

    test('counts up from 1 under each prefix by itself', async () => {
      const [acme, globex] = [unique('ACME'), unique('GLOBEX')];
      expect([await next(acme), await next(acme), await next(globex)]).toEqual([
        `${acme}-1`,
        `${acme}-2`,
        `${globex}-1`,
      ]);
    });

    test('that was taken in a transaction which failed is given to the next ticket', async () => {
      const { store } = underTest();
      const prefix = unique('ACME');
      await next(prefix);
      const failed = store.transaction(async (tx) => {
        expect(await tx.tickets.nextReference(prefix)).toBe(`${prefix}-2`);
        throw new Error('on purpose');
      });
      await expect(failed).rejects.toThrow('on purpose');
      expect(await next(prefix)).toBe(`${prefix}-2`);
    });

    test('is without gaps or doubles when fifty tickets are opened at once and every fifth fails', async () => {
      const { store } = underTest();
      const prefix = unique('ACME');
      const requester = await aPerson(store);
      const open = (_: unknown, index: number) =>
        store.transaction(async (tx) => {
          const ticket = aTicket(requester, { reference: await tx.tickets.nextReference(prefix) });
          await tx.tickets.save(ticket, [openingOf(ticket)]);
          if (index % 5 === 0) throw new Error('on purpose');
          return ticket.reference;
        });
      const results = await Promise.allSettled(Array.from({ length: 50 }, open));
      const opened = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
      const numbers = opened.map((reference) => Number(reference.split('-').at(-1))).sort((a, b) => a - b);
      expect(numbers).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    });
  });

  describe('a ticket', () => {
    test('comes back as it was saved, to the millisecond, with its timers and targets', async () => {
      const { store } = underTest();
      const requester = await aPerson(store);
      const contract = await keptContract(store);
      const original = await openTicket(store, requester);
      const verdict = { dueAt: monday, breachedAt: monday, pastBreaches: [monday - 5] };
      const full: Ticket = aTicket(requester, {
        rank: 10,
        isUrgent: true,
        organisationId: contract.organisationId,
        contractId: contract.id,
        requestType: 'signature-change',
        answers: [
          { field: 'kind', value: 'false-negative' },
          { field: 'details', value: 'С «ёлочками», "кавычками"\nи строкой' },
        ],
        stage: 'analysing',
        priority: { contractId: contract.id, year: 2 },
        paging: {
          since: monday,
          rounds: [[{ platform: 'slack', userId: 'U1' }], []],
          acknowledgedAt: monday + 3,
        },
        mergedInto: original.id,
        severity: 'critical',
        status: 'resolved',
        assigneeId: requester.id,
        acknowledgedAt: monday + 7,
        resolvedAt: monday + 8,
        closedAt: monday + 9,
        outcome: 'resolved',
        targets: {
          firstResponse: { withinMs: HOUR_MS, calendar: 'office', afterHours: 'phone' },
          resolution: { withinMs: null, calendar: 'always' },
        },
        timers: [
          aTimer({ dueAt: monday + HOUR_MS, promise: { madeAt: monday, withinMs: 5 } }),
          aTimer({
            metric: 'nextResponse',
            answers: [{ at: monday, by: 'm9', verdict }],
            calls: [{ at: monday, calendar: 'always' }],
          }),
          aTimer({ metric: 'nextResponse', pauses: [{ fromAt: monday, toAt: null }] }),
          aTimer({ metric: 'resolution', withinMs: null, ...verdict, clock: verdict, cancelledAt: monday }),
        ],
        remindersSent: ['firstResponse:50%', 'firstResponse:0m'],
        replyIds: ['slack:C1:17.1', 'telegram:7:8'],
      });
      await store.transaction((tx) => tx.tickets.save(full, [openingOf(full)]));
      expect(await find({ id: full.id })).toEqual(full);
      expect(await find({ reference: full.reference })).toEqual(full);
      expect(await store.transaction((tx) => tx.tickets.lock(full.id))).toEqual(full);
    });

    test('is saved again with changed, added and removed timers', async () => {
      const { store } = underTest();
      const requester = await aPerson(store);
      const ticket = await openTicket(store, requester, {
        timers: [aTimer(), aTimer({ metric: 'resolution' })],
      });
      const more = { ...ticket, version: 2, timers: [aTimer({ metAt: monday }), ...ticket.timers] };
      await store.transaction((tx) => tx.tickets.save(more, [claimedBy(requester)]));
      expect(await find({ id: ticket.id })).toEqual(more);
      const none = { ...ticket, version: 3, timers: [] };
      await store.transaction((tx) => tx.tickets.save(none, [claimedBy(requester)]));
      expect(await find({ id: ticket.id })).toEqual(none);
    });

    test('with a timer due at the end of time can be saved', async () => {
      const { store } = underTest();
      const requester = await aPerson(store);
      const ticket = await openTicket(store, requester, { timers: [aTimer({ dueAt: 8.64e15 })] });
      expect(await find({ id: ticket.id })).toEqual(ticket);
    });

    test('that is not there is null, and so is one by an id that nothing can have', async () => {
      expect(await find({ id: ids.next() })).toBeNull();
      expect(await find({ id: "x' OR 1=1" })).toBeNull();
      expect(await find({ reference: unique('NONE') })).toBeNull();
      const { store } = underTest();
      expect(await store.transaction((tx) => tx.tickets.lock(ids.next()))).toBeNull();
      expect(await store.transaction((tx) => tx.tickets.lock('118'))).toBeNull();
      expect(await store.read((repositories) => repositories.tickets.events('118'))).toEqual([]);
    });

    test('handed out can be changed without changing the one that is stored', async () => {
      const { store } = underTest();
      const ticket = await openTicket(store, await aPerson(store), { replyIds: ['m1'] });
      const copy = await find({ id: ticket.id });
      Object.assign(copy?.replyIds ?? [], { 0: 'm2' });
      expect((await find({ id: ticket.id }))?.replyIds).toEqual(['m1']);
    });

    test('is not overwritten by a change that was decided on an older version', async () => {
      const { store } = underTest();
      const requester = await aPerson(store);
      const ticket = await openTicket(store, requester);
      const claim = { ...ticket, version: 2, assigneeId: requester.id };
      await store.transaction((tx) => tx.tickets.save(claim, [claimedBy(requester)]));
      const late = store.transaction((tx) =>
        tx.tickets.save({ ...ticket, version: 2, status: 'closed' }, [claimedBy(requester)]),
      );
      await expect(late).rejects.toThrow('changed meanwhile');
      expect(await find({ id: ticket.id })).toEqual(claim);
    });

    test('cannot have the reference of another', async () => {
      const { store } = underTest();
      const requester = await aPerson(store);
      const { reference } = await openTicket(store, requester);
      await expect(openTicket(store, requester, { reference })).rejects.toThrow();
    });

    test('cannot have a requester that nobody knows', async () => {
      const { store } = underTest();
      const nobody = { ...(await aPerson(store)), id: ids.next() };
      await expect(openTicket(store, nobody)).rejects.toThrow();
    });

    test.each([
      ['an organisation', { organisationId: ids.next() }],
      ['a contract', { contractId: ids.next() }],
      ['a priority incident of a contract', { priority: { contractId: ids.next(), year: 1 } }],
      ['an original', { mergedInto: ids.next() }],
    ])('cannot have %s that there is not', async (_title, change) => {
      const { store } = underTest();
      await expect(openTicket(store, await aPerson(store), change)).rejects.toThrow();
    });
  });

  describe("a ticket's events", () => {
    test('come back whole and in the order of their happening, those of one save among them', async () => {
      const { store } = underTest();
      const agent = await aPerson(store);
      const ticket = await openTicket(store, agent);
      const file = {
        platform: 'slack',
        fileId: 'F1',
        name: 'отчёт.pdf',
        mediaType: 'application/pdf',
        sizeBytes: null,
      };
      const message = { messageId: 'm2', text: 'Looking\u2028now', attachments: [file] };
      const later = [
        claimedBy(agent),
        { type: 'ReplySent', at: monday - 99, actorId: agent.id, message },
        {
          type: 'SlaReminderSent',
          at: monday + 3,
          actorId: null,
          metric: 'firstResponse',
          step: '50%',
          passed: ['-30m'],
          inDigest: true,
          toOnCall: false,
        },
      ] as const;
      await store.transaction((tx) => tx.tickets.save({ ...ticket, version: 4 }, later));
      const resolved = { type: 'TicketResolved', at: monday + 4, actorId: agent.id, comment: null } as const;
      await store.transaction((tx) => tx.tickets.save({ ...ticket, version: 5 }, [resolved]));
      const events = await store.read((repositories) => repositories.tickets.events(ticket.id));
      const last = await store.read(({ tickets }) => tickets.event(ticket.id, events.length));
      expect(last).toEqual(events.at(-1));
      expect(await store.read(({ tickets }) => tickets.event(ticket.id, events.length + 1))).toBeNull();
      expect(events).toEqual([openingOf(ticket), ...later, resolved]);
    });

    test('are none for a ticket that is not there', async () => {
      expect(await underTest().store.read((repositories) => repositories.tickets.events(ids.next()))).toEqual(
        [],
      );
    });
  });

  describe('a list of tickets', () => {
    test('has the most urgent first: by severity, then the earliest time due, then age', async () => {
      const { store } = underTest();
      const requester = await aPerson(store);
      const queue = unique('queue');
      const open = (reference: string, change: Partial<Ticket>) =>
        openTicket(store, requester, { queue, reference: `${queue}-${reference}`, ...change });
      const due = (hours: number, change = {}) => aTimer({ dueAt: monday + hours * HOUR_MS, ...change });
      const answer = { at: monday, by: null, verdict: { dueAt: monday, breachedAt: null, pastBreaches: [] } };
      await open('low', { severity: 'low', timers: [due(1)] });
      await open('medium, never due, younger', { openedAt: monday + 2 });
      await open('medium, never due, older', { openedAt: monday + 1 });
      await open('medium, answered, due in 9', { timers: [due(1, { answers: [answer] }), due(9)] });
      await open('medium, cancelled, due in 8', { timers: [due(2, { cancelledAt: monday }), due(8)] });
      await open('medium, due in 3', { timers: [due(7), due(3)] });
      await open('medium, long due', { timers: [due(-5)] });
      await open('critical', { severity: 'critical' });
      await open('high', { severity: 'high' });
      const found = references(await list({ queues: [queue] }));
      expect(found.map((reference) => reference.slice(queue.length + 1))).toEqual([
        'critical',
        'high',
        'medium, long due',
        'medium, due in 3',
        'medium, cancelled, due in 8',
        'medium, answered, due in 9',
        'medium, never due, older',
        'medium, never due, younger',
        'low',
      ]);
      expect(await list({ queues: [queue], limit: 2 })).toHaveLength(2);
    });

    test('has urgent releases before all, then those of the highest plan, then priority incidents', async () => {
      const { store } = underTest();
      const requester = await aPerson(store);
      const [contract, another] = [await keptContract(store), await keptContract(store)];
      const queue = unique('queue');
      const open = (reference: string, change: Partial<Ticket>) =>
        openTicket(store, requester, { queue, reference: `${queue}-${reference}`, ...change });
      const priority = { contractId: contract.id, year: 1 };
      await open('critical', { severity: 'critical' });
      await open('priority, low', { severity: 'low', priority });
      await open('rank 5, low', { severity: 'low', rank: 5 });
      await open('rank 5, priority, medium, younger', {
        rank: 5,
        priority: { contractId: another.id, year: 1 },
        openedAt: monday + 2,
      });
      await open('rank 5, priority, medium, older', {
        rank: 5,
        priority: { ...priority, year: 2 },
        openedAt: monday + 1,
      });
      await open('rank 5, priority, high', { severity: 'high', rank: 5, priority });
      await open('rank 10, low', { severity: 'low', rank: 10 });
      await open('urgent, low', { severity: 'low', isUrgent: true });
      const found = references(await list({ queues: [queue] }));
      expect(found.map((reference) => reference.slice(queue.length + 1))).toEqual([
        'urgent, low',
        'rank 10, low',
        'rank 5, priority, high',
        'rank 5, priority, medium, older',
        'rank 5, priority, medium, younger',
        'rank 5, low',
        'priority, low',
        'critical',
      ]);
    });

    test('has those of the organisations, and those of the requester too where both are asked for', async () => {
      const { store } = underTest();
      const [ann, bob] = [await aPerson(store), await aPerson(store)];
      const [globex, initech] = [await keptOrganisation(store), await keptOrganisation(store)];
      const a = await openTicket(store, ann, { openedAt: monday + 1 });
      const b = await openTicket(store, bob, { organisationId: globex.id, openedAt: monday + 2 });
      const c = await openTicket(store, ann, { organisationId: initech.id, openedAt: monday + 3 });
      const d = await openTicket(store, bob, { openedAt: monday + 4 });
      const listed = async (filter: Partial<TicketFilter>) => references(await list(filter));
      const both = [globex.id, initech.id];
      expect(await listed({ organisationIds: both })).toEqual(references([b, c]));
      expect(await listed({ organisationIds: [globex.id], requesterId: ann.id })).toEqual(
        references([a, b, c]),
      );
      expect(await listed({ organisationIds: [], requesterId: bob.id })).toEqual(references([b, d]));
      expect(await listed({ organisationIds: [] })).toEqual([]);
      expect(await listed({ organisationIds: both, statuses: ['closed'] })).toEqual([]);
    });

    test('has what matches every part of the filter, and nothing else', async () => {
      const { store } = underTest();
      const [ann, bob] = [await aPerson(store), await aPerson(store)];
      const [first, second] = [unique('queue'), unique('queue')];
      const a = await openTicket(store, ann, { queue: first, status: 'open', assigneeId: bob.id });
      const b = await openTicket(store, ann, { queue: second, status: 'pending', openedAt: monday + 1 });
      const c = await openTicket(store, bob, { queue: first, status: 'closed', assigneeId: ann.id });
      const listed = async (filter: Partial<TicketFilter>) => references(await list(filter));
      expect(await listed({ requesterId: ann.id })).toEqual(references([a, b]));
      expect(await listed({ assigneeId: ann.id })).toEqual(references([c]));
      expect(await listed({ queues: [first, second], statuses: ['open', 'pending'] })).toEqual(
        references([a, b]),
      );
      expect(await listed({ requesterId: bob.id, statuses: ['open'] })).toEqual([]);
      expect(await listed({ queues: [] })).toEqual([]);
    });

    test('carries whole tickets', async () => {
      const { store } = underTest();
      const requester = await aPerson(store);
      const timers = [aTimer({ dueAt: monday }), aTimer({ metric: 'resolution' })];
      const ticket = await openTicket(store, requester, { timers });
      expect(await list({ requesterId: requester.id })).toEqual([ticket]);
    });
  });

  describe('the tickets of an organisation', () => {
    test('are those opened before a period ends and changed since it began, the earliest opened first', async () => {
      const { store } = underTest();
      const requester = await aPerson(store);
      const [globex, initech] = [await keptOrganisation(store), await keptOrganisation(store)];
      const open = (openedAt: number, updatedAt: number, organisationId: string | null = globex.id) =>
        openTicket(store, requester, { openedAt, updatedAt, organisationId, timers: [aTimer()] });
      await open(monday - 9, monday - 1);
      const before = await open(monday - 9, monday);
      const within = await open(monday + 1, monday + 99);
      const first = await open(monday, monday + 5, globex.id);
      await open(monday + 10, monday + 10);
      await open(monday + 1, monday + 1, initech.id);
      await open(monday + 1, monday + 1, null);
      const period = { fromAt: monday, toAt: monday + 10 };
      const found = (id: string) => store.read(({ tickets }) => tickets.ofOrganisation(id, period));
      expect(await found(globex.id)).toEqual([before, first, within]);
      expect(await found(ids.next())).toEqual([]);
      expect(await found('no id')).toEqual([]);
    });
  });

  describe('the tickets still to be worked on', () => {
    test('are walked in order, page by page, without the finished ones', async () => {
      const { store } = underTest();
      const requester = await aPerson(store);
      const open = await openTicket(store, requester);
      await openTicket(store, requester, { status: 'resolved' });
      const later = await openTicket(store, requester);
      const seen: string[] = [];
      for (let after: string | null = null; ; after = seen.at(-1) ?? null) {
        const page = await store.read(({ tickets }) => tickets.unfinishedAfter(after, 2));
        if (page.length === 0) break;
        seen.push(...page);
      }
      expect(seen).toEqual([...seen].sort());
      const mine = await list({ requesterId: requester.id });
      const walked = seen.filter((id) => mine.some((ticket) => ticket.id === id));
      expect(walked).toEqual([open.id, later.id].sort());
    });
  });
}
