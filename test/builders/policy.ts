// The policy of the desk that the tests of app and commands speak of.
import { createMovedChats } from '../../src/app/moved-chats.ts';
import type { DeskPolicy, QueuePolicy, RequestTypePolicy } from '../../src/app/policy.ts';
import { HOUR_MS, MINUTE_MS } from '../../src/domain/instant.ts';
import { calendars } from '../domain/sla/given.ts';

const title = { en: 'Front line', ru: 'Первая линия' };

export const slackChannel = 'C0SUPPORT';
export const telegramGroup = '-1001000000001';

export function aQueue(change: Partial<QueuePolicy> = {}): QueuePolicy {
  return {
    key: 'support',
    title,
    chats: [{ platform: 'slack', chat: slackChannel, form: 'thread' }],
    phone: '+7 495 000-00-00',
    leads: [
      { platform: 'slack', userId: 'ULEAD' },
      { platform: 'telegram', userId: '4242' },
    ],
    threadMessages: 'note',
    outsideHours: 'hold',
    onCallAt: () => [],
    pageAgainMs: 10 * MINUTE_MS,
    ...change,
  };
}

/** A plain incident of the front line, unless told otherwise. */
export const aRequestType = (change: Partial<RequestTypePolicy> = {}): RequestTypePolicy => ({
  key: 'incident',
  title: { en: 'Incident', ru: 'Инцидент' },
  help: null,
  queue: 'support',
  form: [],
  preconditions: [],
  stages: [],
  release: { standard: null, urgent: null },
  ...change,
});

/** Office hours in Moscow; critical 6 h by phone after hours, high 8 h, medium 24 h, low without any promise. */
export function aPolicy(change: Partial<DeskPolicy> = {}, queue: Partial<QueuePolicy> = {}): DeskPolicy {
  const office = (hours: number) => ({ withinMs: hours * HOUR_MS, calendar: 'office' });
  return {
    name: { en: 'Acme Support', ru: 'Поддержка Acme' },
    prefix: 'ACME',
    language: 'en',
    timezone: 'Europe/Moscow',
    defaultPlan: 'standard',
    defaultQueue: 'support',
    defaultSeverity: 'medium',
    unknownRequesters: 'accept',
    defaultRequestType: 'incident',
    requestTypes: new Map([['incident', aRequestType()]]),
    aroundTheClock: 'always',
    retention: { messagesMs: null, filesMs: null, samplesMs: null },
    draftMs: 10 * MINUTE_MS,
    movedChats: createMovedChats(),
    clockFingerprint: 'as at first',
    queues: new Map([['support', aQueue(queue)]]),
    plans: new Map([
      [
        'standard',
        {
          key: 'standard',
          title: { en: 'Standard', ru: 'Стандартный' },
          rank: 0,
          priorityIncidents: 0,
          urgentRelease: false,
          visibility: 'own',
          targets: {
            critical: { firstResponse: { ...office(6), afterHours: 'phone' } },
            high: { firstResponse: office(8), nextResponse: office(4), resolution: office(40) },
            medium: { firstResponse: office(24) },
          },
        },
      ],
    ]),
    calendars,
    reminders: { before: ['50%', '80%', '95%'], after: ['0m', '30m', '2h'], owed: ['30m', '2h'] },
    aliases: new Map([['slack:UANNA', { en: 'Anna from Acme', ru: 'Анна из Acme' }]]),
    ...change,
  };
}
