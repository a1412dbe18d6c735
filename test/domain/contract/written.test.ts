// How people write contacts, dates and keys, and which contracts would count twice.
import { describe, expect, it } from 'vitest';
import { contactText, parseContact } from '../../../src/domain/contract/contact.ts';
import { dateFromText } from '../../../src/domain/contract/local-date.ts';
import { isOrganisationKey } from '../../../src/domain/contract/organisation-key.ts';
import { overlapOf } from '../../../src/domain/contract/overlap.ts';

describe('a contact', () => {
  it('is a name, a phone number and an address, of which only the name is needed', () => {
    expect(parseContact(' Анна  Иванова , +7 (495) 000-00-00, anna@globex.example')).toEqual({
      name: 'Анна Иванова',
      phone: '+74950000000',
      email: 'anna@globex.example',
    });
    expect(parseContact('Anna, anna@globex.example, 84950000000')).toEqual({
      name: 'Anna',
      phone: '84950000000',
      email: 'anna@globex.example',
    });
    expect(parseContact('Anna')).toEqual({ name: 'Anna', phone: null, email: null });
  });

  it.each([
    '',
    ', +74950000000',
    '+7 495 000-00-00',
    'anna@globex.example',
    'Anna, Ivanova',
    'Anna, 123',
    'Anna, anna@globex',
    'Anna, +74950000000, +74950000001',
    'Anna; Boris',
    'A'.repeat(101),
  ])('is not understood in “%s”', (text) => {
    expect(parseContact(text)).toBeNull();
  });

  it.each(['Anna', 'Anna, +74950000000', 'Anna, a@b.example', 'Anna, +74950000000, a@b.example'])(
    'is written as it is read: %s',
    (text) => {
      const contact = parseContact(text);
      expect(contact === null ? null : contactText(contact)).toBe(text);
    },
  );
});

describe('a date', () => {
  it.each([
    ['2026-12-31', '2026-12-31'],
    ['31.12.2026', '2026-12-31'],
    ['1.2.2026', '2026-02-01'],
    ['29.02.2028', '2028-02-29'],
  ])('%s is %s', (text, date) => {
    expect(dateFromText(text)).toBe(date);
  });

  it.each([
    '',
    'today',
    '2026-02-29',
    '2026-13-01',
    '31.04.2026',
    '12/31/2026',
    '2026-1-1',
    '0000-01-01',
    '31.12.26',
  ])('“%s” is none', (text) => {
    expect(dateFromText(text)).toBeNull();
  });
});

describe('a key', () => {
  it.each(['globex', 'a', 'acme-2', '3m', 'x'.repeat(32)])('can be “%s”', (key) => {
    expect(isOrganisationKey(key)).toBe(true);
  });

  it.each(['', 'Globex', '-acme', 'a b', 'глобэкс', 'add', 'bind', 'x'.repeat(33)])(
    'cannot be “%s”',
    (key) => {
      expect(isOrganisationKey(key)).toBe(false);
    },
  );
});

describe('two contracts', () => {
  const contract = (id: string, plan: string, startsOn: string, endsOn: string | null) => ({
    id,
    plan,
    startsOn,
    endsOn,
  });
  const year = contract('a', 'msa', '2026-01-01', '2026-12-31');

  it.each([
    ['the next day', contract('b', 'msa', '2027-01-01', null), false],
    ['the last day', contract('b', 'msa', '2026-12-31', '2027-12-31'), true],
    ['the first day', contract('b', 'msa', '2025-01-01', '2026-01-01'), true],
    ['the day before', contract('b', 'msa', '2025-01-01', '2025-12-31'), false],
    ['within, without end', contract('b', 'msa', '2026-06-01', null), true],
    ['another plan', contract('b', 'standard', '2026-06-01', null), false],
    ['itself', { ...year, endsOn: '2026-06-30' }, false],
  ])('of one plan count twice where they share a day: %s', (_, other, overlaps) => {
    expect(overlapOf(other, [year]) !== undefined).toBe(overlaps);
    expect(overlapOf(year, [other]) !== undefined).toBe(overlaps);
  });
});
