// Who is on call at an instant, by a rota of weekly shifts and dates that differ.
import type { Instant } from '../domain/instant.ts';
import { type Calendar, compileCalendar } from '../domain/sla/calendar.ts';
import type { Rota } from './config.ts';

interface Account {
  readonly platform: string;
  readonly userId: string;
}

interface Turn {
  readonly calendar: Calendar;
  readonly people: readonly Account[];
}

/** Looks the rota up; a date that differs replaces every shift on it. Nobody where no shift covers the instant. */
export function onCallBy({ timezone, shifts, exceptions }: Rota): (at: Instant) => readonly Account[] {
  const whole = [['00:00', '24:00']] as const;
  const dates = exceptions.map(({ date, people }) =>
    turn(compileCalendar({ timezone, hours: {}, extra: [{ date, hours: whole }] }), people),
  );
  const weekly = shifts.map(({ days, from, to, people }) =>
    turn(
      compileCalendar({ timezone, hours: Object.fromEntries(days.map((day) => [day, [[from, to]]])) }),
      people,
    ),
  );
  const turns = [...dates, ...weekly];
  return (at) => turns.find(({ calendar }) => calendar.isOpen(at))?.people ?? [];
}

const turn = (calendar: Calendar, people: readonly string[]): Turn => ({
  calendar,
  people: people.map((person) => {
    const [platform = '', userId = ''] = person.split(':', 2);
    return { platform, userId };
  }),
});
