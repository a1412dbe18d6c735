// The configuration as the application sees it: calendars compiled, platforms' chats as plain addresses.
import { createMovedChats, type MovedChats } from '../app/moved-chats.ts';
import type { DeskPolicy, PlanPolicy, QueueChat, QueuePolicy } from '../app/policy.ts';
import { MINUTE_MS } from '../domain/instant.ts';
import { type Calendar, type CalendarSpec, compileCalendar } from '../domain/sla/calendar.ts';
import { aroundTheClock } from '../domain/sla/calendar-spec.ts';
import type { SlaTargets } from '../domain/sla/targets.ts';
import type { Calendars } from '../domain/sla/timers.ts';
import { type Severity, severities } from '../domain/ticket.ts';
import { type CalendarVersion, fingerprintOf, versionedTarget, versionOf } from './calendar-versions.ts';
import type { Config, Plan, Queue } from './config.ts';
import { onCallBy } from './on-call.ts';
import { requestTypePolicies } from './request-type-policy.ts';

/** Every calendar of the configuration by its version. */
export const calendarVersions = ({
  calendars,
}: Pick<Config, 'calendars'>): ReadonlyMap<CalendarVersion, CalendarSpec> =>
  new Map([
    ...Object.entries(calendars).map(([name, spec]) => [versionOf(name, spec), spec] as const),
    [versionOf(always, aroundTheClock), aroundTheClock],
  ]);

/** What the calendar is called on which time counts after a phone call; no calendar of the file has such a name. */
const always = 'around the clock';

/** Makes the policy of a checked configuration; `history` holds calendars that tickets were counted on before. */
export function deskPolicy(
  config: Config,
  history: ReadonlyMap<CalendarVersion, CalendarSpec> = new Map(),
  movedChats: MovedChats = createMovedChats(),
): DeskPolicy {
  const { desk, defaultPlan, defaultQueue, reminders } = config;
  const plans = Object.values(config.plans).map((plan) => planPolicy(plan, config));
  const queues = Object.values(config.queues).map((queue) => queuePolicy(queue, config));
  const types = requestTypePolicies(config);
  const outsideHours = queues.map(({ key, outsideHours: each }) => [key, each]);
  return {
    name: desk.name,
    prefix: desk.prefix,
    language: desk.language,
    timezone: desk.timezone,
    defaultPlan,
    defaultQueue,
    defaultSeverity: desk.defaultSeverity,
    unknownRequesters: desk.unknownRequesters,
    ...types,
    aroundTheClock: versionOf(always, aroundTheClock),
    retention: config.retention,
    draftMs: desk.draftMs,
    queues: new Map(queues.map((queue) => [queue.key, queue])),
    plans: new Map(plans.map((plan) => [plan.key, plan])),
    calendars: compiledCalendars(new Map([...history, ...calendarVersions(config)])),
    reminders,
    movedChats,
    aliases: new Map(Object.entries(config.agents).map(([user, { name }]) => [user, name])),
    clockFingerprint: fingerprintOf([
      plans.map(({ key, targets, rank, urgentRelease }) => [key, targets, rank, urgentRelease]),
      [...types.requestTypes.values()].map(({ key, release }) => [key, release]),
      reminders,
      outsideHours,
    ]),
  };
}

/** Compiles a calendar when it is first asked for, since old versions seldom are. */
function compiledCalendars(specs: ReadonlyMap<CalendarVersion, CalendarSpec>): Calendars {
  const compiled = new Map<CalendarVersion, Calendar>();
  return (version) => {
    const known = compiled.get(version);
    if (known !== undefined) return known;
    const spec = specs.get(version);
    if (spec === undefined) throw new Error(`there is no calendar ${version}, which a ticket was counted on`);
    const calendar = compileCalendar(spec);
    compiled.set(version, calendar);
    return calendar;
  };
}

function planPolicy({ targets, ...plan }: Plan, config: Config): PlanPolicy {
  const versioned = severities.map((severity) => [severity, versionedTargets(targets[severity], config)]);
  return { ...plan, targets: Object.fromEntries(versioned) as Record<Severity, SlaTargets> };
}

function versionedTargets(targets: SlaTargets, config: Config): SlaTargets {
  return Object.fromEntries(
    Object.entries(targets).map(([metric, target]) => [metric, versionedTarget(target, config)]),
  );
}

function queuePolicy(given: Queue, { onCall }: Config): QueuePolicy {
  const rota = onCall[given.key];
  const { key, title, phone, leads, threadMessages, outsideHours } = given;
  return {
    key,
    title,
    chats: chatsOf(given),
    phone,
    leads: leads.map((lead) => {
      const [platform = '', userId = ''] = lead.split(':', 2);
      return { platform, userId };
    }),
    threadMessages,
    outsideHours,
    onCallAt: rota === undefined ? () => [] : onCallBy(rota),
    pageAgainMs: rota?.escalateAfterMs ?? 10 * MINUTE_MS,
  };
}

function chatsOf({ slackChannel, telegramChat }: Queue): readonly QueueChat[] {
  const form = 'thread';
  const slack = slackChannel === null ? [] : [{ platform: 'slack', chat: slackChannel, form } as const];
  const telegram =
    telegramChat === null ? [] : [{ platform: 'telegram', chat: String(telegramChat), form } as const];
  return [...slack, ...telegram];
}
