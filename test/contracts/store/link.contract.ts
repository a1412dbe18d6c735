// The contract of making one person of two.
import { describe, expect, test } from 'vitest';
import type { Person } from '../../../src/app/ports.ts';
import type { TicketEvent } from '../../../src/domain/events.ts';
import {
  aConversation,
  aDraft,
  aPerson,
  aTicket,
  aUser,
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

export function linkContract(underTest: UnderTest): void {
  const link = (id: string, other: string) =>
    underTest().store.transaction((tx) => tx.people.link(id, other));
  const person = (id: string) => underTest().store.read(({ people }) => people.get(id));

  async function pair(): Promise<readonly [Person, Person]> {
    const { store } = underTest();
    return [await aPerson(store), await aPerson(store, { platform: 'telegram' })];
  }

  describe('of two people who are linked', () => {
    test('one is left, with the accounts of both, found by either', async () => {
      const { store } = underTest();
      const [slack, telegram] = [aUser(), aUser({ platform: 'telegram', name: 'Аня' })];
      const [ann, other] = [await aPerson(store, slack), await aPerson(store, telegram)];
      await link(ann.id, other.id);
      const linked = { ...ann, identities: [slack, telegram] };
      expect(await person(ann.id)).toEqual(linked);
      expect(await person(other.id)).toBeNull();
      expect(await store.transaction((tx) => tx.people.identify(telegram))).toEqual(linked);
    });

    test('the language that the first chose stays, else that of the other', async () => {
      const { store } = underTest();
      const [[ann, other], [bob, another]] = [await pair(), await pair()];
      await store.transaction(async ({ people }) => {
        await people.chooseLanguage(ann.id, 'en');
        await people.chooseLanguage(other.id, 'ru');
        await people.chooseLanguage(another.id, 'ru');
      });
      await link(ann.id, other.id);
      await link(bob.id, another.id);
      expect((await person(ann.id))?.chosenLanguage).toBe('en');
      expect((await person(bob.id))?.chosenLanguage).toBe('ru');
    });

    test('the other’s tickets and their log are the first’s, and those of third people stay theirs', async () => {
      const { store } = underTest();
      const [ann, other] = await pair();
      const third = await aPerson(store);
      const asked = await openTicket(store, other);
      const ticket = aTicket(third, { assigneeId: other.id, version: 3 });
      const assigned: TicketEvent = {
        type: 'TicketAssigned',
        at: monday,
        actorId: third.id,
        assigneeId: other.id,
      };
      const log = [openingOf(ticket), assigned, claimedBy(other)];
      await store.transaction((tx) => tx.tickets.save(ticket, log));
      await link(ann.id, other.id);
      await store.read(async ({ tickets }) => {
        expect(await tickets.load([asked.id])).toEqual([{ ...asked, requesterId: ann.id }]);
        expect(await tickets.events(asked.id)).toEqual([openingOf({ ...asked, requesterId: ann.id })]);
        expect(await tickets.load([ticket.id])).toEqual([{ ...ticket, assigneeId: ann.id }]);
        expect(await tickets.events(ticket.id)).toEqual([
          openingOf(ticket),
          { ...assigned, assigneeId: ann.id },
          claimedBy(ann),
        ]);
      });
    });

    test('what the other says in text about ids stays as it was written', async () => {
      const { store } = underTest();
      const [ann, other] = await pair();
      const ticket = await openTicket(store, other, { description: `I am ${other.id}` });
      await link(ann.id, other.id);
      const found = await store.read(({ tickets }) => tickets.find({ id: ticket.id }));
      expect(found?.description).toBe(`I am ${other.id}`);
    });

    test('both’s organisations are the first’s, each once', async () => {
      const { store } = underTest();
      const [ann, other] = await pair();
      const third = await aPerson(store);
      const shared = await keptOrganisation(store, { key: unique('a') });
      const theirs = await keptOrganisation(store, { key: unique('b') });
      await store.transaction(async ({ organisations }) => {
        await organisations.join(other.id, shared.id, monday);
        await organisations.join(ann.id, shared.id, monday + 1);
        await organisations.join(other.id, theirs.id, monday);
        await organisations.join(third.id, theirs.id, monday);
      });
      await link(ann.id, other.id);
      await store.read(async ({ organisations }) => {
        expect(await organisations.ofPerson(ann.id)).toEqual([shared, theirs]);
        expect(await organisations.ofPerson(other.id)).toEqual([]);
        expect(await organisations.membersOf(shared.id)).toEqual([ann.id]);
        expect(await organisations.membersOf(theirs.id)).toEqual([ann.id, third.id]);
      });
    });

    test('the other’s conversations, messages and codes, and what they did to a quota, are the first’s', async () => {
      const { store } = underTest();
      const [ann, other] = await pair();
      const conversation = await aConversation(store, { personId: other.id });
      const contract = await keptContract(store);
      const ticket = await openTicket(store, other);
      const message = {
        platform: 'telegram',
        chat: unique('chat'),
        messageId: '7',
        ticketId: ticket.id,
        role: 'written' as const,
        command: null,
        personId: other.id,
      };
      const entry = { contractId: contract.id, year: 1, ticketId: ticket.id, at: monday, reason: null };
      const code = {
        hash: unique('hash'),
        purpose: 'link' as const,
        subjectId: other.id,
        issuedBy: other.id,
        expiresAt: monday + 1,
        usesLeft: 1,
      };
      await store.transaction(async (tx) => {
        await tx.deliveries.remember(message);
        await tx.quota.record({ ...entry, kind: 'spent', actorId: other.id });
        await tx.codes.issue(code);
      });
      await link(ann.id, other.id);
      const mine = { personId: ann.id };
      await store.transaction(async (tx) => {
        expect(await tx.conversations.get(conversation.id)).toEqual({ ...conversation, ...mine });
        expect(await tx.deliveries.messageAt('telegram', message.chat, '7')).toEqual({ ...message, ...mine });
        expect(await tx.quota.entries(contract.id)).toEqual([{ ...entry, kind: 'spent', actorId: ann.id }]);
        expect(await tx.codes.redeem(code.hash, 'link', monday)).toEqual({
          ...code,
          subjectId: ann.id,
          issuedBy: ann.id,
          usesLeft: 0,
        });
      });
    });

    test('the other’s drafts are the first’s, and still one in a conversation', async () => {
      const { store } = underTest();
      const [ann, other] = await pair();
      const [here, there] = [await aConversation(store), await aConversation(store)];
      const done = aDraft(other, here, { state: 'done' });
      const open = aDraft(other, there);
      await store.transaction(async ({ drafts }) => {
        await drafts.save(done);
        await drafts.save(open);
      });
      await link(ann.id, other.id);
      await store.read(async ({ drafts }) => {
        expect(await drafts.get(done.id)).toEqual({ ...done, personId: ann.id });
        expect(await drafts.openOf(ann.id)).toEqual([{ ...open, personId: ann.id }]);
      });
      const second = store.transaction((tx) => tx.drafts.save(aDraft(ann, there)));
      await expect(second).rejects.toThrow();
    });

    test('who both have an open draft in one chat, one draft holds the words of both', async () => {
      const { store } = underTest();
      const [ann, other] = await pair();
      const conversation = await aConversation(store);
      const written = (messageId: string, at: number) => ({ messageId, text: 'x', attachments: [], at });
      const mine = aDraft(ann, conversation, { messages: [written('1', monday), written('3', monday + 2)] });
      const theirs = aDraft(other, conversation, { messages: [written('2', monday + 1)] });
      await store.transaction(async ({ drafts }) => {
        await drafts.save(mine);
        await drafts.save(theirs);
      });
      await link(ann.id, other.id);
      await store.read(async ({ drafts }) => {
        const [joined, ...others] = await drafts.openOf(ann.id);
        expect(others).toEqual([]);
        expect(joined?.id).toBe(mine.id);
        expect(joined?.messages.map(({ messageId }) => messageId)).toEqual(['1', '2', '3']);
        expect(await drafts.get(theirs.id)).toEqual({ ...theirs, personId: ann.id, state: 'done' });
      });
    });

    test('nothing is changed when the transaction failed', async () => {
      const { store } = underTest();
      const [ann, other] = await pair();
      const failed = store.transaction(async ({ people }) => {
        await people.link(ann.id, other.id);
        throw new Error('on purpose');
      });
      await expect(failed).rejects.toThrow('on purpose');
      expect([await person(ann.id), await person(other.id)]).toEqual([ann, other]);
    });
  });

  test('a person linked to themselves stays as they are', async () => {
    const ann = await aPerson(underTest().store);
    await link(ann.id, ann.id);
    expect(await person(ann.id)).toEqual(ann);
  });

  test('nobody is linked to somebody whom nobody knows', async () => {
    const ann = await aPerson(underTest().store);
    await expect(link(ann.id, ids.next())).rejects.toThrow('there is no person');
    await expect(link(ids.next(), ann.id)).rejects.toThrow('there is no person');
    expect(await person(ann.id)).toEqual(ann);
  });
}
