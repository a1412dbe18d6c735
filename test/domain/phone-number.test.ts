// Which numbers the desk finds in what people write, and when two are the same.
import { describe, expect, it } from 'vitest';
import { isSamePhone, takePhone } from '../../src/domain/phone-number.ts';

describe('a phone number', () => {
  it.each([
    ['+7 495 000-00-00', '+74950000000', ''],
    ['8 (495) 000-00-00 Anna', '84950000000', 'Anna'],
    ['(495) 000.00.00', '4950000000', ''],
    ['+1-202-555-0143 Bob', '+12025550143', 'Bob'],
    ['+7 495 000-00-00 21:40', '+74950000000', '21:40'],
    ['+7 495 000-00-00 9:40', '+74950000000', '9:40'],
    ['12345', '12345', ''],
  ])('at the start of “%s” is %s', (text, phone, rest) => {
    expect(takePhone(text)).toEqual({ phone, rest });
  });

  it.each(['', 'Anna', '112', 'Anna +7 495 000-00-00', '1234567890123456', '++', '21:40'])(
    'is not at the start of “%s”',
    (text) => expect(takePhone(text)).toBeNull(),
  );

  it('is the same from home and from abroad, and another with another digit', () => {
    expect(isSamePhone('+74950000000', '84950000000')).toBe(true);
    expect(isSamePhone('+74950000000', '4950000000')).toBe(true);
    expect(isSamePhone('+74950000000', '+74950000001')).toBe(false);
    expect(isSamePhone('12345', '9912345')).toBe(false);
  });
});
