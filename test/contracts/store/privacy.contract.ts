// The contract of forgetting people, and of what has grown too old.
import { describe, expect, test } from 'vitest';
import type { Content } from '../../../src/app/content.ts';
import { eraseTicket } from '../../../src/app/erase-ticket.ts';
import { type Forgotten, forget, pseudonymOf } from '../../../src/app/forget.ts';
import {
  type BudgetUse,
  type Draft,
  laneLease,
  type Person,
  type Repositories,
  type Store,
} from '../../../src/app/ports.ts';
import { erasedText } from '../../../src/domain/erasure.ts';
import type { Attachment, TicketEvent } from '../../../src/domain/events.ts';
import { replay } from '../../../src/domain/evolve.ts';
import { DAY_MS, type Instant } from '../../../src/domain/instant.ts';
import type { Ticket } from '../../../src/domain/ticket.ts';
import {
  aConversation,
  aDraft,
  aPerson,
  aTicket,
  ids,
  keptContract,
  monday,
  openingOf,
  unique,
} from './samples.ts';
import type { UnderTest } from './under-test.ts';

const secret = 'my password is hunter2';
const file: Attachment = {
  platform: 'slack',
  fileId: 'F1',
  name: 'passport.pdf',
  mediaType: 'application/pdf',
  sizeBytes: 3,
};
const body = (text = secret) => ({ messageId: ids.next(), text, attachments: [file] });
const noCalendars = (): never => {
  throw new Error('no timer of these tests needs a calendar');
};

/** A closed ticket as its log makes it, with words of the requester's and of an agent's. */
async function keptTicket(store: Store, requester: Person, agent: Person): Promise<Ticket> {
  const opened = aTicket(requester, { description: secret, remindersSent: [], acknowledgements: [] });
  const by = (person: Person, at: number) => ({ actorId: person.id, at: monday + at });
  const account = { platform: 'slack', userId: requester.identities[0]?.userId ?? '' };
  const log: readonly TicketEvent[] = [
    {
      ...openingOf(opened),
      opening: body(),
      answers: [{ field: 'comment', value: secret }],
    },
    { type: 'RequesterWrote', ...by(requester, 1), message: body() },
    { type: 'TicketAssigned', ...by(agent, 2), assigneeId: agent.id },
    { type: 'ReplySent', ...by(agent, 3), message: body('Change it') },
    {
      type: 'CallLogged',
      ...by(agent, 4),
      caller: 'Anna',
      phone: '+7495',
      calledAt: monday,
      calendar: null,
      needsPaging: true,
    },
    { type: 'OnCallPaged', at: monday + 5, actorId: null, accounts: [account] },
    { type: 'TicketResolved', ...by(requester, 6), comment: body() },
    { type: 'TicketClosed', ...by(requester, 7) },
  ];
  const ticket = replay(log, noCalendars);
  if (ticket === null) throw new Error('the log is not empty');
  await store.transaction((tx) => tx.tickets.save(ticket, log));
  return ticket;
}

const everything = { words: () => true, file: () => true, account: <T>(account: T): T => account };

export function privacyContract(underTest: UnderTest): void {
  const transaction = <T>(work: (tx: Repositories) => Promise<T>) => underTest().store.transaction(work);
  const person = (id: string) => transaction(({ people }) => people.get(id));
  const log = (id: string) => transaction(({ tickets }) => tickets.events(id));
  const stored = (id: string) => transaction(({ tickets }) => tickets.find({ id }));

  const forgetting = async (id: string, alsoOpen = false) =>
    transaction(async (tx) => {
      const known = await tx.people.get(id);
      if (known === null) throw new Error('nobody of that id');
      return forget(tx, known, { alsoOpen, now: monday });
    });
  const forgotten = async (id: string): Promise<Forgotten> => {
    const outcome = await forgetting(id);
    if (outcome.kind !== 'forgotten') throw new Error(`${outcome.references} are open`);
    return outcome;
  };
  const people = async (): Promise<readonly [Person, Person]> => {
    const { store } = underTest();
    return [await aPerson(store), await aPerson(store, { name: 'Boris Agent' })];
  };

  describe('of a person who is forgotten', () => {
    test('a pseudonym is left, found by no account, and a new person comes with the next message', async () => {
      const [anna] = await people();
      const [user] = anna.identities;
      if (user === undefined) throw new Error('she has an account');
      await transaction((tx) => tx.people.chooseLanguage(anna.id, 'ru'));
      await forgotten(anna.id);
      const name = pseudonymOf(anna.id);
      expect(await person(anna.id)).toEqual({ id: anna.id, name, chosenLanguage: null, identities: [] });
      expect((await transaction((tx) => tx.people.identify(user))).id).not.toBe(anna.id);
    });

    test('the words, files and calls are gone from the log, and an agent’s reply stays', async () => {
      const [anna, boris] = await people();
      const ticket = await keptTicket(underTest().store, anna, boris);
      await forgotten(anna.id);
      const events = await log(ticket.id);
      expect(JSON.stringify(events)).not.toMatch(/hunter2|7495|Anna/);
      expect(JSON.stringify(events)).not.toContain(anna.identities[0]?.userId);
      expect(events[1]).toMatchObject({
        message: { text: erasedText, attachments: [{ fileId: '', name: erasedText, sizeBytes: 3 }] },
      });
      expect(events[3]).toMatchObject({ message: { text: 'Change it', attachments: [file] } });
      expect(events).toHaveLength(8);
    });

    test('the ticket is what its erased log makes it, and its clocks, times and outcome are what they were', async () => {
      const [anna, boris] = await people();
      const ticket = await keptTicket(underTest().store, anna, boris);
      await forgotten(anna.id);
      const now = await stored(ticket.id);
      expect(now).toEqual(replay(await log(ticket.id), noCalendars));
      const { description, answers, paging, ...rest } = ticket;
      expect(now).toMatchObject(rest);
      expect(now?.description).toBe(erasedText);
    });

    test('doing it again changes nothing', async () => {
      const [anna, boris] = await people();
      await keptTicket(underTest().store, anna, boris);
      const first = await forgotten(anna.id);
      expect(first.rows).toMatchObject({ tickets: 1, ticket_events: 5, identities: 1, people: 1 });
      const again = await forgotten(anna.id);
      expect(Object.values(again.rows).filter((count) => count > 0)).toEqual([]);
    });

    test('a call in their name on another’s ticket is gone too, and an account of theirs that was paged', async () => {
      const [anna, boris] = await people();
      const { store } = underTest();
      const caller = await aPerson(store, { name: unique('Карл') });
      const opened = aTicket(anna, { description: 'Not theirs', remindersSent: [], acknowledgements: [] });
      const paged = { platform: 'slack', userId: caller.identities[0]?.userId ?? '' };
      const happened: readonly TicketEvent[] = [
        openingOf(opened),
        {
          type: 'CallLogged',
          at: monday,
          actorId: boris.id,
          caller: caller.name.toUpperCase(),
          phone: '+7495',
          calledAt: monday,
          calendar: null,
          needsPaging: true,
        },
        { type: 'OnCallPaged', at: monday, actorId: null, accounts: [paged] },
      ];
      const ticket = replay(happened, noCalendars);
      if (ticket === null) throw new Error('the log is not empty');
      await store.transaction((tx) => tx.tickets.save(ticket, happened));
      expect(await forgotten(caller.id)).toMatchObject({ tickets: 1, rows: { ticket_events: 2 } });
      const [opening, call, page] = await log(ticket.id);
      expect(opening).toEqual(happened[0]);
      expect(call).toMatchObject({ caller: erasedText, phone: erasedText });
      expect(page).toMatchObject({ accounts: [{ platform: 'slack', userId: pseudonymOf(caller.id) }] });
      expect(await stored(ticket.id)).toEqual(replay(await log(ticket.id), noCalendars));
    });

    test('an agent’s replies stay, under the pseudonym', async () => {
      const [anna, boris] = await people();
      const ticket = await keptTicket(underTest().store, anna, boris);
      await forgotten(boris.id);
      expect(await log(ticket.id)).toHaveLength(8);
      expect(await stored(ticket.id)).toEqual(ticket);
      expect((await person(boris.id))?.name).toBe(pseudonymOf(boris.id));
    });

    test('an open ticket stands in the way, unless it is to go with the rest', async () => {
      const { store } = underTest();
      const anna = await aPerson(store);
      const ticket = aTicket(anna, { description: secret });
      await store.transaction((tx) => tx.tickets.save(ticket, [openingOf(ticket)]));
      expect(await forgetting(anna.id)).toEqual({ kind: 'open', references: [ticket.reference] });
      expect(await person(anna.id)).toEqual(anna);
      expect(await forgetting(anna.id, true)).toMatchObject({ kind: 'forgotten', rows: { tickets: 1 } });
      expect((await stored(ticket.id))?.description).toBe(erasedText);
    });

    test('the direct conversation leads nowhere, and nothing is owed to it any more', async () => {
      const { store } = underTest();
      const anna = await aPerson(store);
      const direct = await aConversation(store, { platform: 'slack', personId: anna.id });
      const other = await aConversation(store, { platform: 'slack' });
      const message = {
        platform: 'slack',
        messageId: '7',
        ticketId: null,
        role: 'written' as const,
        command: null,
        personId: anna.id,
      };
      await transaction(async (tx) => {
        const content = { kind: 'mark', messageId: 'm', mark: 'note' } as const;
        await tx.deliveries.enqueue({
          conversationId: direct.id,
          ticketId: null,
          content,
          availableAt: monday,
        });
        await tx.drafts.save(aDraft(anna, direct));
        await tx.deliveries.remember({ ...message, chat: direct.chat });
        await tx.deliveries.remember({
          ...message,
          chat: other.chat,
          role: 'prompt',
          command: 'reply ACME-1',
        });
      });
      expect((await forgotten(anna.id)).rows).toMatchObject({
        conversations: 1,
        deliveries: 1,
        drafts: 1,
        chat_messages: 2,
      });
      await transaction(async (tx) => {
        expect(await tx.deliveries.next(direct.id)).toBeNull();
        expect(await tx.conversations.at(direct)).toBeNull();
        expect(await tx.deliveries.messageAt('slack', direct.chat, '7')).toBeNull();
        expect(await tx.deliveries.messageAt('slack', other.chat, '7')).toMatchObject({
          personId: null,
          command: null,
        });
        expect(await tx.conversations.get(other.id)).toEqual(other);
      });
    });

    test('memberships, codes and contacts of that name are gone, and other contacts stay', async () => {
      const { store } = underTest();
      const [anna, boris] = await people();
      const contract = await keptContract(store);
      const contact = (name: string) => ({ name, phone: null, email: 'a@example.org' });
      const code = { purpose: 'link' as const, issuedBy: null, expiresAt: monday + 1, usesLeft: 1 };
      const [hers, his] = [unique('hash'), unique('hash')];
      await transaction(async (tx) => {
        await tx.organisations.saveContract({
          ...contract,
          contacts: [contact('ANNA orlova '), contact('Boris')],
        });
        await tx.organisations.join(anna.id, contract.organisationId, monday);
        await tx.codes.issue({ ...code, hash: hers, subjectId: anna.id });
        await tx.codes.issue({ ...code, hash: his, subjectId: boris.id });
      });
      expect((await forgotten(anna.id)).rows).toMatchObject({ memberships: 1, contracts: 1, codes: 1 });
      await transaction(async (tx) => {
        expect((await tx.organisations.contract(contract.id))?.contacts).toEqual([contact('Boris')]);
        expect(await tx.organisations.ofPerson(anna.id)).toEqual([]);
        expect(await tx.codes.find(hers, 'link', monday)).toBeNull();
        expect(await tx.codes.find(his, 'link', monday)).not.toBeNull();
      });
    });

    test('what came in from them and was handled is gone, and what waits is still to be handled', async () => {
      const { store } = underTest();
      const anna = await aPerson(store);
      const userId = anna.identities[0]?.userId ?? '';
      const event = (of: string) => ({
        platform: 'slack',
        eventId: unique('Ev'),
        lane: unique('lane'),
        payload: { event: { user: of, text: secret } },
        receivedAt: monday,
      });
      const [handled, waiting, another] = [event(userId), event(userId), event(`${userId}9`)];
      await transaction(async ({ inbox }) => {
        for (const each of [handled, waiting, another]) await inbox.put(each);
        await inbox.complete('slack', handled.eventId, monday);
        await inbox.complete('slack', another.eventId, monday);
      });
      expect((await forgotten(anna.id)).rows).toMatchObject({ inbound_events: 1 });
      expect(await store.read(({ inbox }) => inbox.waiting())).toContainEqual(
        expect.objectContaining(waiting),
      );
      expect(await transaction(({ inbox }) => inbox.put(handled)), 'known still').toBe(false);
    });
  });

  describe('copies in agents’ chats', () => {
    const posted = async (
      ticket: Ticket,
      contents: readonly Content[],
      side: 'agents' | 'requester' = 'agents',
    ) => {
      const { store } = underTest();
      const conversation = await aConversation(store, { side });
      await transaction(async (tx) => {
        for (const content of contents) {
          const { id } = await tx.deliveries.enqueue({
            conversationId: conversation.id,
            ticketId: ticket.id,
            content,
            availableAt: monday,
          });
          const names = { messageId: `m-${content.kind}`, ...(content.kind === 'file' && { fileId: 'F9' }) };
          await tx.deliveries.settle(id, { state: 'sent', availableAt: monday, at: monday, ...names });
        }
      });
      return conversation;
    };
    const contents: readonly Content[] = [
      { kind: 'card' },
      { kind: 'event', sequence: 2 },
      { kind: 'file', sequence: 2, index: 0 },
      { kind: 'event', sequence: 3 },
    ];
    const dueOf = (ticket: Ticket) =>
      transaction(async ({ privacy }) =>
        (await privacy.dueRemovals(monday, 1000)).filter(({ ticketId }) => ticketId === ticket.id),
      );

    test('are to go with what they say, and nothing that stands in the requester’s own chat', async () => {
      const [anna, boris] = await people();
      const ticket = await keptTicket(underTest().store, anna, boris);
      const conversation = await posted(ticket, contents);
      await posted(ticket, contents, 'requester');
      expect((await forgotten(anna.id)).copies).toBe(3);
      const common = { conversation, ticketId: ticket.id, attempts: 0 };
      expect((await dueOf(ticket)).map(({ id: _, ...removal }) => removal)).toEqual([
        { ...common, kind: 'card', messageId: 'm-card', fileId: null },
        { ...common, kind: 'text', messageId: 'm-event', fileId: null },
        { ...common, kind: 'file', messageId: 'm-file', fileId: 'F9' },
      ]);
    });

    test('keep their words where only files go', async () => {
      const [anna, boris] = await people();
      const ticket = await keptTicket(underTest().store, anna, boris);
      await posted(ticket, contents);
      await transaction((tx) => eraseTicket(tx, ticket.id, { ...everything, words: () => false }, monday));
      expect((await dueOf(ticket)).map(({ kind }) => kind)).toEqual(['card', 'file']);
    });

    test('are tried again when their time comes, and no more once refused or done', async () => {
      const [anna, boris] = await people();
      const ticket = await keptTicket(underTest().store, anna, boris);
      await posted(ticket, contents);
      await forgotten(anna.id);
      const [card, text, removed] = await dueOf(ticket);
      await transaction(async ({ privacy }) => {
        await privacy.postponeRemoval(card?.id ?? '', { availableAt: monday + 5, refusal: null });
        await privacy.postponeRemoval(text?.id ?? '', { availableAt: monday, refusal: 'too old' });
        await privacy.finishRemoval(removed?.id ?? '');
      });
      expect(await dueOf(ticket)).toEqual([]);
      const later = await transaction(({ privacy }) => privacy.dueRemovals(monday + 5, 1000));
      expect(later.filter(({ ticketId }) => ticketId === ticket.id)).toEqual([{ ...card, attempts: 1 }]);
    });
  });

  describe('of what has grown old', () => {
    test('tickets that ended before are named until the part is marked as erased', async () => {
      const [anna, boris] = await people();
      const ticket = await keptTicket(underTest().store, anna, boris);
      const ended = async (before: number, part: 'files' | 'texts') =>
        (await transaction(({ privacy }) => privacy.endedBefore(before, part, 10_000))).includes(ticket.id);
      const closedAt = ticket.closedAt ?? 0;
      expect(await ended(closedAt, 'files')).toBe(false);
      expect(await ended(closedAt + 1, 'files')).toBe(true);
      await transaction(({ privacy }) => privacy.markErased(ticket.id, 'files', monday));
      expect(await ended(closedAt + 1, 'files')).toBe(false);
      expect(await ended(closedAt + 1, 'texts')).toBe(true);
      await transaction(({ privacy }) => privacy.markErased(ticket.id, 'texts', monday));
      expect(await ended(closedAt + 1, 'texts')).toBe(false);
    });

    test('drafts that are over or were put aside long ago are trimmed, and those that wait are not', async () => {
      const { store } = underTest();
      const anna = await aPerson(store);
      const drafts: Draft[] = [];
      for (const [state, expiresAt] of [
        ['aside', 1_000],
        ['done', 1_000],
        ['open', 1_000],
        ['aside', 2_000],
      ] as const)
        drafts.push(aDraft(anna, await aConversation(store), { state, expiresAt }));
      const left = await transaction(async (tx) => {
        for (const draft of drafts) await tx.drafts.save(draft);
        await tx.privacy.trim({ inboundBefore: 1_500, now: 0 });
        const kept: (Draft | null)[] = [];
        for (const { id } of drafts) kept.push(await tx.drafts.get(id));
        return kept;
      });
      expect(left.map((draft) => draft?.expiresAt)).toEqual([undefined, undefined, 1_000, 2_000]);
    });

    test('what is named by chats is trimmed a day after its last use, but for rights to what still waits', async () => {
      const now = monday;
      const used = (at: Instant) => ({ givenAt: [at], blockedUntil: null });
      const lane = { platform: 'telegram', lane: 'waiting' };
      const left = await transaction(async (tx) => {
        await tx.budgets.hold(['old', 'new', 'blocked']);
        await tx.budgets.save(
          new Map<string, BudgetUse>([
            ['old', used(now - DAY_MS - 1)],
            ['new', used(now - DAY_MS)],
            ['blocked', { givenAt: [], blockedUntil: now }],
          ]),
        );
        await tx.inbox.put({ ...lane, eventId: 'waits', payload: {}, receivedAt: now });
        for (const name of ['over', laneLease(lane)]) {
          await tx.leases.take(name, 'gone', 0, 1);
          await tx.leases.leave('gone', name);
        }
        await tx.leases.take('held', 'other', now, now + 1);
        const trimmed = await tx.privacy.trim({ inboundBefore: 0, now });
        const taken = [];
        for (const name of ['over', laneLease(lane), 'held'])
          taken.push(await tx.leases.take(name, 'me', now, now + 1));
        return { trimmed, taken, budgets: await tx.budgets.hold(['old', 'new', 'blocked']) };
      });
      expect(left.trimmed).toMatchObject({ send_budgets: 1, leases: 1 });
      expect(left.taken).toEqual(['anew', 'over', null]);
      expect(left.budgets.get('old')?.givenAt).toEqual([]);
      expect(left.budgets.get('new')?.givenAt).toEqual([now - DAY_MS]);
    });

    test('messages about tickets without texts are trimmed, and those about others stay', async () => {
      const [anna, boris] = await people();
      const { store } = underTest();
      const [erased, kept] = [await keptTicket(store, anna, boris), await keptTicket(store, anna, boris)];
      const conversation = await aConversation(store, { side: 'agents' });
      const made = await transaction(async (tx) => {
        const deliveries = [];
        for (const { id: ticketId } of [erased, kept]) {
          const delivery = {
            conversationId: conversation.id,
            ticketId,
            content: { kind: 'card' } as const,
            availableAt: monday,
          };
          const { id } = await tx.deliveries.enqueue(delivery);
          await tx.deliveries.settle(id, { state: 'sent', availableAt: monday, at: monday });
          deliveries.push(id);
        }
        await tx.privacy.markErased(erased.id, 'texts', monday);
        await tx.privacy.trim({ inboundBefore: 0, now: 0 });
        return deliveries;
      });
      const found = await transaction(({ deliveries }) => Promise.all(made.map((id) => deliveries.get(id))));
      expect(found.map((delivery) => delivery?.ticketId)).toEqual([undefined, kept.id]);
    });
  });
}
