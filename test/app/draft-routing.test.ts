// Where a requester's words go: to the ticket they belong to, to a question which one, or to a new draft.
import { beforeEach, describe, expect, it } from 'vitest';
import { MINUTE_MS } from '../../src/domain/instant.ts';
import { format } from '../../src/messages/format.ts';
import { anna, directPlace, groupPlace, ivan, jane, olga } from '../builders/people.ts';
import { slackChannel } from '../builders/policy.ts';
import { hours } from '../domain/sla/given.ts';
import { type DeskOnFakes, deskOnFakes } from '../support/desk-on-fakes.ts';
import { answerText, buttonsOf, textOf } from '../support/views.ts';

let desk: DeskOnFakes;

beforeEach(() => {
  desk = deskOnFakes();
  desk.slack.join(slackChannel, anna.userId);
});

const lastButtons = () => {
  const last = desk.toldTo(ivan).at(-1);
  return last === undefined
    ? []
    : buttonsOf(last.view).map(({ command }) => command.replace(/[0-9a-f-]{36}/, 'DRAFT'));
};

/** Ivan opens a ticket, and then another. */
async function openTwo(): Promise<void> {
  await desk.command(ivan, 'new The server is down');
  await desk.press(ivan, 'open');
  await desk.command(ivan, 'new The printer smokes');
  await desk.press(ivan, 'open');
}

describe('where one ticket is open', () => {
  beforeEach(async () => {
    await desk.message(ivan, 'The server is down');
    await desk.press(ivan, 'open');
  });

  it('a message continues it, and is marked as received', async () => {
    await desk.message(ivan, 'It is back', { messageId: 'm9' });
    expect(await desk.events('ACME-1')).toEqual(['TicketOpened', 'RequesterWrote']);
    expect(desk.telegram.marks('m9')).toEqual(['received']);
  });

  it('a message reopens it once it is resolved, since it was told to write there', async () => {
    await desk.command(ivan, 'resolve');
    await desk.message(ivan, 'Not solved');
    expect(await desk.ticket('ACME-1')).toMatchObject({ status: 'open' });
  });

  it('a message begins another once it is closed', async () => {
    await desk.command(ivan, 'close');
    await desk.message(ivan, 'Something else');
    expect(lastButtons()).toContain('open DRAFT critical');
  });

  it('“new” begins another nevertheless', async () => {
    await desk.command(ivan, 'new The printer smokes');
    await desk.press(ivan, 'open');
    expect((await desk.ticket('ACME-2')).description).toBe('The printer smokes');
  });

  it('it is nobody else’s: another person’s message begins their own', async () => {
    await desk.message(olga, 'My screen is dark');
    await desk.press(olga, 'open');
    expect((await desk.ticket('ACME-2')).description).toBe('My screen is dark');
  });
});

describe('where several tickets are open', () => {
  beforeEach(openTwo);

  it('a message is asked about, with a button for each and one for something new', async () => {
    await desk.message(ivan, 'It works again');
    expect(desk.said(ivan).at(-1)).toBe(format('ru', 'draft.which'));
    expect(lastButtons()).toEqual(['attach DRAFT ACME-1', 'attach DRAFT ACME-2', 'attach DRAFT new']);
  });

  it('the one chosen gets all the words, and the question says so', async () => {
    await desk.message(ivan, 'It works again', { messageId: 'm1' });
    await desk.message(ivan, 'I think', { messageId: 'm2' });
    await desk.press(ivan, 'attach');
    expect(await desk.events('ACME-1')).toEqual(['TicketOpened', 'RequesterWrote', 'RequesterWrote']);
    expect(await desk.events('ACME-2')).toEqual(['TicketOpened']);
    expect(desk.said(ivan)).toContain(format('ru', 'draft.attached', { reference: 'ACME-1' }));
    expect(desk.telegram.marks('m1')).toContain('received');
  });

  it('something new is asked for its severity in the same message', async () => {
    await desk.message(ivan, 'The lift is stuck');
    const before = desk.said(ivan).length;
    await desk.press(ivan, format('ru', 'draft.new'));
    expect(desk.said(ivan)).toHaveLength(before);
    expect(lastButtons()).toContain('open DRAFT critical');
    await desk.press(ivan, 'open');
    expect(await desk.ticket('ACME-3')).toMatchObject({
      severity: 'critical',
      description: 'The lift is stuck',
    });
  });

  it('something new opens at the default severity ten minutes after it was called so', async () => {
    await desk.message(ivan, 'The lift is stuck');
    await desk.pass(9 * MINUTE_MS);
    await desk.press(ivan, format('ru', 'draft.new'));
    await desk.pass(9 * MINUTE_MS);
    await expect(desk.ticket('ACME-3')).rejects.toThrow();
    await desk.pass(MINUTE_MS);
    expect((await desk.ticket('ACME-3')).severity).toBe('medium');
  });

  it('without an answer the words go to the one that was busy last', async () => {
    await desk.pass(MINUTE_MS);
    await desk.command(ivan, 'reply ACME-1 still down');
    await desk.message(ivan, 'And now?');
    await desk.pass(10 * MINUTE_MS);
    expect(await desk.events('ACME-1')).toEqual(['TicketOpened', 'RequesterWrote', 'RequesterWrote']);
    expect(await desk.events('ACME-2')).toEqual(['TicketOpened']);
  });

  it('no reminder of the desk’s own makes a ticket the one that was busy last', async () => {
    await desk.pass(MINUTE_MS);
    await desk.command(ivan, 'reply ACME-2 still down');
    for (
      let passed = 0;
      passed < 8 && !(await desk.events('ACME-1')).includes('SlaReminderSent');
      passed += 1
    )
      await desk.pass(hours(1));
    await desk.message(ivan, 'And now?');
    await desk.pass(10 * MINUTE_MS);
    const written = async (reference: string) =>
      (await desk.events(reference)).filter((type) => type === 'RequesterWrote');
    expect(await desk.events('ACME-1')).toContain('SlaReminderSent');
    expect([await written('ACME-1'), await written('ACME-2')].map(({ length }) => length)).toEqual([0, 2]);
  });

  it('without an answer the words open a ticket when the others ended meanwhile', async () => {
    await desk.message(ivan, 'And now?');
    await desk.command(ivan, 'close ACME-1');
    await desk.command(ivan, 'close ACME-2');
    await desk.pass(10 * MINUTE_MS);
    expect((await desk.ticket('ACME-3')).description).toBe('And now?');
  });

  it('somebody else’s ticket cannot be chosen', async () => {
    await desk.message(olga, 'My screen is dark');
    await desk.press(olga, 'open');
    await desk.message(ivan, 'It works again');
    const draft = buttonsOf(desk.toldTo(ivan).at(-1)!.view)[0]!.command.split(' ')[1];
    expect(answerText(await desk.command(ivan, `attach ${draft} ACME-3`))).toBe(
      format('ru', 'error.ticketNotFound', { reference: 'ACME-3' }),
    );
  });

  it('answering a message of the desk goes to its ticket without a question', async () => {
    const about2 = desk
      .toldTo(ivan)
      .find(({ view }) => textOf(view).includes('ACME-2') && buttonsOf(view).length > 0);
    await desk.message(ivan, 'Still smoking', { replyTo: about2!.messageId });
    expect(await desk.events('ACME-2')).toEqual(['TicketOpened', 'RequesterWrote']);
  });

  it('answering one’s own words goes to the ticket that they went to', async () => {
    await desk.command(ivan, 'reply ACME-2 still smoking', { messageId: 'own' });
    await desk.message(ivan, 'And it smells', { replyTo: 'own' });
    expect(await desk.events('ACME-2')).toEqual(['TicketOpened', 'RequesterWrote', 'RequesterWrote']);
  });

  it('answering one’s own message goes to the ticket that it opened', async () => {
    await desk.message(ivan, 'The lift is stuck', { messageId: 'own' });
    await desk.press(ivan, format('ru', 'draft.new'));
    await desk.press(ivan, 'open');
    await desk.message(ivan, 'And it is dark', { replyTo: 'own' });
    expect(await desk.events('ACME-3')).toEqual(['TicketOpened', 'RequesterWrote']);
  });
});

describe('on a ticket that is over', () => {
  beforeEach(async () => {
    await desk.message(jane, 'The server is down', { messageId: 'start' });
    await desk.press(jane, 'open');
  });
  const inThread = { place: directPlace(jane, 'start') };

  it('a message in its thread reopens it when it was resolved', async () => {
    await desk.command(jane, 'resolve ACME-1');
    await desk.message(jane, 'Not solved', inThread);
    expect(await desk.ticket('ACME-1')).toMatchObject({ status: 'open' });
    expect(await desk.events('ACME-1')).toEqual([
      'TicketOpened',
      'TicketResolved',
      'TicketReopened',
      'RequesterWrote',
    ]);
  });

  it('a message in its thread opens a linked one when it was closed', async () => {
    await desk.command(jane, 'close ACME-1');
    await desk.message(jane, 'Down again', inThread);
    await desk.press(jane, 'open', inThread);
    const next = await desk.ticket('ACME-2');
    const [opening] = await desk.store.read(({ tickets }) => tickets.events(next.id));
    expect(opening).toMatchObject({ type: 'TicketOpened', follows: 'ACME-1' });
    await desk.message(jane, 'Hurry', inThread);
    expect(await desk.events('ACME-2')).toEqual(['TicketOpened', 'RequesterWrote']);
  });
});

it('where conversations have threads, a message outside that of a resolved ticket is a new matter', async () => {
  await desk.message(jane, 'The server is down');
  await desk.press(jane, 'open');
  await desk.command(jane, 'resolve ACME-1');
  await desk.message(jane, 'Something else');
  await desk.press(jane, 'open');
  expect((await desk.ticket('ACME-2')).description).toBe('Something else');
});

describe('in a customers’ channel', () => {
  const channel = { platform: 'slack', chat: 'C0CUSTOMER', thread: 't1' };
  const place = groupPlace(channel);

  it('a message that names the desk begins a draft in its thread, in the desk’s language', async () => {
    const russian = { ...jane, languageTag: 'ru' };
    await desk.message(russian, 'The server is down', { place, addressed: true });
    await desk.press(russian, 'open', { place });
    expect((await desk.ticket('ACME-1')).description).toBe('The server is down');
    const critical = format('en', 'severity.critical');
    expect(desk.slack.messages('C0CUSTOMER').map(({ view, thread }) => [thread, textOf(view)])).toEqual([
      ['t1', format('en', 'draft.opened', { reference: 'ACME-1', severity: critical })],
      ['t1', format('en', 'opened.title', { reference: 'ACME-1', severity: critical })],
    ]);
  });

  it('what people say to each other is none of the desk’s business', async () => {
    expect(
      await desk.message(jane, 'Lunch?', { place: groupPlace({ ...channel, thread: null }) }),
    ).toBeNull();
    expect(desk.slack.calls).toEqual([]);
  });

  it('everybody in the thread speaks for the customer, and an agent there in public', async () => {
    await desk.message(jane, 'The server is down', { place, addressed: true });
    await desk.press(jane, 'open', { place });
    await desk.message({ ...jane, userId: 'UJOE', name: 'Joe' }, 'For me too', { place });
    await desk.message(anna, 'Looking', { place });
    expect(await desk.events('ACME-1')).toEqual(['TicketOpened', 'RequesterWrote', 'ReplySent']);
  });

  it('words about a button are no command, a command is', async () => {
    await desk.message(jane, 'close button does not work', { place, addressed: true });
    expect(buttonsOf(desk.slack.messages('C0CUSTOMER')[0]!.view)).toHaveLength(4);
    await desk.press(jane, 'open', { place });
    await desk.message(jane, 'close', { place, addressed: true });
    expect((await desk.ticket('ACME-1')).status).toBe('closed');
  });

  it('the desk’s bare name asks what it can do', async () => {
    const answer = await desk.message(jane, ' ', { place, addressed: true });
    expect(answerText(answer)).toBe(format('en', 'help.title'));
  });
});
