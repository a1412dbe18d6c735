// Language tags as Slack and Telegram send them.

import { describe, expect, it } from 'vitest';
import { languageOf } from '../../src/messages/language.ts';

describe('languageOf', () => {
  it.each([
    ['ru', 'ru'],
    ['ru-RU', 'ru'],
    ['RU_ru', 'ru'],
    ['en-GB', 'en'],
    ['en', 'en'],
  ])('takes %s for %s', (tag, language) => {
    expect(languageOf(tag)).toBe(language);
  });

  it.each(['uk', 'rue', 'be-BY', '', '-ru', undefined])('leaves %s to the desk', (tag) => {
    expect(languageOf(tag)).toBeUndefined();
  });
});
