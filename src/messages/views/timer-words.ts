// What a timer says to whoever reads it: due when, met when, overdue since when.
import type { Reader } from '../../app/ports.ts';
import type { Instant } from '../../domain/instant.ts';
import { never } from '../../domain/result.ts';
import { type SlaTimer, timerState } from '../../domain/sla/timers.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { isUnanswered } from '../../domain/ticket-timers.ts';
import { format } from '../format.ts';
import { formatDateTime, formatInstant } from '../format-time.ts';

/** An instant in the reader's own zone and words. */
export const instantFor = ({ language, timezone, now }: Reader, at: Instant): string =>
  formatInstant(language, at, { timeZone: timezone, now });

/** The same with its date, for what stays on the screen for days. */
export const dateFor = ({ language, timezone, now }: Reader, at: Instant): string =>
  formatDateTime(language, at, { timeZone: timezone, now });

/** A line that says when the next answer is due; none where nobody waits for one, or no time is known. */
export function dueLine({ timers }: Pick<Ticket, 'timers'>, reader: Reader): readonly string[] {
  const timer = timers.findLast((each) => each.metric !== 'resolution' && isUnanswered(each));
  if (timer === undefined || timer.dueAt === null) return [];
  return [format(reader.language, 'due.requester', { due: instantFor(reader, timer.dueAt) })];
}

/** How the timer stands, with instants as `say` puts them. */
export function timerWords(timer: SlaTimer, reader: Reader, say = instantFor): string {
  const { language } = reader;
  const due = timer.dueAt === null ? '' : say(reader, timer.dueAt);
  const answer = timer.answers[0];
  const state = timerState(timer, reader.now);
  switch (state) {
    case 'owed':
      return format(language, reader.side === 'requester' ? 'timer.owedYou' : 'timer.owed');
    case 'running':
      return format(language, 'timer.due', { due });
    case 'paused':
      return format(language, 'timer.paused');
    case 'met':
      return format(language, 'timer.met', { at: say(reader, timer.metAt ?? reader.now) });
    case 'breached':
      return answer === undefined
        ? format(language, 'timer.breached', { due })
        : format(language, 'timer.breachedMet', { due, at: say(reader, answer.at) });
    case 'unmet':
      return format(language, 'timer.unmet');
    case 'cancelled':
      return format(language, 'timer.cancelled');
    default:
      return never(state);
  }
}
