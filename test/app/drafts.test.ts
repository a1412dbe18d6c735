// From a direct message to a ticket: nothing that somebody wrote is lost, and nothing is opened twice.
import { beforeEach, describe, expect, it } from 'vitest';
import { MINUTE_MS } from '../../src/domain/instant.ts';
import { format } from '../../src/messages/format.ts';
import { anna, ivan, jane, olga } from '../builders/people.ts';
import { aPolicy, slackChannel } from '../builders/policy.ts';
import { aFile, monday10 } from '../builders/ticket.ts';
import { type DeskOnFakes, deskOnFakes } from '../support/desk-on-fakes.ts';
import { answerText, buttonsOf } from '../support/views.ts';

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

describe('a direct message', () => {
  it('is asked for its severity at once, with a button for each', async () => {
    await desk.message(ivan, 'The server is down');
    expect(desk.said(ivan)).toHaveLength(1);
    expect(lastButtons()).toEqual([
      'open DRAFT critical',
      'open DRAFT high',
      'open DRAFT medium',
      'open DRAFT low',
    ]);
    await expect(desk.ticket('ACME-1')).rejects.toThrow();
  });

  it('becomes a ticket when the severity is chosen, since the time it was written', async () => {
    await desk.message(ivan, 'The server is down', { at: monday10 - 5_000 });
    await desk.pass(MINUTE_MS);
    await desk.press(ivan, 'open');
    expect(await desk.ticket('ACME-1')).toMatchObject({
      severity: 'critical',
      description: 'The server is down',
      requestedAt: monday10 - 5_000,
      openedAt: monday10 + MINUTE_MS,
    });
  });

  it('has its question turned into the answer, without buttons', async () => {
    await desk.message(ivan, 'The server is down');
    await desk.press(ivan, 'open');
    expect(desk.said(ivan)).toEqual([
      format('ru', 'draft.opened', { reference: 'ACME-1', severity: format('ru', 'severity.critical') }),
      format('ru', 'opened.title', { reference: 'ACME-1', severity: format('ru', 'severity.critical') }),
    ]);
    const [prompt] = desk.toldTo(ivan);
    expect(prompt?.edits).toBe(1);
    expect(prompt && buttonsOf(prompt.view)).toEqual([]);
  });

  it('takes in what is written meanwhile, files too, and says so', async () => {
    await desk.message(ivan, 'The server is down', { messageId: 'm1' });
    await desk.message(ivan, 'since noon', { messageId: 'm2' });
    await desk.message(ivan, '', { messageId: 'm3', attachments: [aFile] });
    expect(desk.said(ivan)).toHaveLength(1);
    expect(desk.telegram.marks('m2')).toEqual(['received']);
    await desk.press(ivan, 'open');
    const [opening] = await desk.store.read(async ({ tickets }) =>
      tickets.events((await desk.ticket('ACME-1')).id),
    );
    expect(opening).toMatchObject({
      opening: { text: 'The server is down\n\nsince noon', attachments: [aFile] },
    });
  });

  it('followed by another at once makes one ticket, also where each begins a thread', async () => {
    await desk.message(jane, 'The server is down');
    await desk.message(jane, 'since noon');
    await desk.press(jane, 'open');
    expect((await desk.ticket('ACME-1')).description).toBe('The server is down\n\nsince noon');
    await desk.pass(20 * MINUTE_MS);
    await expect(desk.ticket('ACME-2')).rejects.toThrow();
  });

  it('opens at the default severity when nobody chooses within ten minutes', async () => {
    await desk.message(ivan, 'The server is down');
    await desk.pass(10 * MINUTE_MS - 1);
    await expect(desk.ticket('ACME-1')).rejects.toThrow();
    await desk.pass(1);
    expect(await desk.ticket('ACME-1')).toMatchObject({ severity: 'medium', requestedAt: monday10 });
  });

  it('is opened once, by whichever press came first', async () => {
    await desk.message(ivan, 'The server is down');
    const buttons = buttonsOf(desk.toldTo(ivan)[0]!.view);
    await desk.command(ivan, buttons[0]!.command);
    const again = await desk.command(ivan, buttons[1]!.command);
    expect(answerText(again)).toBe(format('ru', 'error.draftGone'));
    await desk.pass(20 * MINUTE_MS);
    expect((await desk.events('ACME-1')).filter((type) => type === 'TicketOpened')).toHaveLength(1);
    await expect(desk.ticket('ACME-2')).rejects.toThrow();
  });

  it('cannot be opened by somebody else who got hold of its button', async () => {
    await desk.message(ivan, 'The server is down');
    const [button] = buttonsOf(desk.toldTo(ivan)[0]!.view);
    expect(answerText(await desk.command(olga, button!.command))).toBe(format('en', 'error.draftGone'));
    await expect(desk.ticket('ACME-1')).rejects.toThrow();
  });

  it('with nothing in it begins nothing, and spends no reference', async () => {
    expect(answerText(await desk.message(ivan, '  '))).toBe(
      format('ru', 'error.textMissing', { verb: 'new' }),
    );
    expect(desk.said(ivan)).toEqual([]);
    await desk.pass(20 * MINUTE_MS);
    await desk.message(ivan, 'The server is down');
    await desk.press(ivan, 'open');
    expect((await desk.ticket('ACME-1')).description).toBe('The server is down');
  });

  it('and others that together are too long for one opening lose nothing: what is over follows it', async () => {
    for (const letter of ['a', 'b', 'c']) await desk.message(ivan, letter.repeat(9_000));
    await desk.pass(10 * MINUTE_MS);
    expect((await desk.ticket('ACME-1')).description).toBe(`${'a'.repeat(9_000)}\n\n${'b'.repeat(9_000)}`);
    expect(await desk.events('ACME-1')).toEqual(['TicketOpened', 'RequesterWrote']);
    expect((await desk.thread('ACME-1')).at(-1)?.view).toMatchObject({ text: 'c'.repeat(9_000) });
  });

  it('too long by itself is refused at once, not when it is too late', async () => {
    const answer = await desk.message(ivan, 'x'.repeat(20_001));
    expect(answerText(answer)).toBe(format('ru', 'error.textTooLong', { length: 20_001, limit: 20_000 }));
    expect(desk.said(ivan)).toEqual([]);
  });

  it('of an agent is that of a requester', async () => {
    await desk.message(anna, 'My own laptop is broken');
    await desk.press(anna, 'open');
    const { id } = await desk.person(anna);
    expect((await desk.ticket('ACME-1')).requesterId).toBe(id);
  });
});

describe('“new” without words', () => {
  it('asks for them, then for the severity', async () => {
    await desk.command(ivan, 'new');
    expect(desk.said(ivan)).toEqual([format('ru', 'draft.describe')]);
    await desk.message(ivan, 'The server is down');
    expect(desk.said(ivan)).toHaveLength(2);
    expect(lastButtons()).toContain('open DRAFT low');
    await desk.press(ivan, 'open');
    expect((await desk.ticket('ACME-1')).description).toBe('The server is down');
  });

  it('and without anything further opens nothing, and says so', async () => {
    await desk.command(ivan, 'new');
    await desk.pass(10 * MINUTE_MS);
    expect(desk.said(ivan)).toEqual([format('ru', 'draft.dropped')]);
    await expect(desk.ticket('ACME-1')).rejects.toThrow();
  });
});

describe('another “new” before the first is answered', () => {
  it('loses neither: the first opens by its button, or by itself', async () => {
    await desk.command(ivan, 'new The server is down');
    await desk.command(ivan, 'new The printer smokes');
    await desk.press(ivan, 'open');
    const [low] = buttonsOf(desk.toldTo(ivan)[0]!.view).slice(3);
    await desk.command(ivan, low!.command);
    expect((await desk.ticket('ACME-1')).description).toBe('The printer smokes');
    expect(await desk.ticket('ACME-2')).toMatchObject({ description: 'The server is down', severity: 'low' });

    await desk.command(ivan, 'new The lift is stuck');
    await desk.command(ivan, 'new And it is dark');
    await desk.pass(10 * MINUTE_MS);
    expect((await desk.ticket('ACME-3')).description).toBe('The lift is stuck');
    expect((await desk.ticket('ACME-4')).description).toBe('And it is dark');
  });

  it('takes the place of one without words', async () => {
    await desk.command(ivan, 'new');
    await desk.command(ivan, 'new The printer smokes');
    expect(desk.said(ivan)[0]).toBe(format('ru', 'draft.dropped'));
    await desk.press(ivan, 'open');
    expect((await desk.ticket('ACME-1')).description).toBe('The printer smokes');
  });

  it('takes in what is written from then on', async () => {
    await desk.command(ivan, 'new The server is down');
    await desk.command(ivan, 'new The printer smokes');
    await desk.message(ivan, 'Badly');
    await desk.press(ivan, 'open');
    expect((await desk.ticket('ACME-1')).description).toBe('The printer smokes\n\nBadly');
  });
});

it('a draft waits as long as the policy says', async () => {
  desk = deskOnFakes({ policy: aPolicy({ draftMs: MINUTE_MS }) });
  await desk.message(ivan, 'The server is down');
  await desk.pass(MINUTE_MS);
  expect((await desk.ticket('ACME-1')).status).toBe('new');
});
