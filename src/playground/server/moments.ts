// Instants worth being at: where the playground's clock starts, and where its buttons jump to.

import type { DeskPolicy } from '../../app/policy.ts';
import type { Store } from '../../app/ports.ts';
import { nextReminderAt } from '../../app/reminder-plan.ts';
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from '../../domain/instant.ts';
import type { Calendar } from '../../domain/sla/calendar.ts';
import type { Status } from '../../domain/ticket.ts';
import type { Jump } from './acts.ts';
import { NotNow } from './refusal.ts';

/** Shortly before the weekend the contract's out-of-hours rules show at once. */
const beforeClosingMs = 25 * MINUTE_MS;
/** More shifts than any calendar has between two days off. */
const shiftsLookedAt = 100;
const unfinished: readonly Status[] = ['new', 'open', 'pending', 'on_hold'];
const ticketsLookedAt = 200;

/** 25 minutes before the desk next closes for more than a day; `now` where it never does. */
export function eveningBeforeTheWeekend(calendar: Calendar, now: Instant): Instant {
  let openAt = calendar.nextOpening(now);
  for (let shift = 0; shift < shiftsLookedAt && openAt !== null; shift++) {
    const closeAt: Instant | null = calendar.closingAfter(openAt);
    if (closeAt === null) return now;
    const reopenAt: Instant | null = calendar.nextOpening(closeAt);
    const isLong = reopenAt === null || reopenAt - closeAt > DAY_MS;
    if (isLong && closeAt - beforeClosingMs >= now) return closeAt - beforeClosingMs;
    openAt = reopenAt;
  }
  return now;
}

/** When the desk next opens after being closed; null where it never closes, or never opens again. */
export function nextWorkingMorning(calendar: Calendar, now: Instant): Instant | null {
  const closedAt = calendar.isOpen(now) ? calendar.closingAfter(now) : now;
  return closedAt === null ? null : calendar.nextOpening(closedAt);
}

/** When the desk next reminds somebody of an open ticket; null when it has nothing to remind of. */
export async function nextReminder(store: Store, policy: DeskPolicy, now: Instant): Promise<Instant | null> {
  const tickets = await store.read((repositories) =>
    repositories.tickets.list({ statuses: unfinished, limit: ticketsLookedAt }),
  );
  const instants = tickets.flatMap((ticket) => nextReminderAt(ticket, policy, now) ?? []);
  return instants.length === 0 ? null : Math.min(...instants);
}

/** Where a jump leads, seen from `now`. Throws NotNow where there is no such instant. */
export async function instantOf(
  to: Jump,
  now: Instant,
  { store, policy, calendar }: { store: Store; policy: DeskPolicy; calendar: Calendar },
): Promise<Instant> {
  switch (to) {
    case '10m':
      return now + 10 * MINUTE_MS;
    case '1h':
      return now + HOUR_MS;
    case 'reminder':
      return orNotNow(
        await nextReminder(store, policy, now),
        'No deadline is running: nothing to remind of.',
      );
    case 'morning':
      return orNotNow(nextWorkingMorning(calendar, now), 'This desk never closes, so it never opens either.');
    default:
      return to satisfies never;
  }
}

function orNotNow(at: Instant | null, reason: string): Instant {
  if (at === null) throw new NotNow(reason);
  return at;
}
