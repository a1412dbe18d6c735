// How a logged call is written, typed or in a form.
import { describe, expect, it } from 'vitest';
import { callWords, takeSeverity } from '../../src/commands/call-words.ts';

const phone = '+74950000000';
const typed = (text: string) => callWords({ text, values: {} });

describe('a call that is typed', () => {
  it.each([
    ['+7 495 000-00-00', { caller: '', time: null, text: '' }],
    ['+7 495 000-00-00 Anna', { caller: 'Anna', time: null, text: '' }],
    ['+7 495 000-00-00 Anna at 21:40', { caller: 'Anna', time: { hours: 21, minutes: 40 }, text: '' }],
    [
      '+7 495 000-00-00 Анна Орлова в 9:05',
      { caller: 'Анна Орлова', time: { hours: 9, minutes: 5 }, text: '' },
    ],
    ['+7 495 000-00-00 at 21:40', { caller: '', time: { hours: 21, minutes: 40 }, text: '' }],
    ['+7 495 000-00-00 21:40', { caller: '', time: { hours: 21, minutes: 40 }, text: '' }],
    ['+7 495 000-00-00, Anna: it died at 10:30', { caller: 'Anna', time: null, text: 'it died at 10:30' }],
    [
      '+7 495 000-00-00 Anna at 21:40: high: it died\nagain',
      { caller: 'Anna', time: { hours: 21, minutes: 40 }, text: 'high: it died\nagain' },
    ],
    [
      '+7 495 000-00-00 Anna at 21:40 it died',
      { caller: 'Anna', time: { hours: 21, minutes: 40 }, text: 'it died' },
    ],
    ['+7 495 000-00-00: it died', { caller: '', time: null, text: 'it died' }],
    ['new +7 495 000-00-00 Anna: it died', { caller: 'Anna', time: null, text: 'it died' }],
  ])('as “%s” is read whole', (text, words) => {
    expect(typed(text)).toEqual({ ok: true, value: { phone, ...words } });
  });

  it.each(['Anna', 'Anna +7 495 000-00-00', '112', '<!channel>'])(
    'as “%s” is refused, with what was typed',
    (input) => expect(typed(input)).toEqual({ ok: false, error: { code: 'phoneUnknown', input } }),
  );

  it.each(['24:00', '21:60', '99:99'])('at %s is refused', (time) => {
    expect(typed(`+7 495 000-00-00 Anna at ${time}`)).toEqual({
      ok: false,
      error: { code: 'timeUnknown', input: time },
    });
  });

  it('without anything is to be asked for', () => {
    expect(typed('')).toEqual({ ok: true, value: null });
    expect(typed(' new ')).toEqual({ ok: true, value: null });
  });

  it('in one line of a prompt follows what the prompt was for', () => {
    const answered = callWords({ text: 'new', values: { text: '+7 495 000-00-00 Anna: it died' } });
    expect(answered).toEqual({ ok: true, value: { phone, caller: 'Anna', time: null, text: 'it died' } });
  });
});

describe('a call in a form', () => {
  const filled = (values: Record<string, string>) => callWords({ text: '', values });

  it('is read field by field', () => {
    expect(
      filled({ number: '8 (495) 000 00 00', caller: ' Anna: Globex ', time: '9:05', description: 'a: b' }),
    ).toEqual({
      ok: true,
      value: { phone: '84950000000', caller: 'Anna: Globex', time: { hours: 9, minutes: 5 }, text: 'a: b' },
    });
  });

  it('without caller and time came just now from nobody known', () => {
    expect(filled({ number: phone, caller: '', time: '' })).toEqual({
      ok: true,
      value: { phone, caller: '', time: null, text: '' },
    });
  });

  it.each([
    [{ number: 'none' }, { code: 'phoneUnknown', input: 'none' }],
    [{ number: `${phone} Anna` }, { code: 'phoneUnknown', input: `${phone} Anna` }],
    [
      { number: phone, time: 'noon' },
      { code: 'timeUnknown', input: 'noon' },
    ],
  ])('as %j is refused', (values, error) => {
    expect(filled(values)).toEqual({ ok: false, error });
  });
});

describe('the severity before what a call is about', () => {
  it.each([
    ['high: it died', 'high', 'it died'],
    ['1: it died', 'critical', 'it died'],
    ['LOW :  it died', 'low', 'it died'],
    ['it died', null, 'it died'],
    ['error: it died', null, 'error: it died'],
    ['5: it died', null, '5: it died'],
  ])('of “%s” is %s', (text, severity, rest) => {
    expect(takeSeverity(text)).toEqual({ severity, text: rest });
  });
});
