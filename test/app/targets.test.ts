// What a plan promises, by severity and by what is asked for.
import { describe, expect, it } from 'vitest';
import { isUrgent, targetsFor } from '../../src/app/targets.ts';
import { contractPolicy } from '../builders/contract.ts';
import { aRequestType } from '../builders/policy.ts';
import { hours } from '../domain/sla/given.ts';

const standard = { withinMs: null, calendar: 'office' };
const urgent = { withinMs: hours(24), calendar: 'always' };
const change = aRequestType({ key: 'signature-change', release: { standard, urgent } });
const policy = contractPolicy(
  {},
  {
    requestTypes: new Map([
      ['incident', aRequestType()],
      ['signature-change', change],
    ]),
  },
);

const targets = (plan: string, requestType = 'incident', severity: 'high' | 'low' = 'high') =>
  targetsFor(policy, { plan, severity, requestType });

describe('the targets of a ticket', () => {
  it('are those of its plan at its severity', () => {
    expect(targets('standard')).toEqual(policy.plans.get('standard')?.targets.high);
    expect(targets('standard', 'incident', 'low')).toEqual({});
    expect(targets('gone')).toEqual({});
  });

  it('end with the release where its type has something released, earlier on plans that go first', () => {
    expect(targets('standard', 'signature-change').resolution).toEqual(standard);
    expect(targets('msa-start', 'signature-change').resolution).toEqual(urgent);
    expect(targets('msa-start', 'signature-change').firstResponse).toEqual(
      targets('msa-start').firstResponse,
    );
    expect(targets('msa-start', 'signature-change', 'low')).toEqual({ resolution: urgent });
  });
});

describe('what goes first', () => {
  it.each([
    ['msa-start', 'signature-change', true],
    ['standard', 'signature-change', false],
    ['msa-start', 'incident', false],
    ['gone', 'signature-change', false],
    ['msa-start', 'gone', false],
  ])('on %s, of %s: %s', (plan, requestType, expected) => {
    expect(isUrgent(policy, { plan, requestType })).toBe(expected);
  });
});
