// Which question of a form comes next, which may be left out, and when the form is complete.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answerTo,
  maySkip,
  missingQuestions,
  nextQuestion,
  previousQuestion,
  type Question,
  withAnswer,
} from '../../src/domain/request-form.ts';
import type { FormAnswer } from '../../src/domain/ticket.ts';

const ask = (name: string, change: Partial<Question> = {}): Question => ({
  name,
  type: 'text',
  required: true,
  oneOf: null,
  pattern: null,
  options: [],
  ...change,
});

const product = ask('product');
const note = ask('note', { required: false });
const file = ask('file', { oneOf: 'sample' });
const hash = ask('hash', { oneOf: 'sample' });
const url = ask('url', { oneOf: 'sample' });
const form = [product, note, file, hash, url];
const given = (...answers: readonly (readonly [string, string])[]): readonly FormAnswer[] =>
  answers.map(([field, value]) => ({ field, value }));

describe('the next question', () => {
  it('is the first that was neither answered nor left out', () => {
    expect(nextQuestion(form, [])).toBe(product);
    expect(nextQuestion(form, given(['product', 'x']))).toBe(note);
    expect(nextQuestion(form, given(['product', 'x'], ['note', '']))).toBe(file);
  });

  it('is none of a group that has an answer', () => {
    expect(nextQuestion(form, given(['product', 'x'], ['note', ''], ['file', '']))).toBe(hash);
    expect(nextQuestion(form, given(['product', 'x'], ['note', ''], ['file', 'a.zip']))).toBeNull();
  });

  it('is the one that was passed over when an answer further on came first', () => {
    expect(nextQuestion(form, given(['note', 'y'], ['file', 'a.zip']))).toBe(product);
  });
});

describe('the previous question', () => {
  it('is the last before it that was asked', () => {
    expect(previousQuestion(form, [], 'product')).toBeNull();
    expect(previousQuestion(form, given(['product', 'x'], ['note', '']), 'file')).toBe(note);
    expect(previousQuestion(form, given(['product', 'x']), 'url')).toBe(product);
  });

  it('of one that there is not (any more) is none', () => {
    expect(previousQuestion(form, given(['product', 'x']), 'gone')).toBeNull();
  });
});

describe('a question may be left out', () => {
  it('when it is optional', () => {
    expect(maySkip(note, form, [])).toBe(true);
    expect(maySkip(product, form, [])).toBe(false);
  });

  it('when another of its group is still to come or has an answer, but not when it is the last', () => {
    expect(maySkip(file, form, [])).toBe(true);
    expect(maySkip(url, form, given(['file', ''], ['hash', 'ab']))).toBe(true);
    expect(maySkip(url, form, given(['file', ''], ['hash', '']))).toBe(false);
  });

  it('when all of its group is optional', () => {
    const group = [file, hash].map((question) => ({ ...question, required: false }));
    expect(group.every((question) => maySkip(question, group, given(['file', ''], ['hash', ''])))).toBe(true);
    expect(missingQuestions(group, [])).toEqual([]);
  });
});

describe('what is missing', () => {
  it('is every required question without an answer, and the first of a group without any', () => {
    expect(missingQuestions(form, [])).toEqual([product, file]);
    expect(missingQuestions(form, given(['product', ''], ['url', 'https://a']))).toEqual([product]);
    expect(missingQuestions(form, given(['product', 'x'], ['hash', 'ab']))).toEqual([]);
  });
});

describe('an answer given anew', () => {
  it('takes the place of the former one', () => {
    const answers = withAnswer(given(['product', 'x'], ['note', 'y']), { field: 'product', value: 'z' });
    expect(answers).toEqual(given(['product', 'z'], ['note', 'y']));
    expect(answerTo('product', answers)).toBe('z');
    expect(answerTo('file', answers)).toBeNull();
  });
});

describe('a form filled in one question after another', () => {
  const question = fc
    .tuple(fc.boolean(), fc.constantFrom(null, null, 'a', 'b'))
    .map(([required, oneOf]) => ({ required, oneOf }));
  const forms = fc
    .array(question, { minLength: 1, maxLength: 8 })
    .map((questions) => questions.map((change, index) => ask(`q${index}`, change)));

  it('comes to an end with nothing missing, however much is left out', () => {
    fc.assert(
      fc.property(forms, fc.infiniteStream(fc.boolean()), (questions, wantsToSkip) => {
        let answers: readonly FormAnswer[] = [];
        for (let asked = 0; asked <= questions.length; asked += 1) {
          const next = nextQuestion(questions, answers);
          if (next === null) break;
          const isSkipped = wantsToSkip.next().value === true && maySkip(next, questions, answers);
          answers = withAnswer(answers, { field: next.name, value: isSkipped ? '' : 'x' });
        }
        expect(nextQuestion(questions, answers)).toBeNull();
        expect(missingQuestions(questions, answers)).toEqual([]);
      }),
    );
  });
});
