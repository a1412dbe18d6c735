// The priority incidents of organisations: what is left until when, and the ledger behind it.
import type { DeskPolicy } from '../../app/policy.ts';
import type { Reader } from '../../app/ports.ts';
import type { QuotaReport } from '../../app/quota-report.ts';
import type { ListView } from '../../app/view.ts';
import { format } from '../format.ts';
import { formatDate } from '../format-date.ts';
import { agentName, nameById } from './people.ts';
import { dateFor } from './timer-words.ts';

interface QuotaContext {
  readonly policy: DeskPolicy;
  readonly reader: Reader;
}

/** As many ledger lines as one message shows well. */
const mostEntries = 12;

/** One entry for each organisation. */
export function quotaView(reports: readonly QuotaReport[], context: QuotaContext): ListView {
  const { language } = context.reader;
  return {
    kind: 'list',
    title: format(language, 'quota.title'),
    items: reports.map((report) => ({
      title: report.organisation.name,
      lines: [...balanceLines(report, context), ...ledgerLines(report, context)],
    })),
    footer: reports.length === 0 ? format(language, 'quota.stranger') : null,
  };
}

function balanceLines(
  { quota, entitlement }: QuotaReport,
  { policy, reader: { language } }: QuotaContext,
): readonly string[] {
  const plan = policy.plans.get(entitlement.plan)?.title[language] ?? entitlement.plan;
  if (quota === null) {
    const { expiredOn } = entitlement;
    return [
      expiredOn === null
        ? format(language, 'quota.without', { plan })
        : format(language, 'quota.expired', { date: formatDate(language, expiredOn), plan }),
    ];
  }
  const { remaining, granted, used, contractYear } = quota;
  return [
    format(language, 'quota.balance', { remaining, used, granted }),
    format(language, 'quota.renewed', { date: formatDate(language, contractYear.renewsOn) }),
  ];
}

function ledgerLines(report: QuotaReport, context: QuotaContext): readonly string[] {
  const { language } = context.reader;
  const shown = report.entries.slice(-mostEntries);
  const count = report.entries.length - shown.length;
  return [
    ...(count === 0 ? [] : [format(language, 'quota.earlier', { count })]),
    ...shown.map((entry) => ledgerLine(entry, report, context)),
  ];
}

function ledgerLine(
  { kind, reason, at: when, reference, actorId }: QuotaReport['entries'][number],
  { people }: QuotaReport,
  { policy, reader }: QuotaContext,
): string {
  const { language, side } = reader;
  const actor = actorId === null ? undefined : people.get(actorId);
  const name =
    actor === undefined || side === 'agents'
      ? nameById(actorId, { people, language })
      : agentName(actor, policy, language);
  const words = { at: dateFor(reader, when), reference, name };
  return kind === 'spent' || reason === null
    ? format(language, 'quota.spent', words)
    : format(language, 'quota.refunded', { ...words, reason });
}
