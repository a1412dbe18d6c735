// What a contract promises, in the words of both languages, under the shipped example.
import { describe, expect, it } from 'vitest';
import type { ContractTerms } from '../../../src/app/contract-terms.ts';
import type { DeskPolicy, PlanPolicy } from '../../../src/app/policy.ts';
import { deskPolicy } from '../../../src/config/desk-policy.ts';
import type { Language } from '../../../src/domain/language.ts';
import { contractTermsView } from '../../../src/messages/views/contract-terms.ts';
import { aContract, globex } from '../../builders/contract.ts';
import { aPolicy } from '../../builders/policy.ts';
import { hours, utc } from '../../domain/sla/given.ts';
import { configOf, contractFile } from '../../support/scene-config.ts';

const tokens = {
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_SIGNING_SECRET: 's',
  TELEGRAM_BOT_TOKEN: `1:${'A'.repeat(35)}`,
};
const policy = deskPolicy(configOf(tokens, contractFile('both')));
const now = utc('2026-11-01 12:00');

const planOf = (key: string): PlanPolicy => {
  const plan = policy.plans.get(key);
  if (plan === undefined) throw new Error(`no plan ${key}`);
  return plan;
};
const terms = (change: Partial<ContractTerms> = {}): ContractTerms => ({
  organisation: globex,
  contract: aContract({ startsOn: '2026-03-01', endsOn: '2027-02-28' }),
  plan: planOf('msa-start'),
  expiredOn: null,
  quota: null,
  ...change,
});
const linesOf = (
  each: ContractTerms,
  language: Language = 'en',
  under: DeskPolicy = policy,
): readonly string[] =>
  contractTermsView([each], { policy: under, reader: { language, now } }).items[0]?.lines ?? [];
const standard = () => terms({ contract: null, plan: planOf('standard') });

describe('the terms of a contract', () => {
  it('say what is promised, when it counts, and what can be asked for', () => {
    expect(linesOf(terms())).toEqual([
      'Plan: MSA Start',
      'In force from 1 March 2026 to 28 February 2027, both days included',
      'What is promised, by severity:\n' +
        '• critical: first answer within 6 working hours, outside these hours by phone, +7 495 000-00-00\n' +
        '• high, medium, low: first answer in a time that the agent who takes the ticket names',
      'Working hours: Mon–Fri 09:00–18:00, Moscow time',
      'You can ask for: Incident; Change of antivirus signatures',
      'Change of antivirus signatures: released within 24 h, around the clock',
    ]);
  });

  it('say it in Russian as well', () => {
    expect(linesOf(terms(), 'ru')).toEqual([
      'План: MSA Start',
      'Договор действует с 1 марта 2026 г. по 28 февраля 2027 г. включительно',
      'Сроки в зависимости от важности:\n' +
        '• критичная: первый ответ — 6 рабочих часов, в нерабочее время — по телефону +7 495 000-00-00\n' +
        '• высокая, средняя, низкая: первый ответ — срок назовёт специалист, который возьмёт заявку',
      'Рабочее время: пн–пт 09:00–18:00, по Москве',
      'Какие запросы принимаются: Инцидент; Изменение антивирусных сигнатур',
      'Изменение антивирусных сигнатур: срок выпуска — 24 ч, круглосуточно',
    ]);
  });

  it('name the contacts by all that is known of them', () => {
    const contacts = [
      { name: 'Homer', phone: '+74950000000', email: 'homer@globex.example' },
      { name: 'Marge', phone: null, email: null },
    ];
    expect(linesOf(terms({ contract: aContract({ contacts }) }))).toContain(
      'Contacts: Homer (+74950000000, homer@globex.example); Marge',
    );
  });

  it('say how many priority incidents are left until when, and that a contract has no end', () => {
    const contractYear = { year: 1, startsOn: '2026-03-01', renewsOn: '2027-03-01' };
    const quota = { contractId: 'c', year: 1, used: 2, remaining: 4, granted: 6, contractYear };
    const lines = linesOf(terms({ contract: aContract({ endsOn: null }), quota }));
    expect(lines).toContain('Priority incidents: 4 of 6 left until 1 March 2027');
    expect(lines).toContain('In force from 1 March 2025, without end');
  });

  it('say that a contract has ended, and what holds now', () => {
    const expired = { ...standard(), expiredOn: '2026-09-30' };
    expect(linesOf(expired)[0]).toBe(
      'The contract ended on 30 September 2026. Until it is renewed you are served under the plan “Standard”.',
    );
    expect(linesOf(expired, 'ru')[0]).toBe(
      'Договор закончился 30 сентября 2026 г.; пока он не продлён, вас обслуживают по плану «Стандартная поддержка».',
    );
  });

  it('of an organisation without a contract, and of somebody of none, are those of the default plan', () => {
    expect(linesOf(standard())[0]).toBe('No contract is in force. You are served under the plan “Standard”.');
    expect(linesOf({ ...standard(), organisation: null })[0]).toBe('Plan: Standard');
    expect(linesOf(standard())).toContain(
      'Change of antivirus signatures: released in a time that the agent who takes the ticket names',
    );
    expect(linesOf(standard()).join('\n')).toContain('• high, medium, low: as soon as possible');
  });

  it('say that tickets are shared', () => {
    const plan = { ...planOf('msa-start'), visibility: 'organisation' as const };
    expect(linesOf(terms({ plan })).at(-1)).toBe('Everybody of the organisation sees all of its tickets.');
  });

  it('name the hours of each calendar where there are several, and none for the one that never closes', () => {
    const on = (calendar: string) => ({ firstResponse: { withinMs: hours(6), calendar } });
    const plan = {
      ...planOf('standard'),
      targets: { critical: on('always'), high: on('office'), low: on('mornings') },
    };
    const lines = linesOf(terms({ plan }), 'en', aPolicy());
    expect(lines.filter((line) => line.startsWith('Working hours'))).toEqual([
      'Working hours for severity high: Mon–Fri 09:00–18:00, Moscow time',
      'Working hours for severity low: Mon–Fri 09:00–13:00, UTC',
    ]);
    expect(lines.join('\n')).toContain('• critical: first answer within 6 h, around the clock');
  });
});
