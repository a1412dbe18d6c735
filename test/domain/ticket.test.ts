// What a ticket is called, and whether it is over.
import { describe, expect, it } from 'vitest';
import { isFinished, statuses, subjectOf } from '../../src/domain/ticket.ts';

describe('subjectOf', () => {
  it.each([
    ['the first line', 'It is down\nSince noon', 'It is down'],
    ['no empty lines before it', '\n\n  It is down \r\nSince noon', 'It is down'],
    ['nothing of nothing', ' \n ', ''],
    ['eighty characters whole', 'x'.repeat(80), 'x'.repeat(80)],
    ['longer ones cut to eighty with the sign of it', 'x'.repeat(81), `${'x'.repeat(79)}…`],
    ['no space before the cut', `${'x'.repeat(78)} yy`, `${'x'.repeat(78)}…`],
    ['characters whole, however they are stored', '😀'.repeat(81), `${'😀'.repeat(79)}…`],
  ])('takes %s', (_, description, subject) => {
    expect(subjectOf(description)).toBe(subject);
  });
});

it('a ticket is over once it is resolved or closed', () => {
  expect(statuses.filter((status) => isFinished({ status }))).toEqual(['resolved', 'closed']);
});
