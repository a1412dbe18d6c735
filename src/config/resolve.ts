// Turns a checked file into the configuration that the desk reads: defaults that depend on other
// values are settled, and everything knows its own name.

import type { SlaTarget, SlaTargets } from '../domain/sla/targets.ts';
import { severities } from '../domain/ticket.ts';
import type { ByName, Config, Environment, Plan, Queue, RequestType, Rota } from './config.ts';
import type { DeskFile } from './desk-file-schema.ts';
import { inEveryLanguage } from './local-text.ts';
import type { WrittenTarget } from './target-schema.ts';

/** The configuration of a file without problems, as `desk-file-schema.ts` and `references.ts` find them. */
export function resolveConfig(environment: Environment, path: string, file: DeskFile): Config {
  const calendarNames = Object.keys(file.calendars);
  const fallbackCalendar = calendarNames[0] ?? '';
  const { defaultPlan, draftAfter, timezone, ...desk } = file.desk;
  return {
    ...environment,
    file: path,
    desk: {
      ...desk,
      timezone: timezone ?? file.calendars[fallbackCalendar]?.timezone ?? 'UTC',
      draftMs: draftAfter,
    },
    calendars: byName(file.calendars, (_, calendar) => calendar),
    queues: byName(file.queues, queueOf),
    defaultQueue: defaultQueueOf(file),
    plans: byName(file.plans, (key, plan) => planOf(key, plan, fallbackCalendar)),
    defaultPlan: defaultPlan ?? Object.keys(file.plans)[0] ?? '',
    reminders: file.reminders,
    requestTypes: byName(file.requestTypes, (key, type) => requestTypeOf(key, type, fallbackCalendar)),
    agents: byName(file.agents, (_, agent) => agent),
    onCall: byName(file.onCall, (_, rota) => rotaOf(rota)),
    retention: {
      messagesMs: file.retention.messages ?? null,
      filesMs: file.retention.files ?? null,
      samplesMs: file.retention.samples ?? null,
    },
  };
}

function byName<From, To>(values: Record<string, From>, make: (name: string, value: From) => To): ByName<To> {
  const made: Record<string, To> = Object.create(null);
  for (const [name, value] of Object.entries(values)) made[name] = make(name, value);
  return made;
}

function defaultQueueOf({ queues }: DeskFile): string {
  const names = Object.keys(queues);
  return names.find((name) => queues[name]?.default) ?? names[0] ?? '';
}

function queueOf(key: string, written: DeskFile['queues'][string]): Queue {
  const { default: _isDefault, ...queue } = written;
  return {
    ...queue,
    key,
    title: queue.title ?? inEveryLanguage(key),
    slackChannel: queue.slackChannel ?? null,
    telegramChat: queue.telegramChat ?? null,
    phone: queue.phone ?? null,
  };
}

function planOf(key: string, written: DeskFile['plans'][string], fallbackCalendar: string): Plan {
  const { calendar, targets, ...plan } = written;
  const planCalendar = calendar ?? firstCalendarOf(targets) ?? fallbackCalendar;
  const settled = severities.map(
    (severity) => [severity, targetsOf(targets[severity] ?? {}, planCalendar)] as const,
  );
  return { ...plan, key, title: plan.title ?? inEveryLanguage(key), targets: fromEntries(settled) };
}

type WrittenTargets = DeskFile['plans'][string]['targets'];

/** The calendar of the plan's gravest target that names one: what its promises count on. */
function firstCalendarOf(targets: WrittenTargets): string | undefined {
  return severities
    .flatMap((severity) => Object.values(targets[severity] ?? {}))
    .map((target) => target?.calendar)
    .find((calendar) => calendar !== undefined);
}

function targetsOf(
  { firstResponse, nextResponse, resolution }: NonNullable<WrittenTargets['critical']>,
  calendar: string,
): SlaTargets {
  return {
    ...(firstResponse && { firstResponse: targetOf(firstResponse, calendar) }),
    ...(nextResponse && { nextResponse: targetOf(nextResponse, calendar) }),
    ...(resolution && { resolution: targetOf(resolution, calendar) }),
  };
}

function targetOf({ withinMs, calendar, afterHours }: WrittenTarget, fallbackCalendar: string): SlaTarget {
  return { withinMs, calendar: calendar ?? fallbackCalendar, ...(afterHours && { afterHours }) };
}

function requestTypeOf(
  key: string,
  type: DeskFile['requestTypes'][string],
  fallbackCalendar: string,
): RequestType {
  const { standard, urgent } = type.release;
  return {
    ...type,
    key,
    help: type.help ?? null,
    release: {
      standard: standard === undefined ? null : targetOf(standard, fallbackCalendar),
      urgent: urgent === undefined ? null : targetOf(urgent, fallbackCalendar),
    },
  };
}

function rotaOf({ escalateAfter, ...rota }: DeskFile['onCall'][string]): Rota {
  return { ...rota, escalateAfterMs: escalateAfter };
}

/** `Object.fromEntries` that keeps the keys' type; the entries must cover all of it. */
function fromEntries<Key extends string, Value>(
  entries: readonly (readonly [Key, Value])[],
): Record<Key, Value> {
  return Object.fromEntries(entries) as Record<Key, Value>;
}
