// The desk's own terms in a person's language.
import type { Language } from '../../app/ports.ts';
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

export const metricWord = (language: Language, metric: Metric): string =>
  format(language, `metric.${metric}`);
