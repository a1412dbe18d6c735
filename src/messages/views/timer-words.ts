// What a timer says to whoever reads it: due when, met when, overdue since when.
import type { Reader } from '../../app/ports.ts';
import type { Instant } from '../../domain/instant.ts';
import { never } from '../../domain/result.ts';
import { type SlaTimer, timerState } from '../../domain/sla/timers.ts';
import { format } from '../format.ts';
import { formatInstant } from '../format-time.ts';

/** An instant in the reader's own zone and words. */
export const instantFor = ({ language, timezone, now }: Reader, at: Instant): string =>
  formatInstant(language, at, { timeZone: timezone, now });

/** How the timer stands. */
export function timerWords(timer: SlaTimer, reader: Reader): string {
  const { language } = reader;
  const due = timer.dueAt === null ? '' : instantFor(reader, timer.dueAt);
  const answer = timer.answers[0];
  const state = timerState(timer, reader.now);
  switch (state) {
    case 'owed':
      return format(language, 'timer.owed');
    case 'running':
      return format(language, 'timer.due', { due });
    case 'paused':
      return format(language, 'timer.paused');
    case 'met':
      return format(language, 'timer.met', { at: instantFor(reader, timer.metAt ?? reader.now) });
    case 'breached':
      return answer === undefined
        ? format(language, 'timer.breached', { due })
        : format(language, 'timer.breachedMet', { due, at: instantFor(reader, answer.at) });
    case 'unmet':
      return format(language, 'timer.unmet');
    case 'cancelled':
      return format(language, 'timer.cancelled');
    default:
      return never(state);
  }
}
