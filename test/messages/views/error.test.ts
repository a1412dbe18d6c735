// Every error that a person can cause has words in every language, and names what it is about.
import { describe, expect, it } from 'vitest';
import type { DeskError } from '../../../src/domain/errors.ts';
import { languages } from '../../../src/domain/language.ts';
import { format } from '../../../src/messages/format.ts';
import { errorView } from '../../../src/messages/views/error.ts';
import { anna, aPerson } from '../../builders/people.ts';

const reference = 'ACME-118';
const context = { people: new Map([['p-anna', aPerson('p-anna', anna)]]), prefix: 'HELP' };

/** Each error, with words of its own that must appear in what is said. */
const errors: readonly (readonly [DeskError, readonly string[]])[] = [
  [{ code: 'ticketNotFound', reference }, [reference]],
  [{ code: 'ticketNotFound', reference: null }, []],
  [{ code: 'ticketUnnamed', verb: 'claim' }, ['claim', 'HELP-118']],
  [{ code: 'alreadyClaimed', reference, ownerId: 'p-anna' }, [reference, anna.name]],
  [{ code: 'alreadyYours', reference }, [reference]],
  [{ code: 'notClaimed', reference }, [reference]],
  [{ code: 'assigneeNotAgent', name: 'Eve' }, ['Eve']],
  [{ code: 'personUnknown', name: '@eve' }, ['@eve']],
  [{ code: 'notAllowed', verb: 'note' }, ['note']],
  [{ code: 'wrongStatus', reference, status: 'on_hold', verb: 'reopen' }, [reference, 'reopen']],
  [{ code: 'textMissing', verb: 'reply' }, ['reply']],
  [{ code: 'textTooLong', limit: 7, length: 9 }, ['7', '9']],
  [{ code: 'severityUnknown', input: 'dire', choices: ['low'] }, ['dire']],
  [{ code: 'languageUnknown', input: 'fr' }, ['fr', 'en, ru']],
  [{ code: 'commandUnknown', input: 'clam', suggestion: 'claim' }, ['clam', 'claim']],
  [{ code: 'commandUnknown', input: 'xyzzy', suggestion: null }, ['xyzzy']],
  [{ code: 'callInFuture' }, []],
  [{ code: 'phoneUnknown', input: 'soon' }, ['soon', 'call']],
  [{ code: 'timeUnknown', input: '25:00' }, ['25:00']],
  [{ code: 'callWithoutText' }, ['call']],
  [{ code: 'callElsewhere' }, ['call']],
  [{ code: 'pageOver', reference }, [reference]],
  [{ code: 'pageNotYours', reference }, [reference]],
  [{ code: 'draftGone' }, []],
  [{ code: 'alreadyPriority', reference }, [reference]],
  [{ code: 'notPriority', reference }, [reference]],
  [{ code: 'quotaUsedUp', reference }, [reference, 'quota']],
  [{ code: 'quotaAbsent', reference }, [reference]],
  [{ code: 'priorityNotYours', reference }, [`priority ${reference} off`]],
  [{ code: 'priorityUnclear', input: 'maybe', reference }, ['maybe', `priority ${reference}`]],
  [{ code: 'organisationForeign', input: 'initech' }, ['initech', 'quota']],
  [{ code: 'mergeUnnamed', reference }, [`merge ${reference} HELP-118`]],
  [{ code: 'mergeIntoItself', reference }, [reference]],
  [{ code: 'mergeForeign', reference, into: 'ACME-7' }, [reference, 'ACME-7']],
  [{ code: 'mergeOfSamples', reference, into: 'ACME-7' }, [`merge ACME-7 ${reference}`]],
];

describe.each(languages)('in %s', (language) => {
  it.each(errors)('%o names what it is about', (error, words) => {
    const { text, tone } = errorView(language, error, context);
    expect(tone).toBe('error');
    for (const word of words) expect(text).toContain(word);
    expect(text).not.toMatch(/[{}]|undefined|null/);
  });

  it('the status is said in words', () => {
    const { text } = errorView(
      language,
      { code: 'wrongStatus', reference, status: 'on_hold', verb: 'reopen' },
      context,
    );
    expect(text).toContain(format(language, 'status.onHold'));
  });

  it('somebody unknown is called so', () => {
    const { text } = errorView(language, { code: 'alreadyClaimed', reference, ownerId: 'p-x' }, context);
    expect(text).toContain(format(language, 'people.somebody'));
  });
});
