// The libraries that the engine is measured beside, each set up as its own documentation says.
import { CLOSES, type Engine, HOLIDAYS, OPENS } from './engine.ts';

/** Loads a package that only the benchmark needs, CommonJS or not. */
async function load<T>(name: string): Promise<T> {
  const loaded: { default: T } = await import(name);
  return loaded.default;
}

interface OpeningHours {
  getIterator(date: Date): { getState(): boolean; getDate(): Date; advance(): boolean };
  getOpenDuration(from: Date, to: Date): [openMs: number, unknownMs: number];
}

/** It has no `add`; walking its iterator from change to change is how its users write one. */
async function openingHours(): Promise<Engine> {
  const Parser = await load<new (text: string) => OpeningHours>('opening_hours');
  const holidays = 'Jan 01-08,Feb 23,Mar 08,May 01,May 09,Jun 12,Nov 04 off';
  const hours = new Parser(`Mo-Fr ${OPENS}-${CLOSES}; ${holidays}`);
  return {
    name: 'opening_hours',
    add(startAt, durationMs) {
      const iterator = hours.getIterator(new Date(startAt));
      let restMs = durationMs;
      for (let at = startAt; ; at = iterator.getDate().getTime()) {
        const isOpen = iterator.getState();
        if (!iterator.advance()) return Number.NaN;
        const lengthMs = iterator.getDate().getTime() - at;
        if (isOpen && restMs <= lengthMs) return at + restMs;
        if (isOpen) restMs -= lengthMs;
      }
    },
    between: (fromAt, toAt) => hours.getOpenDuration(new Date(fromAt), new Date(toAt))[0],
  };
}

interface BusinessDay {
  addBusinessMinutes(minutes: number): BusinessDay;
  businessMinutesDiff(other: BusinessDay): number;
  valueOf(): number;
}
interface Dayjs {
  (at: number): BusinessDay;
  extend(plugin: unknown): void;
  setHolidays(dates: readonly string[]): void;
  setBusinessTime(week: Record<string, readonly { start: string; end: string }[] | null>): void;
}

async function dayjsBusinessTime(): Promise<Engine> {
  const dayjs = await load<Dayjs>('dayjs');
  dayjs.extend(await load<unknown>('dayjs-business-time'));
  const workday = [{ start: `${OPENS}:00`, end: `${CLOSES}:00` }];
  const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
  const week = Object.fromEntries(weekdays.map((weekday) => [weekday, workday]));
  dayjs.setHolidays(HOLIDAYS);
  dayjs.setBusinessTime({ sunday: null, ...week, saturday: null });
  return {
    name: 'dayjs-business-time',
    add: (startAt, durationMs) =>
      dayjs(startAt)
        .addBusinessMinutes(durationMs / 60_000)
        .valueOf(),
    between: (fromAt, toAt) => Math.abs(dayjs(fromAt).businessMinutesDiff(dayjs(toAt))) * 60_000,
  };
}

interface WorkingMoment {
  addWorkingTime(count: number, unit: string): WorkingMoment;
  workingDiff(other: WorkingMoment, unit: string): number;
  valueOf(): number;
}
interface Moment {
  (at: number): WorkingMoment;
  updateLocale(name: string, locale: Record<string, unknown>): void;
}

async function momentBusinessTime(): Promise<Engine> {
  const moment = await load<Moment>('moment');
  await load<unknown>('moment-business-time');
  const workday = [`${OPENS}:00`, `${CLOSES}:00`];
  const workinghours = { 0: null, 1: workday, 2: workday, 3: workday, 4: workday, 5: workday, 6: null };
  moment.updateLocale('en', { workinghours, holidays: HOLIDAYS });
  return {
    name: 'moment-business-time',
    add: (startAt, durationMs) =>
      moment(startAt)
        .addWorkingTime(durationMs / 60_000, 'minutes')
        .valueOf(),
    between: (fromAt, toAt) => moment(toAt).workingDiff(moment(fromAt), 'minutes') * 60_000,
  };
}

/** All three, on the benchmark's calendar; they count in the process's own time zone. */
export async function otherEngines(): Promise<Engine[]> {
  return [await openingHours(), await dayjsBusinessTime(), await momentBusinessTime()];
}
