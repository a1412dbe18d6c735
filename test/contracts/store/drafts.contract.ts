// The contract of drafts.
import { describe, expect, test } from 'vitest';
import { aConversation, aDraft, aPerson, ids, monday, openTicket } from './samples.ts';
import type { UnderTest } from './under-test.ts';

export function draftsContract(underTest: UnderTest): void {
  const openOf = (personId: string) =>
    underTest().store.read((repositories) => repositories.drafts.openOf(personId));

  describe('a draft', () => {
    test('comes back as it was saved, and as it was saved again', async () => {
      const { store } = underTest();
      const person = await aPerson(store);
      const conversation = await aConversation(store);
      const ticket = await openTicket(store, person);
      const file = {
        platform: 'telegram',
        fileId: 'F',
        name: 'a.zip',
        mediaType: 'application/zip',
        sizeBytes: 7,
      };
      const draft = aDraft(person, conversation, { question: 'ticket', follows: 'ACME-1' });
      await store.transaction((tx) => tx.drafts.save(draft));
      expect(await store.read((repositories) => repositories.drafts.get(draft.id))).toEqual(draft);
      const done = {
        ...draft,
        question: 'form' as const,
        choices: {
          requestType: 'signature-change',
          organisationId: ids.next(),
          severity: 'high' as const,
          wantsPriority: false,
          answers: [{ field: 'product', value: 'Антивирус 12' }],
          step: 'sample',
        },
        messages: [
          ...draft.messages,
          { messageId: 'm2', text: '', attachments: [file], at: monday + 1, field: 'sample' },
        ],
        state: 'done' as const,
        ticketId: ticket.id,
        promptMessageId: '99',
        expiresAt: monday + 1,
      };
      await store.transaction((tx) => tx.drafts.save(done));
      expect(await store.transaction((tx) => tx.drafts.lock(draft.id))).toEqual(done);
    });

    test('is among its person’s open ones, the oldest first, until it is done', async () => {
      const { store } = underTest();
      const [ann, bob] = [await aPerson(store), await aPerson(store)];
      const [here, there] = [await aConversation(store), await aConversation(store)];
      const [first, second] = [aDraft(ann, there), aDraft(ann, here)];
      await store.transaction((tx) => tx.drafts.save(second));
      await store.transaction((tx) => tx.drafts.save(first));
      expect(await openOf(ann.id)).toEqual([first, second]);
      expect(await openOf(bob.id)).toEqual([]);
      await store.transaction((tx) => tx.drafts.save({ ...first, state: 'done' }));
      expect(await openOf(ann.id)).toEqual([second]);
      const another = aDraft(ann, there);
      await store.transaction((tx) => tx.drafts.save(another));
      expect(await openOf(ann.id)).toEqual([second, another]);
    });

    test('put aside is kept, is not among the open ones, and makes room for another', async () => {
      const { store } = underTest();
      const person = await aPerson(store);
      const conversation = await aConversation(store);
      const aside = { ...aDraft(person, conversation), state: 'aside' as const };
      const another = aDraft(person, conversation);
      await store.transaction((tx) => tx.drafts.save(aside));
      await store.transaction((tx) => tx.drafts.save(another));
      expect(await openOf(person.id)).toEqual([another]);
      expect(await store.transaction((tx) => tx.drafts.lock(aside.id))).toEqual(aside);
    });

    test('is one a person and conversation: a second open one is refused', async () => {
      const { store } = underTest();
      const person = await aPerson(store);
      const conversation = await aConversation(store);
      await store.transaction((tx) => tx.drafts.save(aDraft(person, conversation)));
      await expect(store.transaction((tx) => tx.drafts.save(aDraft(person, conversation)))).rejects.toThrow();
    });

    test('gathers both of two messages that come at once', async () => {
      const { store } = underTest();
      const person = await aPerson(store);
      const conversation = await aConversation(store);
      const write = (text: string) =>
        store.transaction(async (tx) => {
          const [found] = await tx.drafts.openOf(person.id);
          const open = found === undefined ? null : await tx.drafts.lock(found.id);
          const draft = open ?? aDraft(person, conversation, { messages: [] });
          const message = { messageId: text, text, attachments: [], at: monday };
          await tx.drafts.save({ ...draft, messages: [...draft.messages, message] });
        });
      await Promise.all([write('It is down.'), write('Since nine.')]);
      const [draft] = await openOf(person.id);
      expect(draft?.messages.map(({ text }) => text).sort()).toEqual(['It is down.', 'Since nine.']);
    });

    test('that is not there is null, and so is one by an id that nothing can have', async () => {
      const { store } = underTest();
      expect(await store.read((repositories) => repositories.drafts.get(ids.next()))).toBeNull();
      expect(await store.transaction((tx) => tx.drafts.lock(ids.next()))).toBeNull();
      expect(await store.read((repositories) => repositories.drafts.get('high'))).toBeNull();
      expect(await store.transaction((tx) => tx.drafts.lock('high'))).toBeNull();
    });
  });
}
