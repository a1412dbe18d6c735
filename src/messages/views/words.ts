// The desk's own terms in a person's language.
import type { Language, Reader } from '../../app/ports.ts';
import type { Metric } from '../../domain/sla/timers.ts';
import type { Severity, Status } from '../../domain/ticket.ts';
import { format } from '../format.ts';

export const severityWord = (language: Language, severity: Severity): string =>
  format(language, `severity.${severity}`);

/** The severity with its level and what it means, for somebody who has to choose. */
export const severityChoice = (language: Language, severity: Severity): string =>
  format(language, `severityChoice.${severity}`);

export const statusWord = (language: Language, status: Status): string =>
  format(language, status === 'on_hold' ? 'status.onHold' : `status.${status}`);

/** The status as its requester is told it: what they wait for, and what waits for them. */
export function statusWordFor({ language, side }: Pick<Reader, 'language' | 'side'>, status: Status): string {
  if (side === 'requester' && status === 'pending') return format(language, 'status.pendingYou');
  if (side === 'requester' && status === 'on_hold') return format(language, 'status.onHoldYou');
  return statusWord(language, status);
}

export const metricWord = (language: Language, metric: Metric): string =>
  format(language, `metric.${metric}`);
