// What a plain message is: among agents a note unless it is an explicit reply, from a requester words on their ticket.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Place } from '../../src/app/inbound.ts';
import { format } from '../../src/messages/format.ts';
import { anna, boris, directPlace, groupPlace, ivan, jane, olga } from '../builders/people.ts';
import { aPolicy, slackChannel } from '../builders/policy.ts';
import { aFile } from '../builders/ticket.ts';
import { type DeskOnFakes, deskOnFakes } from '../support/desk-on-fakes.ts';
import { answerText, textOf } from '../support/views.ts';

let desk: DeskOnFakes;
let place: Place;

async function opened(policy = aPolicy()): Promise<void> {
  desk = deskOnFakes({ policy });
  for (const { userId } of [anna, boris]) desk.slack.join(slackChannel, userId);
  await desk.message(ivan, 'The server is down');
  await desk.press(ivan, 'open');
  place = await desk.threadOf('ACME-1');
}

beforeEach(() => opened());

const toldIvan = () => desk.said(ivan).slice(2);

it('words are taken without what no database takes, also where they name something', async () => {
  await desk.message(ivan, 'It is\u0000 \ud83d back');
  await desk.message(anna, 'no\u0000te', { place });
  const { id } = await desk.ticket('ACME-1');
  const events = await desk.store.read(({ tickets }) => tickets.events(id));
  expect(events.slice(1)).toMatchObject([
    { message: { text: 'It is \ufffd back' } },
    { message: { text: 'note' } },
  ]);
  expect(answerText(await desk.command(ivan, 'sh\u0000ow ACME-1'))).toContain('ACME-1');
});

describe('in a ticket’s thread, an agent’s message', () => {
  it('is a note, marked as one, and nothing of it reaches the requester', async () => {
    expect(await desk.message(anna, 'Same as last week', { place, messageId: 'n1' })).toBeNull();
    expect(await desk.events('ACME-1')).toEqual(['TicketOpened', 'NoteAdded']);
    expect(desk.slack.marks('n1')).toEqual(['note']);
    expect(toldIvan()).toEqual([]);
  });

  it('is a note with its file', async () => {
    await desk.message(anna, '', { place, attachments: [aFile] });
    expect(await desk.events('ACME-1')).toEqual(['TicketOpened', 'NoteAdded']);
  });

  it('is a note although it answers the card', async () => {
    const [card] = await desk.thread('ACME-1');
    await desk.message(anna, 'Looks bad', { place, replyTo: card!.messageId });
    expect(await desk.events('ACME-1')).toEqual(['TicketOpened', 'NoteAdded']);
  });

  it('is a note although it answers another agent’s, or the desk’s own words', async () => {
    await desk.message(boris, 'hm', { place, messageId: 'n1' });
    await desk.message(anna, 'Indeed', { place, replyTo: 'n1' });
    await desk.command(boris, 'claim ACME-1', { place });
    const said = (await desk.thread('ACME-1')).at(-1)!;
    await desk.message(anna, 'Thank you', { place, replyTo: said.messageId });
    expect(toldIvan()).toEqual([]);
  });

  it('is a public reply when it answers words relayed from the requester, and marked as one', async () => {
    await desk.message(ivan, 'Hello?');
    const relayed = (await desk.thread('ACME-1')).at(-1)!;
    await desk.message(anna, 'On it', {
      place,
      replyTo: relayed.messageId,
      messageId: 'r1',
      attachments: [aFile],
    });
    expect(await desk.events('ACME-1')).toEqual(['TicketOpened', 'RequesterWrote', 'ReplySent']);
    expect(desk.slack.marks('r1')).toEqual(['reply']);
    expect(desk.toldTo(ivan).at(-1)?.view).toMatchObject({
      kind: 'relay',
      text: 'On it',
      attachments: [aFile],
    });
  });

  it('is a public reply when it names the desk and says so', async () => {
    await desk.message(anna, 'reply On it', { place, addressed: true, messageId: 'r1' });
    expect(toldIvan()).toEqual([
      `${format('ru', 'replied.heading', { name: 'Анна из Acme', reference: 'ACME-1' })}: On it`,
    ]);
    expect(desk.slack.marks('r1')).toEqual(['reply']);
  });

  it('is a reply by itself where the queue wants it so, and then a note is explicit', async () => {
    await opened(aPolicy({}, { threadMessages: 'reply' }));
    await desk.message(anna, 'On it', { place });
    await desk.message(anna, 'note Same as last week', { place, addressed: true });
    expect(await desk.events('ACME-1')).toEqual(['TicketOpened', 'ReplySent', 'NoteAdded']);
    expect(toldIvan()).toHaveLength(1);
  });

  it('is refused from somebody who is no member of the queue’s chat', async () => {
    expect(answerText(await desk.message(olga, 'Let me see', { place }))).toBe(
      format('en', 'error.notAllowed', { verb: 'note' }),
    );
    expect(await desk.events('ACME-1')).toEqual(['TicketOpened']);
  });
});

describe('elsewhere in the queue’s chat, an agent’s message', () => {
  const channel = groupPlace({ platform: 'slack', chat: slackChannel, thread: null });

  it('is none of the desk’s business', async () => {
    expect(await desk.message(anna, 'Lunch?', { place: channel })).toBeNull();
    await desk.pass(60 * 60_000);
    await expect(desk.ticket('ACME-2')).rejects.toThrow();
  });

  it('is never sent to a requester, also in a thread that the ticket has left', async () => {
    await desk.message(ivan, 'Hello?');
    const relayed = (await desk.thread('ACME-1')).at(-1)!.messageId;
    desk.slack.refuse({ kind: 'threadGone', reason: 'thread not found' }, { act: 'post' });
    await desk.message(ivan, 'Anybody?');
    expect((await desk.threadOf('ACME-1')).thread).not.toBe(place.thread);
    const told = toldIvan();
    await desk.message(anna, 'A customer to love', { place, replyTo: relayed });
    expect(toldIvan()).toEqual(told);
    expect(await desk.events('ACME-1')).toEqual(['TicketOpened', 'RequesterWrote', 'RequesterWrote']);
  });
});

describe('a requester’s message', () => {
  it('reaches the agents’ thread with who wrote it', async () => {
    await desk.message(ivan, 'Hello?', { attachments: [aFile] });
    expect((await desk.thread('ACME-1')).at(-1)?.view).toMatchObject({
      kind: 'relay',
      heading: format('en', 'written.heading', { name: ivan.name, reference: 'ACME-1' }),
      text: 'Hello?',
      attachments: [aFile],
    });
  });

  it('brings a waiting ticket back to work', async () => {
    await desk.command(anna, 'pending ACME-1', { place });
    await desk.message(ivan, 'Here it is');
    expect((await desk.ticket('ACME-1')).status).toBe('open');
  });

  it('that answers somebody else’s message finds no ticket', async () => {
    await desk.message(olga, 'My screen is dark');
    await desk.press(olga, 'open');
    const others = desk.toldTo(olga).at(-1)!.messageId;
    const answer = await desk.message(ivan, 'Me too', { place: directPlace(olga), replyTo: others });
    expect(answerText(answer)).toBe(format('ru', 'error.ticketNotFound', { reference: 'ACME-2' }));
    expect(await desk.events('ACME-2')).toEqual(['TicketOpened']);
  });

  it('outside its ticket’s thread is marked as received too', async () => {
    await desk.message(jane, 'My screen is dark', { messageId: 'start' });
    await desk.press(jane, 'open');
    await desk.message(jane, 'still dark', { messageId: 'loose' });
    expect(await desk.events('ACME-2')).toEqual(['TicketOpened', 'RequesterWrote']);
    expect(desk.slack.marks('loose')).toEqual(['received']);
  });
});

describe('the answer to a question of the desk', () => {
  const prompted = (command: string) =>
    desk.core.prompted({ user: anna, address: place, messageId: 'q1', command });

  it('completes the command that asked', async () => {
    await prompted('reply ACME-1');
    await desk.message(anna, 'On it', { place, replyTo: 'q1' });
    expect(await desk.events('ACME-1')).toEqual(['TicketOpened', 'ReplySent']);
  });

  it('by somebody else is a message like any other', async () => {
    await prompted('reply ACME-1');
    await desk.message(boris, 'Go on', { place, replyTo: 'q1' });
    expect(await desk.events('ACME-1')).toEqual(['TicketOpened', 'NoteAdded']);
  });
});

it('meeting the desk for the first time, somebody is told how it works', async () => {
  const answer = await desk.receive({
    kind: 'greeting',
    eventId: 'start',
    user: olga,
    place: directPlace(olga),
    at: desk.clock.now(),
    canOpenForm: false,
    payload: null,
  });
  expect(answer && textOf(answer.view)).toBe(format('en', 'welcome.title', { desk: 'Acme Support' }));
});
