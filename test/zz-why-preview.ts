import { writeFileSync } from 'node:fs';
import { pngOf } from '../src/adapters/svg-image.ts';
import { compileCalendar } from '../src/domain/sla/calendar.ts';
import { advanceTimer, judgeTimer, startTimer } from '../src/domain/sla/timers.ts';
import { whyView } from '../src/messages/views/why.ts';
import { calendars as given, hours, moscow, officeSpec } from './domain/sla/given.ts';
import { ticketAfter } from './builders/ticket.ts';

const ru = compileCalendar({ ...officeSpec, holidays: ['2026-02-23', '2026-03-09'], extra: [{ date: '2026-02-20', hours: [['09:00', '17:00']] }] });
const calendars = (key: string) => (key === 'ru' ? ru : given(key));
const make = (start: any, ...events: any[]) => events.reduce((t, e) => advanceTimer(t, e, calendars), startTimer({ metric: 'firstResponse', withinMs: hours(6), calendar: 'office', ...start }, calendars));
const fri = moscow('2026-02-06 17:40');
const scenes: Record<string, [any, number]> = {
  weekend: [make({ startedAt: fri }), moscow('2026-02-06 17:52')],
  midway: [make({ startedAt: fri }), moscow('2026-02-09 11:52')],
  pause: [make({ metric: 'resolution', startedAt: fri, withinMs: hours(14) }, { type: 'pause', at: moscow('2026-02-09 11:00') }, { type: 'resume', at: moscow('2026-02-10 10:30') }), moscow('2026-02-10 12:00')],
  paused: [make({ metric: 'resolution', startedAt: fri, withinMs: hours(14) }, { type: 'pause', at: moscow('2026-02-09 11:00') }), moscow('2026-02-10 12:00')],
  breached: [make({ startedAt: fri }), moscow('2026-02-09 17:05')],
  late: [make({ startedAt: fri }, { type: 'met', at: moscow('2026-02-09 16:10') }), moscow('2026-02-19 17:05')],
  met: [make({ startedAt: fri }, { type: 'met', at: moscow('2026-02-09 10:10') }), moscow('2026-02-09 17:05')],
  promised: [make({ startedAt: fri, withinMs: null }, { type: 'promise', at: moscow('2026-02-09 10:20'), withinMs: hours(4) }), moscow('2026-02-09 12:05')],
  owed: [make({ startedAt: fri, withinMs: null }), moscow('2026-02-09 12:05')],
  month: [make({ metric: 'resolution', startedAt: moscow('2026-02-11 11:15'), withinMs: hours(160), calendar: 'ru' }), moscow('2026-02-19 15:00')],
  holiday: [make({ startedAt: moscow('2026-02-20 16:10'), calendar: 'ru', withinMs: hours(8) }), moscow('2026-02-24 10:00')],
  year: [make({ metric: 'resolution', startedAt: moscow('2026-02-11 11:15'), withinMs: hours(1600), calendar: 'ru' }), moscow('2026-06-19 15:00')],
  call: [make({ startedAt: fri }, { type: 'call', at: moscow('2026-02-06 20:00'), calendar: 'always' }), moscow('2026-02-06 21:00')],
  sub: [make({ startedAt: fri, withinMs: hours(0.25) }), moscow('2026-02-06 17:45')],
};
for (const [name, [timer, now]] of Object.entries(scenes)) for (const language of ['en', 'ru'] as const) {
  const ticket = { ...ticketAfter(), timers: [judgeTimer(timer, now)] };
  const view = whyView(ticket, { policy: { calendars }, reader: { side: 'requester', language, timezone: 'Europe/Moscow', now } });
  if (view === null) throw new Error(name);
  if (process.argv[2] === 'words') console.log(`--- ${name}\n${view.title}\n${view.lines.join('\n\n')}\nALT ${view.altText}`);
  const t = performance.now();
  writeFileSync(`/tmp/why/${name}-${language}.png`, await pngOf(view.svg));
  if (process.argv[2] === 'time') console.log(name, Math.round(performance.now() - t));
}
