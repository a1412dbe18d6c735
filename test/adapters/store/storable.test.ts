// No text that comes in stops the desk: what a database does not take is left out, and the rest is kept.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../../src/adapters/clock.ts';
import { uuidIds } from '../../../src/adapters/ids.ts';
import type { Jobs } from '../../../src/adapters/jobs/jobs.ts';
import { openJobs } from '../../../src/adapters/jobs/open-jobs.ts';
import { createStore } from '../../../src/adapters/store/store.ts';
import type { Store } from '../../../src/app/ports.ts';
import { storable } from '../../../src/app/storable.ts';
import type { TicketEvent } from '../../../src/domain/events.ts';
import { replay } from '../../../src/domain/evolve.ts';
import {
  aContract,
  aConversation,
  aDraft,
  aPerson,
  aTicket,
  aUser,
  ids,
  keptOrganisation,
  monday,
  openingOf,
  unique,
} from '../../contracts/store/samples.ts';
import { describeEachDatabase, silentLogger, type TestDatabase } from '../../support/databases.ts';

const bad = 'a\u0000b \ud83d c \udc00 🦠';
const good = 'ab \ufffd c \ufffd 🦠';

describeEachDatabase('text that no database takes', (kind) => {
  let store: Store;
  let jobs: Jobs;
  let opened: TestDatabase;

  beforeAll(async () => {
    opened = await kind.open();
    jobs = await openJobs(opened.database, { logger: silentLogger });
    store = createStore({ database: opened.database, jobs, ids: uuidIds(systemClock) });
  });
  afterAll(async () => {
    await jobs.stop({ timeoutMs: 1_000 });
    await opened.dispose();
  });

  test('is kept without that in a ticket, in each of its events and in what they come to', async () => {
    const requester = await aPerson(store);
    const ticket = aTicket(requester, { description: bad, remindersSent: [], acknowledgements: [] });
    const body = { messageId: ids.next(), text: bad, attachments: [] };
    const by = { at: monday, actorId: requester.id };
    const log: readonly TicketEvent[] = [
      { ...openingOf(ticket), opening: body, answers: [{ field: 'product', value: bad }] },
      { type: 'RequesterWrote', ...by, message: body },
      { type: 'TicketCancelled', ...by, reason: bad },
    ];
    const calendars = (): never => expect.unreachable('no timer needs a calendar');
    const whole = replay(log, calendars);
    if (whole === null) expect.unreachable('the log is not empty');
    await store.transaction((tx) => tx.tickets.save(whole, log));
    const events = await store.read(({ tickets }) => tickets.events(ticket.id));
    expect(events[2]).toMatchObject({ reason: good });
    const found = await store.read(({ tickets }) => tickets.find({ id: ticket.id }));
    expect(found).toMatchObject({ description: good, answers: [{ value: good }] });
    expect(found).toEqual(replay(events, calendars));
  });

  test('waits whole in the inbox, and is read without that later', async () => {
    const eventId = unique('event');
    const event = { platform: 'telegram', eventId, lane: 'x', payload: { text: bad } };
    expect(await store.transaction((tx) => tx.inbox.put({ ...event, receivedAt: monday }))).toBe(true);
    const kept = (await store.read(({ inbox }) => inbox.waiting())).find((each) => each.eventId === eventId);
    expect(storable(kept?.payload)).toEqual({ text: good });
  });

  test('is kept without that in drafts, names and contacts', async () => {
    const person = await store.transaction((tx) => tx.people.identify(aUser({ name: bad })));
    expect(person.name).toBe(good);
    const organisation = await keptOrganisation(store, { name: bad });
    const contract = aContract(organisation, { contacts: [{ name: bad, phone: null, email: null }] });
    const conversation = await aConversation(store);
    const message = { messageId: 'm1', text: bad, attachments: [], at: monday };
    const draft = aDraft(person, conversation, { messages: [message] });
    await store.transaction(async (tx) => {
      await tx.organisations.saveContract(contract);
      await tx.drafts.save(draft);
    });
    const [found, terms, words] = await store.read(async (tx) => [
      await tx.organisations.get(organisation.id),
      await tx.organisations.contract(contract.id),
      await tx.drafts.get(draft.id),
    ]);
    expect(found?.name).toBe(good);
    expect(terms?.contacts).toMatchObject([{ name: good }]);
    expect(words?.messages).toMatchObject([{ text: good }]);
  });
});
