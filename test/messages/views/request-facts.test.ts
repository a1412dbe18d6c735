// What a card says of the request: its type, stage and answers in the reader's words, its priority and its outcome.
import { describe, expect, it } from 'vitest';
import type { FieldPolicy } from '../../../src/app/policy.ts';
import type { Reader } from '../../../src/app/ports.ts';
import type { Language } from '../../../src/domain/language.ts';
import type { Ticket } from '../../../src/domain/ticket.ts';
import { format } from '../../../src/messages/format.ts';
import { cardView } from '../../../src/messages/views/card.ts';
import { ticketLines } from '../../../src/messages/views/ticket-lines.ts';
import { globex } from '../../builders/contract.ts';
import { people, reader } from '../../builders/facts.ts';
import { aPolicy, aRequestType } from '../../builders/policy.ts';
import { cancelled, closed, resolved, ticketAfter } from '../../builders/ticket.ts';
import { fitsEverywhere } from '../../support/fits.ts';

const field = (name: string, change: Partial<FieldPolicy> = {}): FieldPolicy => ({
  name,
  type: 'text',
  label: { en: `the ${name}`, ru: `${name} по-русски` },
  help: null,
  required: true,
  pattern: null,
  options: [],
  oneOf: null,
  isSample: false,
  ...change,
});

const options = [{ value: 'false-negative', label: { en: 'Missed', ru: 'Не найден' } }];
const type = aRequestType({
  key: 'signature-change',
  title: { en: 'Change of signatures', ru: 'Изменение сигнатур' },
  form: [
    field('kind', { type: 'select', options }),
    field('since', { type: 'date' }),
    field('agreed', { type: 'checkbox' }),
    field('sample', { type: 'url' }),
  ],
  stages: [
    {
      name: 'received',
      title: { en: 'Received', ru: 'Принято' },
      isFinal: false,
      needsReason: false,
      needsVersion: false,
    },
  ],
});
const policy = aPolicy({
  requestTypes: new Map([
    ['incident', aRequestType()],
    ['signature-change', type],
  ]),
});

const asked = ticketAfter();
const ticket: Ticket = {
  ...asked,
  requestType: 'signature-change',
  stage: 'received',
  answers: [
    { field: 'kind', value: 'false-negative' },
    { field: 'since', value: '2026-02-01' },
    { field: 'agreed', value: 'yes' },
    { field: 'sample', value: 'https://evil.example/<b>' },
    { field: 'gone', value: 'kept' },
  ],
};

const factsOf = (
  of: Ticket,
  { side = 'agents', language = 'en' }: { side?: Reader['side']; language?: Language } = {},
  background = {},
) =>
  cardView({
    ticket: of,
    people,
    policy,
    reader: reader(side, { language }),
    organisation: null,
    duplicateOf: null,
    ...background,
  }).facts.map(({ label, value }) => `${label}: ${value}`);

describe('a card', () => {
  it.each<[Language, readonly string[]]>([
    [
      'en',
      [
        'Request: Change of signatures',
        'Stage: Received',
        'the kind: Missed',
        'the since: 1 February 2026',
        'the agreed: yes',
        'the sample: https://evil.example/<b>',
        'gone: kept',
      ],
    ],
    [
      'ru',
      [
        'Запрос: Изменение сигнатур',
        'Стадия: Принято',
        'kind по-русски: Не найден',
        'since по-русски: 1 февраля 2026 г.',
        'agreed по-русски: да',
        'sample по-русски: https://evil.example/<b>',
        'gone: kept',
      ],
    ],
  ])('in %s names type, stage and answers to both sides, in the form’s order', (language, expected) => {
    for (const side of ['agents', 'requester'] as const) {
      const facts = factsOf(ticket, { side, language });
      const from = facts.indexOf(expected[0] ?? '');
      expect(facts.slice(from, from + expected.length)).toEqual(expected);
    }
  });

  it('names no type for what a plain message asks', () => {
    expect(factsOf(asked).join()).not.toContain(`${format('en', 'card.type')}: `);
  });

  it('keeps what was chosen or written, where the configuration no longer has it', () => {
    const odd: Ticket = {
      ...ticket,
      requestType: 'gone',
      stage: 'lost',
      answers: [{ field: 'kind', value: 'x' }],
    };
    expect(factsOf(odd)).toEqual(expect.arrayContaining(['Request: gone', 'Stage: lost', 'kind: x']));
    const wrong: Ticket = {
      ...ticket,
      answers: [
        { field: 'kind', value: 'other' },
        { field: 'since', value: 'soon' },
        { field: 'agreed', value: '' },
      ],
    };
    expect(factsOf(wrong)).toEqual(
      expect.arrayContaining(['the kind: other', 'the since: soon', 'the agreed: ']),
    );
  });

  it('names the organisation to agents alone', () => {
    expect(factsOf(asked, {}, { organisation: globex })).toContain('Organisation: Globex');
    expect(factsOf(asked, { side: 'requester' }, { organisation: globex }).join()).not.toContain('Globex');
  });

  it('marks a priority incident to both sides, and so does a list', () => {
    const priority = { ...asked, priority: { contractId: 'c1', year: 1 } };
    const mark = format('en', 'card.priority');
    for (const side of ['agents', 'requester'] as const) {
      expect(factsOf(priority, { side }).join()).toContain(mark);
      expect(factsOf(asked, { side }).join()).not.toContain(mark);
    }
    const context = { people, policy, reader: reader('agents') };
    expect(ticketLines(priority, context).lines[0]).toContain(mark);
    expect(ticketLines(asked, context).lines[0]).not.toContain(mark);
  });
});

describe('an ended ticket', () => {
  const outcome = (of: Ticket, side: Reader['side'], duplicateOf: string | null = null) =>
    factsOf(of, { side }, { duplicateOf }).find((fact) => fact.startsWith('Outcome'));

  it('says how it ended, if not by an answer', () => {
    expect(outcome(ticketAfter(cancelled(null)), 'requester')).toBe('Outcome: cancelled');
    expect(outcome(ticketAfter(resolved(null)), 'agents')).toBeUndefined();
    expect(outcome(ticketAfter(closed()), 'agents')).toBeUndefined();
  });

  it('that was spam says so to agents alone', () => {
    const spam = { ...ticketAfter(closed()), outcome: 'spam' as const };
    expect(outcome(spam, 'agents')).toBe('Outcome: spam');
    expect(outcome(spam, 'requester')).toBeUndefined();
  });

  it('that was a duplicate says of which', () => {
    const duplicate = { ...ticketAfter(closed()), outcome: 'duplicate' as const, mergedInto: 't7' };
    expect(outcome(duplicate, 'agents', 'ACME-7')).toBe('Outcome: duplicate of ACME-7');
    expect(outcome(duplicate, 'agents')).toBe('Outcome: duplicate');
  });
});

it('a card with the longest answers that there can be fits every platform, and none is cut', () => {
  const names = ['one', 'two', 'three', 'four'];
  const form = names.map((name) => field(name, { type: 'longText' }));
  const long = aRequestType({ key: 'long', form });
  const answers = names.map((name) => ({ field: name, value: `${'🦠'.repeat(2_999)}!` }));
  for (const side of ['agents', 'requester'] as const) {
    const card = cardView({
      ticket: { ...ticketAfter(), requestType: 'long', answers },
      people,
      policy: aPolicy({ requestTypes: new Map([['long', long]]) }),
      reader: reader(side),
      organisation: globex,
      duplicateOf: null,
    });
    fitsEverywhere(card);
    for (const { value } of answers) expect(card.body).toContain(value);
  }
});
