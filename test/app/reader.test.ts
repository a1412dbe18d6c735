// In which language and zone somebody is addressed.
import { describe, expect, it } from 'vitest';
import { readerOf } from '../../src/app/reader.ts';
import { languageOf } from '../../src/messages/language.ts';
import { anna, aPerson, ivan, jane, telegramUser } from '../builders/people.ts';
import { aPolicy } from '../builders/policy.ts';

const context = { policy: aPolicy({ language: 'en', timezone: 'Asia/Tokyo' }), languageOf, now: 7 };

describe('readerOf', () => {
  it('speaks to a person as their client does, in their own zone', () => {
    expect(readerOf('requester', aPerson('p', jane), context)).toEqual({
      side: 'requester',
      language: 'en',
      timezone: 'Europe/London',
      now: 7,
    });
    expect(readerOf('requester', aPerson('p', ivan), context)).toMatchObject({
      language: 'ru',
      timezone: 'Asia/Tokyo',
    });
  });

  it('prefers the language that the person chose', () => {
    const person = { ...aPerson('p', ivan), chosenLanguage: 'en' as const };
    expect(readerOf('personal', person, context).language).toBe('en');
  });

  it('takes what any of their clients tells', () => {
    const silent = telegramUser('1', 'Ivan', { languageTag: null });
    expect(
      readerOf('requester', aPerson('p', silent, { ...ivan, timezone: 'Europe/Riga' }), context),
    ).toMatchObject({
      language: 'ru',
      timezone: 'Europe/Riga',
    });
  });

  it('falls back to the desk’s language for one without a catalogue, and for nobody known', () => {
    const oksana = telegramUser('1', 'Oksana', { languageTag: 'uk' });
    expect(readerOf('requester', aPerson('p', oksana), context).language).toBe('en');
    expect(readerOf('requester', null, context)).toMatchObject({ language: 'en', timezone: 'Asia/Tokyo' });
  });

  it('speaks the desk’s language in the agents’ threads, whoever is there', () => {
    const person = aPerson('p', { ...anna, languageTag: 'ru' });
    expect(readerOf('agents', person, context)).toMatchObject({ language: 'en', timezone: 'Asia/Tokyo' });
  });
});
