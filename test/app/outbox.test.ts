// What follows from an event is owed in the ledger, and its conversations are woken.
import { beforeEach, describe, expect, it } from 'vitest';
import { carryOut, tell } from '../../src/app/outbox.ts';
import type { Ticket } from '../../src/domain/ticket.ts';
import { anna, ivan, lead } from '../builders/people.ts';
import { monday10 } from '../builders/ticket.ts';
import { type DeskOnFakes, deskOnFakes } from '../support/desk-on-fakes.ts';

let desk: DeskOnFakes;
let ticket: Ticket;
/** The conversations that are told to be owed something. */
let woken: string[];

beforeEach(async () => {
  desk = deskOnFakes();
  await desk.message(ivan, 'The server is down');
  await desk.press(ivan, 'open');
  ticket = await desk.ticket('ACME-1');
  woken = [];
  desk.store.onOwed((id) => woken.push(id));
});

const content = { kind: 'event', sequence: 1 } as const;
const owedTo = async (chat: string) => {
  const conversation = await desk.store.read((tx) =>
    tx.conversations.at({ platform: chat === '4242' ? 'telegram' : 'slack', chat, thread: null }),
  );
  return conversation === null ? null : desk.store.read((tx) => tx.deliveries.next(conversation.id));
};

describe('telling', () => {
  it('owes the content to the conversation, which is told of once', async () => {
    const [conversation] = await desk.store.read((tx) => tx.conversations.ofTicket(ticket.id));
    const id = conversation!.id;
    await desk.store.transaction(async (tx) => {
      await tell(tx, id, content, { ticketId: ticket.id, now: monday10 });
      await tell(tx, id, { kind: 'card' }, { ticketId: ticket.id, now: monday10 });
    });
    expect(await desk.store.read((tx) => tx.deliveries.next(id))).toMatchObject({
      content,
      ticketId: ticket.id,
      state: 'queued',
      availableAt: monday10,
    });
    expect(woken).toEqual([id]);
  });
});

describe('telling in person', () => {
  const inPerson = async (personId: string | null, leadsToo: boolean) =>
    desk.store.transaction((tx) =>
      carryOut(
        tx,
        [{ ticket, effects: [{ kind: 'tellInPerson', personId, leadsToo, others: [], content }] }],
        {
          policy: desk.policy,
          now: monday10,
        },
      ),
    );

  it('reaches every lead of the queue, and nobody else', async () => {
    await inPerson(null, true);
    expect(woken).toHaveLength(2);
    expect(await owedTo(lead.userId)).toMatchObject({ content });
    expect(await owedTo('4242')).toMatchObject({ content });
  });

  it('reaches somebody who is owner and lead once', async () => {
    const { id } = await desk.person(lead);
    await inPerson(id, true);
    expect(woken).toHaveLength(2);
  });

  it('reaches the owner alone where the leads are not meant', async () => {
    const { id } = await desk.person(anna);
    await inPerson(id, false);
    expect(woken).toHaveLength(1);
    expect(await owedTo(anna.userId)).toMatchObject({ content });
  });
});
