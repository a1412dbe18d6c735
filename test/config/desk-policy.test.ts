// What the application makes of a configuration: request types with their queues, and clocks with their calendars.
import { describe, expect, it } from 'vitest';
import { calendarVersions, deskPolicy } from '../../src/config/desk-policy.ts';
import { loadConfig } from '../../src/config/load.ts';
import { describeProblems } from '../../src/config/problems.ts';
import { deskFileText, readFileOf, smallDeskFile } from './desk-file-builder.ts';

function configOf(changes: Readonly<Record<string, unknown>> = {}) {
  const result = loadConfig({}, readFileOf({ './deskhand.yml': deskFileText(changes) }));
  if (!result.ok) throw new Error(describeProblems(result.error));
  return result.value;
}

const policyOf = (changes: Readonly<Record<string, unknown>> = {}) => deskPolicy(configOf(changes));

const queues = {
  support: { slackChannel: 'C0SUPPORT', default: true, requestTypes: ['incident'] },
  lab: { slackChannel: 'C0LAB', requestTypes: ['signature-change'] },
};
const incident = { title: 'Incident' };
const signatureChange = {
  title: 'Change of signatures',
  form: [{ name: 'sampleFile', type: 'file', sample: true, label: 'Sample' }],
  stages: [
    { name: 'received', title: 'Received' },
    { name: 'released', title: 'Released', final: true, needsVersion: true },
  ],
  release: { urgent: { within: '24h', calendar: 'office' } },
};

describe('request types', () => {
  const policy = policyOf({ queues, requestTypes: { incident, 'signature-change': signatureChange } });

  it('go to the queue that handles them', () => {
    expect(policy.requestTypes.get('incident')?.queue).toBe('support');
    expect(policy.requestTypes.get('signature-change')?.queue).toBe('lab');
  });

  it('go to the default queue where none handles them', () => {
    const lone = policyOf({
      queues: { ...queues, lab: { slackChannel: 'C0LAB' } },
      requestTypes: { incident, 'signature-change': signatureChange },
    });
    expect(lone.requestTypes.get('signature-change')?.queue).toBe('support');
  });

  it('give plain messages the one of the default queue that asks nothing', () => {
    expect(policy.defaultRequestType).toBe('incident');
  });

  it('always have one for plain messages, also where the file names none', () => {
    const bare = policyOf();
    const { defaultRequestType, requestTypes } = bare;
    expect(requestTypes.get(defaultRequestType)).toMatchObject({
      title: { en: 'Incident', ru: 'Инцидент' },
      queue: 'support',
      form: [],
    });
  });

  it('keep what their fields and stages ask for', () => {
    const type = policy.requestTypes.get('signature-change');
    expect(type?.form[0]).toMatchObject({ name: 'sampleFile', isSample: true, required: true, oneOf: null });
    expect(type?.stages.map(({ name, isFinal, needsVersion }) => [name, isFinal, needsVersion])).toEqual([
      ['received', false, false],
      ['released', true, true],
    ]);
  });

  it('release by a calendar named by its version, which the desk has', () => {
    const urgent = policy.requestTypes.get('signature-change')?.release.urgent;
    expect(urgent?.calendar).toMatch(/^office@/);
    expect(policy.calendars(urgent?.calendar ?? '').isOpen(Date.parse('2026-11-23T10:00:00Z'))).toBe(true);
  });
});

describe('clocks', () => {
  it('have a calendar that never closes, whatever the file calls its own', () => {
    const policy = policyOf();
    const always = policy.calendars(policy.aroundTheClock);
    expect(always.isOpen(Date.parse('2026-01-01T03:00:00Z'))).toBe(true);
    expect(calendarVersions(configOf()).has(policy.aroundTheClock)).toBe(true);
  });

  it('are under way anew when a rank, an urgent release or a release target changes', () => {
    const { plans } = smallDeskFile();
    const base = policyOf({ queues, requestTypes: { incident, 'signature-change': signatureChange } });
    const same = policyOf({ queues, requestTypes: { incident, 'signature-change': signatureChange } });
    expect(same.clockFingerprint).toBe(base.clockFingerprint);
    const changed = [
      policyOf({
        queues,
        plans: { standard: { ...plans.standard, rank: 1 } },
        requestTypes: { incident, 'signature-change': signatureChange },
      }),
      policyOf({
        queues,
        plans: { standard: { ...plans.standard, urgentRelease: true } },
        requestTypes: { incident, 'signature-change': signatureChange },
      }),
      policyOf({
        queues,
        requestTypes: {
          incident,
          'signature-change': {
            ...signatureChange,
            release: { urgent: { within: '12h', calendar: 'office' } },
          },
        },
      }),
    ];
    const { calendars } = smallDeskFile();
    const shorter = { ...calendars.office, hours: { mon: [['09:00', '17:00']] } };
    changed.push(
      policyOf({
        queues,
        calendars: { ...calendars, release: shorter },
        requestTypes: {
          incident,
          'signature-change': {
            ...signatureChange,
            release: { urgent: { within: '24h', calendar: 'release' } },
          },
        },
      }),
    );
    for (const policy of changed) expect(policy.clockFingerprint).not.toBe(base.clockFingerprint);
  });
});
