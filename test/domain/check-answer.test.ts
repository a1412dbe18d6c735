// What counts as an answer to each kind of question, and how it is kept.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerLimits, checkAnswer, hashKind } from '../../src/domain/check-answer.ts';
import type { Question } from '../../src/domain/request-form.ts';

const ask = (type: Question['type'], change: Partial<Question> = {}): Question => ({
  name: 'asked',
  type,
  required: true,
  oneOf: null,
  pattern: null,
  options: [],
  ...change,
});
const kept = (question: Question, typed: string): string | null => {
  const checked = checkAnswer(question, typed);
  return checked.ok ? checked.value : null;
};
const problem = (question: Question, typed: string): string | null => {
  const checked = checkAnswer(question, typed);
  return checked.ok ? null : checked.error.code;
};

describe('words', () => {
  it('are kept without the space around them', () => {
    expect(kept(ask('text'), '  Product 5 \n')).toBe('Product 5');
  });

  it('of nothing but space are missing, whatever is asked', () => {
    for (const type of ['text', 'longText', 'select', 'checkbox', 'hash', 'url', 'version', 'date'] as const)
      expect(problem(ask(type), ' \n ')).toBe('missing');
  });

  it('are counted in code points, up to what a form takes', () => {
    const { text: limit } = answerLimits;
    expect(kept(ask('text'), '🦠'.repeat(limit))).not.toBeNull();
    expect(checkAnswer(ask('text'), '🦠'.repeat(limit + 1))).toEqual({
      ok: false,
      error: { code: 'tooLong', length: limit + 1, limit },
    });
    expect(kept(ask('longText'), 'x'.repeat(limit + 1))).not.toBeNull();
  });

  it('must match the whole of a pattern, not a part of it', () => {
    const serial = ask('text', { pattern: '[A-Z]{2}|\\d{4}' });
    expect(kept(serial, 'AB')).toBe('AB');
    expect(kept(serial, '1234')).toBe('1234');
    expect(problem(serial, 'AB1234')).toBe('notAsAsked');
    expect(problem(ask('text', { pattern: '\\p{Lu}+' }), 'я')).toBe('notAsAsked');
    expect(kept(ask('text', { pattern: '\\p{Lu}+' }), 'Я')).toBe('Я');
  });
});

describe('a choice', () => {
  const kind = ask('select', {
    options: [
      { value: 'false-negative', label: { en: 'Taken as safe', ru: 'Не обнаруживается' } },
      { value: 'false-positive', label: { en: 'Taken as infected', ru: 'Считается заражённым' } },
    ],
  });

  it.each(['false-positive', 'FALSE-POSITIVE', 'taken as infected', ' считается заражённым '])(
    'may be typed as %j',
    (typed) => {
      expect(kept(kind, typed)).toBe('false-positive');
    },
  );

  it('is none of anything else', () => {
    expect(problem(kind, 'infected')).toBe('notAChoice');
  });
});

describe('yes or no', () => {
  it.each([
    ['Yes', 'yes'],
    ['да', 'yes'],
    ['NO', 'no'],
    ['Нет', 'no'],
  ])('may be typed as %s', (typed, value) => {
    expect(kept(ask('checkbox'), typed)).toBe(value);
  });

  it('is nothing in between', () => {
    expect(problem(ask('checkbox'), 'perhaps')).toBe('notYesOrNo');
  });
});

describe('a hash', () => {
  it.each([
    ['MD5', 32],
    ['SHA-1', 40],
    ['SHA-256', 64],
  ])('of the kind %s is known by its %i digits, in small letters', (kind, length) => {
    const digits = 'AB'.repeat(length / 2);
    expect(kept(ask('hash'), digits)).toBe(digits.toLowerCase());
    expect(hashKind(digits)).toBe(kind);
  });

  it('may come with its kind before it and spaces in it', () => {
    const digits = 'ab'.repeat(16);
    expect(kept(ask('hash'), `MD5: ${digits}`)).toBe(digits);
    expect(kept(ask('hash'), `sha256=${'0f'.repeat(32)}`)).toBe('0f'.repeat(32));
    expect(kept(ask('hash'), digits.replaceAll('ab', 'ab '))).toBe(digits);
  });

  it('of any other length or with other letters is none', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 130 }), (length) => {
        const isOne = [32, 40, 64].includes(length);
        expect(problem(ask('hash'), 'a'.repeat(length))).toBe(isOne ? null : 'notAHash');
      }),
    );
    expect(problem(ask('hash'), 'g'.repeat(32))).toBe('notAHash');
    expect(problem(ask('hash'), 'а'.repeat(32))).toBe('notAHash');
  });
});

describe('an address', () => {
  it.each(['http://example.com', 'https://пример.рф/a?b=c#d', 'HTTPS://EXAMPLE.COM/x'])(
    'may be %s',
    (typed) => {
      expect(kept(ask('url'), typed)).toBe(typed);
    },
  );

  it.each([
    'example.com',
    'ftp://example.com',
    'javascript:alert(1)',
    'https://',
    'https://a b',
    'http://[1',
  ])('is not %s', (typed) => {
    expect(problem(ask('url'), typed)).toBe('notAUrl');
  });
});

describe('a date', () => {
  it.each([
    ['2026-12-31', '2026-12-31'],
    ['31.12.2026', '2026-12-31'],
    ['1.2.2026', '2026-02-01'],
    ['29.02.2028', '2028-02-29'],
  ])('%s is kept as %s', (typed, date) => {
    expect(kept(ask('date'), typed)).toBe(date);
  });

  it.each(['2026-02-29', '31.04.2026', '2026-13-01', '00.01.2026', '12/31/2026', 'tomorrow'])(
    'is not %s',
    (typed) => {
      expect(problem(ask('date'), typed)).toBe('notADate');
    },
  );
});

it('a version is kept as it was written', () => {
  expect(kept(ask('version'), '2026.11.22.0900')).toBe('2026.11.22.0900');
  expect(problem(ask('version'), 'the latest')).toBe('notAVersion');
});

it('a file is answered by a file and by no words', () => {
  expect(problem(ask('file'), 'sample.exe')).toBe('fileMissing');
});
