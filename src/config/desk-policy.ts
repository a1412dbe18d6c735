// The configuration as the application sees it: calendars compiled, platforms' chats as plain addresses.
import type { DeskPolicy, QueueChat, QueuePolicy } from '../app/policy.ts';
import { compileCalendar } from '../domain/sla/calendar.ts';
import type { Calendars } from '../domain/sla/timers.ts';
import type { Config, Queue } from './config.ts';

/** Makes the policy of a checked configuration. */
export function deskPolicy(config: Config): DeskPolicy {
  const { desk, defaultPlan, defaultQueue, reminders } = config;
  return {
    name: desk.name,
    prefix: desk.prefix,
    language: desk.language,
    timezone: desk.timezone,
    defaultPlan,
    defaultQueue,
    defaultSeverity: desk.defaultSeverity,
    draftMs: desk.draftMs,
    queues: new Map(Object.values(config.queues).map((queue) => [queue.key, queuePolicy(queue)])),
    plans: new Map(
      Object.values(config.plans).map(({ key, title, targets }) => [key, { key, title, targets }]),
    ),
    calendars: compiledCalendars(config),
    reminders,
    aliases: new Map(Object.entries(config.agents).map(([user, { name }]) => [user, name])),
  };
}

function compiledCalendars({ calendars }: Config): Calendars {
  const compiled = new Map(Object.entries(calendars).map(([key, spec]) => [key, compileCalendar(spec)]));
  return (key) => {
    const calendar = compiled.get(key);
    if (calendar === undefined)
      throw new Error(`the configuration has no calendar "${key}", which a ticket uses`);
    return calendar;
  };
}

function queuePolicy({
  key,
  title,
  phone,
  leads,
  threadMessages,
  outsideHours,
  ...queue
}: Queue): QueuePolicy {
  return {
    key,
    title,
    chats: chatsOf(queue),
    phone,
    leads: leads.map((lead) => {
      const [platform = '', userId = ''] = lead.split(':', 2);
      return { platform, userId };
    }),
    threadMessages,
    outsideHours,
  };
}

function chatsOf({
  slackChannel,
  telegramChat,
}: Pick<Queue, 'slackChannel' | 'telegramChat'>): readonly QueueChat[] {
  const slack =
    slackChannel === null ? [] : [{ platform: 'slack', chat: slackChannel, form: 'thread' as const }];
  const telegram =
    telegramChat === null
      ? []
      : [{ platform: 'telegram', chat: String(telegramChat), form: 'thread' as const }];
  return [...slack, ...telegram];
}
