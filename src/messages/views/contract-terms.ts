// What a requester's contract promises, in words: the plan, its dates, what is left of its quota, and the times.
import type { ContractTerms } from '../../app/contract-terms.ts';
import type { DeskPolicy, PlanPolicy, RequestTypePolicy } from '../../app/policy.ts';
import type { Reader } from '../../app/ports.ts';
import type { ListView } from '../../app/view.ts';
import type { Contact } from '../../domain/contract/contract.ts';
import type { SlaTarget } from '../../domain/sla/targets.ts';
import { METRICS, type Metric } from '../../domain/sla/timers.ts';
import { type Severity, severities } from '../../domain/ticket.ts';
import { format } from '../format.ts';
import { formatDate } from '../format-date.ts';
import { formatCounted } from '../format-span.ts';
import { formatWorkingTime } from '../format-time.ts';
import type { Language } from '../language.ts';
import { isAlwaysOpen, workingWeek } from '../working-week.ts';
import { zoneName } from '../zone-name.ts';
import { severityWord } from './words.ts';

interface Wording {
  readonly policy: DeskPolicy;
  readonly reader: Pick<Reader, 'language' | 'now'>;
}

/** The terms, organisation by organisation. */
export function contractTermsView(terms: readonly ContractTerms[], wording: Wording): ListView {
  const { language } = wording.reader;
  return {
    kind: 'list',
    title: format(language, 'terms.title'),
    items: terms.map((each) => ({
      title: each.organisation?.name ?? format(language, 'terms.nobody'),
      lines: [
        ...contractLines(each, language),
        ...quotaLines(each, language),
        ...promiseLines(each.plan, wording),
        ...hoursLines(each.plan, wording),
        ...typeLines(each.plan, wording),
        ...(each.plan.visibility === 'organisation' ? [format(language, 'terms.shared')] : []),
      ],
    })),
    footer: null,
  };
}

function contractLines(
  { organisation, contract, plan, expiredOn }: ContractTerms,
  language: Language,
): string[] {
  const title = plan.title[language];
  if (expiredOn !== null)
    return [format(language, 'terms.expired', { on: formatDate(language, expiredOn), plan: title })];
  if (contract === null)
    return [format(language, organisation === null ? 'terms.plan' : 'terms.noContract', { plan: title })];
  const from = formatDate(language, contract.startsOn);
  return [
    format(language, 'terms.plan', { plan: title }),
    contract.endsOn === null
      ? format(language, 'terms.from', { from })
      : format(language, 'terms.fromTo', { from, to: formatDate(language, contract.endsOn) }),
    ...(contract.contacts.length === 0
      ? []
      : [format(language, 'terms.contacts', { contacts: contract.contacts.map(contactWords).join('; ') })]),
  ];
}

function contactWords({ name, phone, email }: Contact): string {
  const ways = [phone, email].filter((way) => way !== null).join(', ');
  return ways === '' ? name : `${name} (${ways})`;
}

function quotaLines({ quota }: ContractTerms, language: Language): string[] {
  if (quota === null) return [];
  const { remaining, granted, contractYear } = quota;
  const until = formatDate(language, contractYear.renewsOn);
  return [format(language, 'terms.quota', { left: remaining, granted, until })];
}

/** Severities of which the same is promised stand together. */
function promiseLines(plan: PlanPolicy, wording: Wording): string[] {
  const { language } = wording.reader;
  const promised = new Map<string, Severity[]>();
  for (const severity of severities) {
    const words = promiseWords(plan.targets[severity] ?? {}, wording);
    promised.set(words, [...(promised.get(words) ?? []), severity]);
  }
  const lines = [...promised].map(([promises, of]) =>
    format(language, 'terms.severity', { severity: wordsFor(of, language), promises }),
  );
  return [[format(language, 'terms.promises'), ...lines].join('\n')];
}

const wordsFor = (of: readonly Severity[], language: Language): string =>
  of.map((severity) => severityWord(language, severity)).join(', ');

function promiseWords(targets: Partial<Record<Metric, SlaTarget>>, wording: Wording): string {
  const { language } = wording.reader;
  const words = METRICS.flatMap((metric) => {
    const target = targets[metric];
    return target === undefined ? [] : [targetWords(metric, target, wording)];
  });
  return words.length === 0 ? format(language, 'terms.asSoon') : words.join('; ');
}

function targetWords(
  metric: Metric,
  { withinMs, calendar, afterHours }: SlaTarget,
  wording: Wording,
): string {
  const { policy, reader } = wording;
  const { language } = reader;
  const named = format(language, `terms.metric.${metric}`);
  if (withinMs === null) return format(language, 'terms.owed', { metric: named });
  const working = durationWords(withinMs, calendar, wording);
  const within = format(language, 'terms.within', { metric: named, working });
  const phone = policy.queues.get(policy.defaultQueue)?.phone ?? null;
  if (afterHours !== 'phone' || phone === null) return within;
  return `${within}, ${format(language, 'terms.phone', { phone })}`;
}

function durationWords(
  withinMs: number,
  calendar: string,
  { policy, reader: { language } }: Wording,
): string {
  return isAlwaysOpen(policy.calendars(calendar))
    ? `${formatCounted(language, withinMs)}, ${format(language, 'terms.always')}`
    : formatWorkingTime(language, withinMs);
}

/** The hours of each calendar that a fixed time counts on; the one around the clock needs no words. */
function hoursLines(plan: PlanPolicy, { policy, reader: { language, now } }: Wording): string[] {
  const users = new Map<string, Severity[]>();
  for (const severity of severities) {
    const keys = Object.values(plan.targets[severity] ?? {}).map(({ calendar }) => calendar);
    for (const key of new Set(keys)) users.set(key, [...(users.get(key) ?? []), severity]);
  }
  const counted = [...users].filter(([key]) => !isAlwaysOpen(policy.calendars(key)));
  return counted.map(([key, of]) => {
    const calendar = policy.calendars(key);
    const zone = zoneName(language, calendar.timezone, now);
    const hours = workingWeek(language, calendar);
    return counted.length === 1
      ? format(language, 'terms.hours', { hours, zone })
      : format(language, 'terms.hoursOf', { hours, zone, severities: wordsFor(of, language) });
  });
}

function typeLines(plan: PlanPolicy, wording: Wording): string[] {
  const { policy, reader } = wording;
  const { language } = reader;
  const types = [...policy.requestTypes.values()];
  const titles = types.map(({ title }) => title[language]).join('; ');
  return [
    format(language, 'terms.types', { types: titles }),
    ...types.flatMap((type) => releaseLine(type, plan, wording)),
  ];
}

function releaseLine({ title, release }: RequestTypePolicy, plan: PlanPolicy, wording: Wording): string[] {
  const { language } = wording.reader;
  const target = plan.urgentRelease && release.urgent !== null ? release.urgent : release.standard;
  if (target === null) return [];
  const type = title[language];
  if (target.withinMs === null) return [format(language, 'terms.releaseOwed', { type })];
  const working = durationWords(target.withinMs, target.calendar, wording);
  return [format(language, 'terms.release', { type, working })];
}
