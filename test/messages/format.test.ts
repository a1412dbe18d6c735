// Messages by key: the sentence, its plurals, and what the compiler lets through.

import { describe, expect, expectTypeOf, it } from 'vitest';
import type { ArgumentsOf } from '../../src/messages/arguments.ts';
import type { MessageKey, MessageParams } from '../../src/messages/catalogue.ts';
import { format } from '../../src/messages/format.ts';

describe('format', () => {
  it('puts the parameters into the sentence of the language asked for', () => {
    const params = { reference: 'ACME-118', owner: 'Anna' };
    expect(format('en', 'error.alreadyClaimed', params)).toBe('Anna already has ACME-118.');
    expect(format('ru', 'error.alreadyClaimed', params)).toMatch(/^[А-Я][а-я ]+ACME-118 [а-я ]+Anna\.$/);
  });

  it.each([
    [1, '1 working hour', '1 рабочий час'],
    [2, '2 working hours', '2 рабочих часа'],
    [5, '5 working hours', '5 рабочих часов'],
    [11, '11 working hours', '11 рабочих часов'],
    [21, '21 working hours', '21 рабочий час'],
    [1.5, '1.5 working hours', '1,5 рабочего часа'],
  ])('counts %d as each language does', (hours, english, russian) => {
    expect(format('en', 'workingTime.hours', { hours })).toBe(english);
    expect(format('ru', 'workingTime.hours', { hours })).toBe(russian);
  });

  it('leaves what people typed as it is, braces and tags included', () => {
    const input = `<b>{x} '{y}' & #`;
    expect(format('en', 'command.unknown', { input, suggestion: 'claim' })).toContain(`“${input}”`);
  });

  it('gives the same sentence again from the kept compilation', () => {
    const once = format('en', 'error.ticketNotFound', { reference: 'ACME-1' });
    expect(format('en', 'error.ticketNotFound', { reference: 'ACME-2' })).toBe(once.replace('1', '2'));
  });

  it('does not compile with an unknown key, or with a parameter missing, misspelt or of the wrong type', () => {
    expectTypeOf<'error.ticketNotFuond'>().not.toExtend<MessageKey>();
    expectTypeOf<Parameters<typeof format<'error.alreadyClaimed'>>[2]>().toEqualTypeOf<
      MessageParams<'error.alreadyClaimed'>
    >();
    expectTypeOf<{ reference: string }>().not.toExtend<MessageParams<'error.alreadyClaimed'>>();
    expectTypeOf<{ reference: string; ownr: string }>().not.toExtend<MessageParams<'error.alreadyClaimed'>>();
    expectTypeOf<{ hours: string }>().not.toExtend<MessageParams<'workingTime.hours'>>();
  });
});

describe('ArgumentsOf', () => {
  type Text = string | number;

  it('finds none in a plain sentence, and each argument of a simple one', () => {
    expectTypeOf<ArgumentsOf<'Nothing here.'>>().toEqualTypeOf<NonNullable<unknown>>();
    expectTypeOf<ArgumentsOf<'{a} of {b}, {a}'>>().toEqualTypeOf<{ readonly a: Text; readonly b: Text }>();
  });

  it('takes a plural for a number and a select for a text', () => {
    expectTypeOf<ArgumentsOf<'{n, plural, =0 {none} one {# day} other {# days}}'>>().toEqualTypeOf<{
      readonly n: number;
    }>();
    expectTypeOf<ArgumentsOf<'{who, select, agent {You} other {They}} left {n, number}.'>>().toEqualTypeOf<{
      readonly who: string;
      readonly n: number;
    }>();
  });

  it('finds arguments nested in branches, and takes no branch for one', () => {
    type Nested =
      ArgumentsOf<'{n, plural, one {last} other {{n, number} of {total} {kind, select, a {left} other {gone {x}}}}} by {who}'>;
    expectTypeOf<Nested>().toEqualTypeOf<{
      readonly n: number;
      readonly total: Text;
      readonly kind: string;
      readonly x: Text;
      readonly who: Text;
    }>();
  });
});
