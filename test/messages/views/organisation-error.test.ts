// Every error about organisations, contracts, invitations and linking has words in every language, and says what to do.
import { describe, expect, it } from 'vitest';
import { languages } from '../../../src/domain/language.ts';
import type { OrganisationError } from '../../../src/domain/organisation-errors.ts';
import { errorView } from '../../../src/messages/views/error.ts';

/** Each error, with words of its own that must appear in what is said. */
const errors: readonly (readonly [OrganisationError, readonly string[]])[] = [
  [{ code: 'leadsOnly', verb: 'org' }, ['org']],
  [{ code: 'readByOthers', verb: 'org' }, ['org']],
  [{ code: 'argumentsWrong', verb: 'org' }, ['org bind', 'org remove']],
  [{ code: 'argumentsWrong', verb: 'contract' }, ['end', 'contact']],
  [{ code: 'argumentsWrong', verb: 'invite' }, ['invite']],
  [{ code: 'organisationUnknown', input: 'globx', suggestion: 'globex' }, ['globx', 'globex']],
  [{ code: 'organisationUnknown', input: 'acme', suggestion: null }, ['acme', 'org']],
  [{ code: 'organisationExists', key: 'globex' }, ['org globex']],
  [{ code: 'organisationKeyWrong', input: 'Глобэкс' }, ['Глобэкс', 'globex']],
  [{ code: 'chatNotBindable', why: 'direct' }, []],
  [{ code: 'chatNotBindable', why: 'queue' }, []],
  [{ code: 'teamUnnamed' }, ['T0123ABCD']],
  [{ code: 'notBound' }, []],
  [{ code: 'notMember', name: 'Jane', organisation: 'Globex' }, ['Jane', 'Globex']],
  [{ code: 'planUnknown', input: 'standart', suggestion: 'standard', choices: [] }, ['standart', 'standard']],
  [{ code: 'planUnknown', input: 'gold', suggestion: null, choices: ['a', 'b'] }, ['gold', 'a, b']],
  [{ code: 'dateUnknown', input: 'today' }, ['today', '2026-12-31', '31.12.2026']],
  [{ code: 'datesReversed', from: '2026-12-31', to: '2026-01-01' }, ['31', '1', '2026']],
  [{ code: 'contractOverlaps', plan: 'msa', from: '2026-01-01' }, ['msa', '2026']],
  [{ code: 'contractMissing', key: 'globex' }, ['contract globex']],
  [{ code: 'contractUnclear', plans: ['a', 'b'] }, ['a, b']],
  [{ code: 'contactWrong', input: 'Homer, x' }, ['Homer, x', 'globex.example']],
  [{ code: 'usesWrong', input: 'many', most: 100 }, ['many', '100']],
  [{ code: 'invitationUnknown' }, []],
  [{ code: 'linkCodeUnknown' }, ['link-account']],
  [{ code: 'linkToItself' }, []],
  [{ code: 'linkInGroup' }, ['link-account']],
];

describe.each(languages)('in %s', (language) => {
  it.each(errors)('%o is told with what to do', (error, words) => {
    const { text, tone } = errorView(language, error, { people: new Map(), prefix: 'ACME' });
    expect(tone).toBe('error');
    for (const word of words) expect(text).toContain(word);
    expect(text).not.toMatch(/[{}]|undefined|null/);
  });
});
