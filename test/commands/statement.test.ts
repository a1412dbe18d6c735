// `statement`: who gets whose, for which month, as a message and as documents, and where these go.
import { parse } from 'csv-parse/sync';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../src/app/inbound.ts';
import { format } from '../../src/messages/format.ts';
import { aContract, contractPolicy, globex, initech } from '../builders/contract.ts';
import { anna, groupPlace, ivan, jane, lead, olga } from '../builders/people.ts';
import { slackChannel, telegramGroup } from '../builders/policy.ts';
import { hours, moscow } from '../domain/sla/given.ts';
import { customer, opens } from '../support/customers.ts';
import { type DeskOnFakes, deskOnFakes } from '../support/desk-on-fakes.ts';
import { answerText, buttonsOf } from '../support/views.ts';

let desk: DeskOnFakes;
const inChannel = { place: groupPlace({ platform: 'slack', chat: slackChannel, thread: null }) };
const outside = { place: groupPlace({ platform: 'slack', chat: 'C0CUSTOMER', thread: null }) };

/** Monday, 2 February: one answered in time, one late, one of a colleague; then it is March. */
async function february(policy = contractPolicy()): Promise<void> {
  desk = deskOnFakes({ policy });
  desk.slack.join(slackChannel, anna.userId);
  await customer(desk, [ivan, jane]);
  await opens(desk, ivan, 'The server is down', { wantsPriority: true });
  await opens(desk, ivan, 'The scanner stops');
  await opens(desk, jane, 'My screen is dark');
  await desk.pass(hours(1));
  await desk.command(anna, 'reply ACME-1 Looking', inChannel);
  await desk.command(anna, 'reply ACME-3 Looking', inChannel);
  await desk.pass(hours(24));
  await desk.command(anna, 'reply ACME-2 Sorry', inChannel);
  await desk.command(anna, 'priority ACME-1 off', inChannel);
  await desk.pass(moscow('2026-03-02 10:00') - desk.clock.now());
}
beforeEach(() => february());

const details = (answer: Answer | null): readonly string[] =>
  answer?.view.kind === 'notice' ? (answer.view.details ?? []) : [];
const title = (language: 'en' | 'ru', month: string) =>
  format(language, 'statement.title', { organisation: 'Globex', month });
const error = (language: 'en' | 'ru', input: string) =>
  format(language, 'error.monthUnknown', { input, example: '2026-02' });
const filesTo = (user: typeof ivan) =>
  (user.platform === 'slack' ? desk.slack : desk.telegram)
    .filesIn()
    .filter(({ chat }) => chat.includes(user.userId));

describe('a requester', () => {
  it('reads the last full month of their organisation, in their language', async () => {
    const answer = await desk.command(ivan, 'statement');
    expect(answerText(answer)).toBe(title('ru', 'февраль 2026 г.'));
    expect(details(answer)).toEqual([
      '3 заявки, в этом месяце открыто 3',
      'Первый ответ: в срок — 2, с опозданием — 1 · в срок 66 %',
      expect.stringContaining('за месяц использовано 1, возвращено 1; осталось 6 из 6'),
    ]);
  });

  it('names another month, also the running one, of which it says that it is not over', async () => {
    const march = await desk.command(jane, 'statement 2026-03');
    expect(answerText(march)).toBe(title('en', 'March 2026'));
    expect(details(march).slice(0, 2)).toEqual([
      format('en', 'statement.none'),
      format('en', 'statement.unfinished', { at: 'Monday 2 March 10:00 Moscow time' }),
    ]);
  });

  it.each([
    ['statement 2026-04', format('ru', 'error.monthAhead', { month: 'апрель 2026 г.' })],
    ['statement 2026-13', error('ru', '2026-13')],
    ['statement february', error('ru', 'february')],
    ['statement globex 2026-02 please', error('ru', 'please')],
  ])('is told what is wrong with “%s”', async (line, text) => {
    expect(answerText(await desk.command(ivan, line))).toBe(text);
  });

  it('of no organisation has none', async () => {
    expect(answerText(await desk.command(olga, 'statement'))).toBe(format('en', 'error.noOrganisation'));
  });

  it('cannot ask for another organisation’s, nor learn that there is one', async () => {
    await customer(desk, [olga], { organisation: initech, contracts: [] });
    expect(answerText(await desk.command(ivan, 'statement initech'))).toBe(error('ru', 'initech'));
    expect(answerText(await desk.command(ivan, 'statement nobody'))).toBe(error('ru', 'nobody'));
  });

  it('of several is asked which, and what they asked for is kept', async () => {
    await customer(desk, [ivan], { organisation: initech, contracts: [] });
    const answer = await desk.command(ivan, 'statement 2026-02 csv');
    expect(answerText(answer)).toBe(format('ru', 'statement.which'));
    expect(answer && buttonsOf(answer.view)).toEqual([
      { label: 'Globex', command: 'statement globex 2026-02 csv' },
      { label: 'Initech', command: 'statement initech 2026-02 csv' },
    ]);
    expect(answerText(await desk.command(ivan, 'statement initech 2026-02'))).toContain('Initech');
  });
});

describe('in a group', () => {
  const written = (text: string) =>
    desk.message(jane, text, { place: { ...outside.place, thread: '1' }, addressed: true });

  it.each(['statement 2026-02', 'statement pdf', 'statement'])(
    '“%s” said to the desk is understood',
    async (line) => {
      expect(answerText(await written(line))).toBe(format('en', 'statement.onItsWay'));
    },
  );

  it('a sentence that begins with the word is a matter, not a command', async () => {
    expect(await written('statement of work is missing')).toBeNull();
    expect(desk.slack.messages('C0CUSTOMER')).toHaveLength(1);
  });
});

describe('the documents', () => {
  it('come by button into the conversation where they were asked for', async () => {
    const answer = await desk.command(ivan, 'statement');
    expect(answer && buttonsOf(answer.view).map(({ command }) => command)).toEqual([
      'statement globex 2026-02 pdf',
      'statement globex 2026-02 csv',
    ]);
    expect(await desk.command(ivan, 'statement globex 2026-02 csv')).toBeNull();
    const [file] = filesTo(ivan);
    expect(file).toMatchObject({
      name: 'statement-globex-2026-02.csv',
      caption: title('ru', 'февраль 2026 г.'),
    });
    const table: Record<string, string>[] = parse(file?.text ?? '', { bom: true, columns: true });
    expect(
      table.map((row) => [row.Заявка, row['Первый ответ: итог'], row['Приоритетный инцидент'], row.Исход]),
    ).toEqual([
      ['ACME-1', 'в срок', 'нет', 'в работе'],
      ['ACME-2', 'с опозданием', 'нет', 'в работе'],
      ['ACME-3', 'в срок', 'нет', 'в работе'],
    ]);
    expect(table[0]).toMatchObject({
      'Открыта (Europe/Moscow)': '2026-02-02 10:00',
      'Срок первого ответа (Europe/Moscow)': '2026-02-02 16:00',
      'Первый ответ дан (Europe/Moscow)': '2026-02-02 11:00',
    });
  });

  it('asked for before others go to direct messages, behind the message there', async () => {
    const answer = await desk.command(jane, 'statement pdf', outside);
    expect(answerText(answer)).toBe(format('en', 'statement.onItsWay'));
    const [message] = desk.toldTo(jane).slice(-1);
    expect(message?.view).toMatchObject({ text: title('en', 'February 2026') });
    const [file] = filesTo(jane);
    expect(file).toMatchObject({ name: 'statement-globex-2026-02.pdf', thread: message?.thread });
    expect(file?.text.startsWith('%PDF-')).toBe(true);
    expect(desk.slack.messages('C0CUSTOMER')).toEqual([]);
  });

  it('are sent once, however often the platform repeats the press', async () => {
    for (const _ of [1, 2]) await desk.command(ivan, 'statement csv', { eventId: 'the same' });
    expect(filesTo(ivan)).toHaveLength(1);
  });

  it('that the platform will not take are given up, and hold up nothing behind them', async () => {
    desk.telegram.refuse({ kind: 'failed', reason: 'no' }, { act: 'file' });
    await desk.command(ivan, 'statement csv');
    await desk.command(ivan, 'statement pdf');
    expect(filesTo(ivan).map(({ name }) => name)).toEqual(['statement-globex-2026-02.pdf']);
  });
});

describe('what others’ tickets are about', () => {
  const subjects = async (user: typeof ivan): Promise<readonly (string | undefined)[]> => {
    await desk.command(user, 'statement globex 2026-02 csv');
    const table: string[][] = parse(filesTo(user).at(-1)?.text ?? '', { bom: true });
    return table.slice(1).map(([, subject]) => subject);
  };

  it('is not told where people see their own tickets only', async () => {
    expect(await subjects(ivan)).toEqual([
      'The server is down',
      'The scanner stops',
      format('ru', 'statement.colleague'),
    ]);
  });

  it('is told where the organisation shares them', async () => {
    await february(contractPolicy({ visibility: 'organisation' }));
    expect(await subjects(ivan)).toEqual(['The server is down', 'The scanner stops', 'My screen is dark']);
  });

  it('is told to leads', async () => {
    await desk.command(lead, 'statement globex 2026-02 csv');
    expect(filesTo(lead)[0]?.text).toContain('My screen is dark');
  });
});

describe('a lead', () => {
  it('among the agents of a forum is answered in their direct messages', async () => {
    const chief = { ...ivan, userId: '4242', name: 'Olga Lead', languageTag: 'en' };
    const topic = groupPlace({ platform: 'telegram', chat: telegramGroup, thread: '7' });
    await desk.command(chief, 'statement globex csv', { place: topic });
    expect(desk.said(chief).at(-1)).toBe(title('en', 'February 2026'));
    expect(filesTo(chief).map(({ thread }) => thread)).toEqual([null]);
  });

  it('reads any organisation’s in direct messages, also when asking in the queue’s channel', async () => {
    const answer = await desk.command(lead, 'statement globex', inChannel);
    expect(answerText(answer)).toBe(format('en', 'statement.onItsWay'));
    expect(desk.said(lead).at(-1)).toBe(title('en', 'February 2026'));
    expect(answerText(await desk.command(lead, 'statement globex'))).toBe(title('en', 'February 2026'));
  });

  it('is asked whose, and told of a key that there is not', async () => {
    expect(answerText(await desk.command(lead, 'statement'))).toBe(
      format('en', 'error.organisationUnnamed', { verb: 'statement' }),
    );
    expect(answerText(await desk.command(lead, 'statement globx'))).toContain('globx');
  });

  it('is who may: an agent may not', async () => {
    expect(answerText(await desk.command(anna, 'statement globex'))).toBe(error('en', 'globex'));
  });
});

it('tells of the quota of a contract that ended within the month', async () => {
  const ended = aContract({ endsOn: '2026-02-10' });
  await desk.store.transaction((tx) => tx.organisations.saveContract(ended));
  expect(details(await desk.command(jane, 'statement 2026-02')).at(-1)).toContain('6 of 6 left');
  expect(details(await desk.command(jane, 'statement 2026-03')).join()).not.toContain('left');
  expect(globex.id).toBe(ended.organisationId);
});
