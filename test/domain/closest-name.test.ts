// Suggestions for misspelt names.

import { describe, expect, it } from 'vitest';
import { closestName, didYouMean } from '../../src/domain/closest-name.ts';

const keys = ['slackChannel', 'telegramChat', 'phone', 'leads', 'default'];

describe('closestName', () => {
  it.each([
    ['slackChanel', 'slackChannel'],
    ['slack_channel', 'slackChannel'],
    ['SLACKCHANNEL', 'slackChannel'],
    ['phnoe', 'phone'],
    ['hpnoe', undefined],
    ['phon', 'phone'],
    ['defualt', 'default'],
    ['lead', 'leads'],
    ['colour', undefined],
    ['', undefined],
  ])('takes %j for %j', (typed, meant) => {
    expect(closestName(typed, keys)).toBe(meant);
  });

  it('prefers the nearer of two', () => {
    expect(closestName('officee', ['offices24', 'office'])).toBe('office');
  });
});

describe('didYouMean', () => {
  it('says nothing when nothing is close', () => {
    expect(didYouMean('colour', keys)).toBe('');
    expect(didYouMean('lead', keys)).toBe(' Did you mean "leads"?');
  });
});
