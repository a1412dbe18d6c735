// What a line means: which command, which ticket, and whether this person may.
import { beforeEach, describe, expect, it } from 'vitest';
import { format } from '../../src/messages/format.ts';
import { anna, directPlace, groupPlace, ivan, jane, olga } from '../builders/people.ts';
import { slackChannel } from '../builders/policy.ts';
import { type DeskOnFakes, deskOnFakes } from '../support/desk-on-fakes.ts';
import { answerText } from '../support/views.ts';

let desk: DeskOnFakes;
const inChannel = groupPlace({ platform: 'slack', chat: slackChannel, thread: null });

beforeEach(async () => {
  desk = deskOnFakes();
  desk.slack.join(slackChannel, anna.userId);
  await desk.message(ivan, 'The server is down');
  await desk.press(ivan, 'open');
});

const inTicket = async () => ({ place: await desk.threadOf('ACME-1') });
const unknown = (language: 'en' | 'ru', input: string, suggestion: string) =>
  format(language, 'command.unknown', { input, suggestion });

describe('an unknown verb', () => {
  it.each([
    ['clam', 'claim'],
    ['resolv', 'resolve'],
    ['lsit', 'list'],
  ])('such as “%s” is answered with what was meant', async (typed, meant) => {
    expect(answerText(await desk.command(ivan, `${typed} ACME-1`))).toBe(unknown('ru', typed, meant));
  });

  it('like no other is answered with where to look', async () => {
    expect(answerText(await desk.command(ivan, 'abracadabra'))).toBe(
      format('ru', 'command.unknownPlain', { input: 'abracadabra' }),
    );
  });

  it('never gives away what only buttons send', async () => {
    expect(answerText(await desk.command(ivan, 'atach'))).not.toContain('attach');
  });

  it('addressed to the desk in an agents’ thread is answered there, and never relayed or noted', async () => {
    const answer = await desk.message(anna, 'repyl We are on it', { ...(await inTicket()), addressed: true });
    expect(answerText(answer)).toBe(unknown('en', 'repyl', 'reply'));
    expect(answer?.isPrivate).toBe(true);
    expect(await desk.events('ACME-1')).toEqual(['TicketOpened']);
    expect(desk.said(ivan)).toHaveLength(2);
  });

  it('addressed to the desk in the queue’s chat, outside any thread, never opens a ticket', async () => {
    const place = { ...inChannel, thread: 'somewhere' };
    expect(answerText(await desk.message(anna, 'hlep', { place, addressed: true }))).toBe(
      unknown('en', 'hlep', 'help'),
    );
    await desk.pass(60 * 60_000);
    await expect(desk.ticket('ACME-2')).rejects.toThrow();
  });

  it('typed as a command in direct messages never opens a ticket', async () => {
    await desk.command(olga, 'nwe My screen is dark');
    await desk.pass(60 * 60_000);
    await expect(desk.ticket('ACME-2')).rejects.toThrow();
  });
});

describe('an empty line', () => {
  it.each(['', '   '])('such as “%s” asks for help', async (line) => {
    expect(answerText(await desk.command(ivan, line))).toBe(format('ru', 'help.title'));
  });
});

describe('the ticket that is meant', () => {
  it('is the one that is named, in any case, also by its number alone', async () => {
    for (const name of ['ACME-1', 'acme-1', '#1'])
      expect(answerText(await desk.command(ivan, `show ${name}`))).toContain('ACME-1');
  });

  it('is that of the thread', async () => {
    await desk.message(anna, 'claim', { ...(await inTicket()), addressed: true });
    expect(await desk.events('ACME-1')).toContain('TicketClaimed');
  });

  it('is that of the message answered', async () => {
    await desk.command(ivan, 'new The printer smokes');
    await desk.press(ivan, 'open');
    const about1 = desk.toldTo(ivan)[1]!.messageId;
    await desk.command(ivan, 'close', { replyTo: about1 });
    expect((await desk.ticket('ACME-1')).status).toBe('closed');
    expect((await desk.ticket('ACME-2')).status).toBe('new');
  });

  it('is the only one that is open, in direct messages', async () => {
    await desk.command(ivan, 'reply still down');
    expect(await desk.events('ACME-1')).toEqual(['TicketOpened', 'RequesterWrote']);
  });

  it('is the only open one though another is resolved', async () => {
    await desk.command(ivan, 'resolve');
    await desk.command(ivan, 'new The printer smokes');
    await desk.press(ivan, 'open');
    await desk.command(ivan, 'reply still smoking');
    expect(await desk.events('ACME-2')).toEqual(['TicketOpened', 'RequesterWrote']);
  });

  it('is the resolved one for what takes up a resolved one', async () => {
    await desk.command(ivan, 'resolve');
    await desk.command(ivan, 'new The printer smokes');
    await desk.press(ivan, 'open');
    await desk.command(ivan, 'reopen');
    expect((await desk.ticket('ACME-1')).status).toBe('open');
  });

  it('is asked for where several could be, with an example of the desk’s own', async () => {
    await desk.command(ivan, 'new The printer smokes');
    await desk.press(ivan, 'open');
    expect(answerText(await desk.command(ivan, 'close'))).toBe(
      format('ru', 'error.ticketUnnamed', { verb: 'close', example: 'ACME-118' }),
    );
  });

  it('is asked for where none is, and in a chat of many', async () => {
    expect(answerText(await desk.command(olga, 'close'))).toContain('ACME-118');
    expect(answerText(await desk.command(anna, 'claim', { place: inChannel }))).toContain('ACME-118');
  });

  it('is the only open one also from a thread that belongs to no ticket', async () => {
    await desk.message(jane, 'My screen is dark');
    await desk.press(jane, 'open');
    await desk.message(jane, 'still dark', { messageId: 'loose' });
    await desk.command(jane, 'close', { place: directPlace(jane, 'loose') });
    expect((await desk.ticket('ACME-2')).status).toBe('closed');
  });
});

describe('who may', () => {
  const notFound = (reference: string) => format('en', 'error.ticketNotFound', { reference });

  it.each([
    'show',
    'reply',
    'resolve',
    'reopen',
    'close',
    'cancel',
    'why',
    'claim',
    'note',
    'assign',
    'pending',
  ])(
    'tells somebody else who would %s that there is no such ticket, as for one that does not exist',
    async (verb) => {
      expect(answerText(await desk.command(olga, `${verb} ACME-1 x`))).toBe(notFound('ACME-1'));
      expect(answerText(await desk.command(olga, `${verb} ACME-99 x`))).toBe(notFound('ACME-99'));
      expect(await desk.events('ACME-1')).toEqual(['TicketOpened']);
    },
  );

  it.each(['claim', 'unclaim', 'assign', 'note', 'pending', 'resume'])(
    'leaves “%s” to the agents',
    async (verb) => {
      expect(answerText(await desk.command(ivan, `${verb} ACME-1 x`))).toBe(
        format('ru', 'error.notAllowed', { verb }),
      );
    },
  );

  it('takes an agent in direct messages for a requester', async () => {
    expect(answerText(await desk.command(anna, 'claim ACME-1'))).toBe(notFound('ACME-1'));
    expect(answerText(await desk.command(anna, 'claim ACME-1', { place: inChannel }))).toBe(
      format('en', 'claim.done', { reference: 'ACME-1' }),
    );
  });

  it('asks at every command whether an agent still is one', async () => {
    desk.slack.leave(slackChannel, anna.userId);
    expect(answerText(await desk.command(anna, 'claim ACME-1', { place: inChannel }))).toBe(
      notFound('ACME-1'),
    );
  });
});

describe('somebody without an identity', () => {
  it('is told how to mend it when they would act in public, and is otherwise left alone', async () => {
    await desk.message(ivan, 'Hello?');
    const place = await desk.threadOf('ACME-1');
    const relayed = (await desk.thread('ACME-1')).at(-1)!.messageId;
    const refusal = format('en', 'error.anonymous');
    expect(await desk.message(null, 'hm', { place })).toBeNull();
    expect(answerText(await desk.message(null, 'On it', { place, replyTo: relayed }))).toBe(refusal);
    expect(answerText(await desk.message(null, 'claim', { place, addressed: true }))).toBe(refusal);
    expect(await desk.events('ACME-1')).toEqual(['TicketOpened', 'RequesterWrote']);
  });
});
