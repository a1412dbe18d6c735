// Tickets of an organisation whose people share them: all of them may see and act, and are told; otherwise nobody but the requester.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../src/app/inbound.ts';
import { format } from '../../src/messages/format.ts';
import { contractPolicy, initech } from '../builders/contract.ts';
import { anna, groupPlace, ivan, jane, olga } from '../builders/people.ts';
import { slackChannel } from '../builders/policy.ts';
import { customer, opens } from '../support/customers.ts';
import { type DeskOnFakes, deskOnFakes } from '../support/desk-on-fakes.ts';
import { answerText, textOf } from '../support/views.ts';

let desk: DeskOnFakes;
const inChannel = { place: groupPlace({ platform: 'slack', chat: slackChannel, thread: null }) };

const begin = async (visibility: 'own' | 'organisation'): Promise<void> => {
  desk = deskOnFakes({ policy: contractPolicy({ visibility }) });
  desk.slack.join(slackChannel, anna.userId);
  await customer(desk, [ivan, jane]);
  await customer(desk, [olga], { organisation: initech, contracts: [] });
  await opens(desk, ivan, 'The server is down');
};
const itemsOf = (answer: Answer | null) => (answer?.view.kind === 'list' ? answer.view.items : []);
const notFound = format('en', 'error.ticketNotFound', { reference: 'ACME-1' });
const heading = (name: string) => format('en', 'replied.heading', { name, reference: 'ACME-1' });
const inRussian = (name: string) => format('ru', 'replied.heading', { name, reference: 'ACME-1' });

const acts = ['show', 'why', 'reply Me too', 'resolve', 'cancel', 'close', 'resolve Found it'];
const lineOf = (act: string): string => act.replace(/^(\S+)/, '$1 ACME-1');

describe('where people see their own tickets only', () => {
  beforeEach(() => begin('own'));

  it.each([...acts, 'reopen'])('a colleague’s “%s” finds no ticket', async (act) => {
    expect(answerText(await desk.command(jane, lineOf(act)))).toBe(notFound);
    expect(await desk.events('ACME-1')).toEqual(['TicketOpened']);
  });

  it('a list has nobody else’s', async () => {
    expect(itemsOf(await desk.command(jane, 'list'))).toEqual([]);
  });
});

describe('where an organisation shares its tickets', () => {
  beforeEach(() => begin('organisation'));

  it('everybody lists all of them, each with whose it is', async () => {
    await opens(desk, jane, 'My screen is dark');
    const answer = await desk.command(jane, 'list');
    expect(answerText(answer)).toBe(format('en', 'list.shared', { count: 2 }));
    expect(itemsOf(answer).map(({ title }) => title)).toEqual([
      'ACME-1 · The server is down',
      'ACME-2 · My screen is dark',
    ]);
    expect(itemsOf(answer).map(({ lines: [state = ''] }) => state.includes('asked by Иван Петров'))).toEqual([
      true,
      false,
    ]);
  });

  it('a colleague’s card says who asked', async () => {
    const labels = async (user: typeof jane) => {
      const answer = await desk.command(user, 'show ACME-1');
      return answer?.view.kind === 'card' ? answer.view.facts : [];
    };
    expect(await labels(jane)).toContainEqual({
      label: format('en', 'card.requester'),
      value: 'Иван Петров',
    });
    expect((await labels(ivan)).map(({ label }) => label)).not.toContain(format('ru', 'card.requester'));
  });

  it.each(acts)('a colleague’s “%s” is done', async (act) => {
    const said = answerText(await desk.command(jane, lineOf(act))) ?? '';
    expect(said).not.toBe(notFound);
    expect(said).not.toBe(format('en', 'error.notAllowed', { verb: act.split(' ')[0] ?? '' }));
  });

  it('somebody of another organisation finds no ticket', async () => {
    expect(answerText(await desk.command(olga, 'show ACME-1'))).toBe(notFound);
  });

  it('it ends with the contract, by whose plan it was so', async () => {
    await desk.store.transaction(async (tx) => {
      const contract = await tx.organisations.contract('c-globex');
      if (contract !== null) await tx.organisations.saveContract({ ...contract, endsOn: '2026-02-01' });
    });
    expect(answerText(await desk.command(jane, 'show ACME-1'))).toBe(notFound);
  });

  describe('what a colleague writes', () => {
    it('reaches the agents and the requester under their name, and what follows reaches them too', async () => {
      await desk.command(jane, 'reply ACME-1 Here as well');
      expect((await desk.thread('ACME-1')).map(({ view }) => textOf(view))).toContain(
        `${format('en', 'written.heading', { name: 'Jane Doe', reference: 'ACME-1' })}: Here as well`,
      );
      expect(desk.said(ivan)).toContain(`${inRussian('Jane Doe')}: Here as well`);
      await desk.command(anna, 'reply ACME-1 Restart it', inChannel);
      expect(desk.said(ivan)).toContain(`${inRussian('Анна из Acme')}: Restart it`);
      expect(desk.said(jane)).toEqual([`${heading('Anna from Acme')}: Restart it`]);
    });

    it('in the thread where they are answered goes to the ticket, and is relayed to the requester alone', async () => {
      await desk.command(jane, 'reply ACME-1 Here as well');
      await desk.command(anna, 'reply ACME-1 Restart it', inChannel);
      const [told] = desk.toldTo(jane);
      const place = {
        platform: 'slack',
        chat: 'D-UJANE',
        thread: told?.thread ?? null,
        kind: 'direct',
        form: 'thread',
      } as const;
      await desk.message(jane, 'It did not help', { place });
      expect(desk.said(ivan).at(-1)).toBe(`${inRussian('Jane Doe')}: It did not help`);
      expect(desk.toldTo(jane)).toHaveLength(1);
      expect(await desk.events('ACME-1')).toEqual([
        'TicketOpened',
        'RequesterWrote',
        'ReplySent',
        'RequesterWrote',
      ]);
    });

    it('by a command before others brings the answers to direct messages, not there', async () => {
      const place = groupPlace({ platform: 'slack', chat: 'C0CUSTOMER', thread: null });
      await desk.command(jane, 'reply ACME-1 Here as well', { place });
      await desk.command(anna, 'reply ACME-1 Restart it', inChannel);
      expect(desk.said(jane)).toEqual([`${heading('Anna from Acme')}: Restart it`]);
      expect(desk.slack.messages('C0CUSTOMER')).toEqual([]);
    });

    it('is never taken for an answer of the desk', async () => {
      await desk.command(jane, 'resolve ACME-1 Found it ourselves');
      const ticket = await desk.ticket('ACME-1');
      expect(ticket).toMatchObject({ status: 'resolved', replyIds: [] });
      expect(ticket.timers.map(({ metric, answers }) => [metric, answers.length])).toContainEqual([
        'firstResponse',
        0,
      ]);
    });

    it('is followed also where the requester writes next', async () => {
      await desk.command(jane, 'reply ACME-1 Here as well');
      await desk.message(ivan, 'And it smells');
      expect(desk.said(jane)).toEqual([`${heading('Иван Петров')}: And it smells`]);
      expect(desk.said(ivan).filter((text) => text.includes('smells'))).toEqual([]);
    });
  });

  it('what a colleague does is told to the requester, and to them by their answer alone', async () => {
    await desk.command(jane, 'reply ACME-1 Here as well');
    const before = desk.toldTo(jane).length;
    expect(answerText(await desk.command(jane, 'resolve ACME-1'))).toBe(
      format('en', 'resolve.done', { reference: 'ACME-1' }),
    );
    expect(desk.said(ivan).at(-1)).toBe(format('ru', 'resolved.plain', { reference: 'ACME-1' }));
    expect(desk.toldTo(jane)).toHaveLength(before);
  });

  it('that a colleague cannot be reached takes no answer from the requester', async () => {
    await desk.command(jane, 'reply ACME-1 Here as well');
    desk.slack.refuse({ kind: 'blocked', reason: 'gone' }, { times: 9, act: 'open' });
    desk.slack.refuse({ kind: 'blocked', reason: 'gone' }, { times: 9, chat: 'D-UJANE' });
    await desk.command(anna, 'reply ACME-1 Restart it', inChannel);
    const ticket = await desk.ticket('ACME-1');
    expect(ticket.replyIds).toHaveLength(1);
    expect(await desk.events('ACME-1')).not.toContain('ReplyUndelivered');
  });

  it('who has left the organisation finds the ticket no more, although they wrote on it', async () => {
    await desk.command(jane, 'reply ACME-1 Here as well');
    const { id } = await desk.person(jane);
    await desk.store.transaction((tx) => tx.organisations.leave(id, 'o-globex'));
    expect(answerText(await desk.command(jane, 'show ACME-1'))).toBe(notFound);
  });
});
