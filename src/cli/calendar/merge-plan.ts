// Decides what an import changes in a calendar that exists.
import { isDeepStrictEqual } from 'node:util';
import type { CalendarSpec } from '../../domain/sla/calendar-spec.ts';
import type { DatedEntries } from './dated-entries.ts';
import type { ListChange } from './list-edits.ts';
import { extraEntry, holidayEntry, intervalsText, type YamlEntry } from './yaml-lines.ts';

/** The changes of both lists, and a line for each date. */
export interface MergePlan {
  readonly holidays: ListChange;
  readonly extra: ListChange;
  /** What changes, ascending by date; empty when the calendar has it all. */
  readonly changes: readonly string[];
  /** Dates of the same years that the calendar has and the import does not know; they stay. */
  readonly kept: readonly string[];
}

interface Change {
  readonly list: 'holidays' | 'extra';
  readonly date: string;
  readonly entry: YamlEntry | null;
  readonly line: string;
}

/**
 * Every date of the import gets the import's meaning, in one list only; every other date stays. Importing twice
 * changes nothing the second time.
 */
export function mergePlan(existing: CalendarSpec, imported: DatedEntries): MergePlan {
  const changes = [...holidayChanges(existing, imported), ...extraChanges(existing, imported)].toSorted(
    (a, b) => (a.date < b.date ? -1 : 1),
  );
  return {
    holidays: listChange(changes, 'holidays'),
    extra: listChange(changes, 'extra'),
    changes: changes.map(({ date, line }) => `${date} ${line}`),
    kept: keptDates(existing, imported),
  };
}

function listChange(changes: readonly Change[], list: Change['list']): ListChange {
  const own = changes.filter((change) => change.list === list);
  return {
    put: new Map(own.flatMap(({ date, entry }) => (entry === null ? [] : [[date, entry] as const]))),
    drop: new Set(own.filter(({ entry }) => entry === null).map(({ date }) => date)),
  };
}

function holidayChanges({ holidays = [], extra = [] }: CalendarSpec, imported: DatedEntries): Change[] {
  return imported.holidays.flatMap((holiday): Change[] => {
    const { date, name } = holiday;
    const added: Change[] = holidays.includes(date)
      ? []
      : [{ list: 'holidays', date, entry: holidayEntry(holiday), line: `added to holidays: ${name}` }];
    const own = extra.find((day) => day.date === date);
    if (own === undefined) return added;
    const line = `taken out of extra, where it was ${intervalsText(own.hours)}: it is a holiday`;
    return [...added, { list: 'extra', date, entry: null, line }];
  });
}

function extraChanges({ holidays = [], extra = [] }: CalendarSpec, imported: DatedEntries): Change[] {
  return imported.extra.flatMap((day): Change[] => {
    const { date, hours, name } = day;
    const own = extra.find((each) => each.date === date);
    const verb = own === undefined ? 'added to extra' : `changed in extra from ${intervalsText(own.hours)}`;
    const line = `${verb}: ${intervalsText(hours)}, ${name}`;
    const put: Change[] = isDeepStrictEqual(own?.hours, hours)
      ? []
      : [{ list: 'extra', date, entry: extraEntry(day), line }];
    if (!holidays.includes(date)) return put;
    return [...put, { list: 'holidays', date, entry: null, line: 'taken out of holidays: it is worked' }];
  });
}

function keptDates({ holidays = [], extra = [] }: CalendarSpec, imported: DatedEntries): string[] {
  const known = new Set([...imported.holidays, ...imported.extra].map(({ date }) => date));
  const years = new Set([...known].map((date) => date.slice(0, 4)));
  return [...holidays, ...extra.map(({ date }) => date)]
    .filter((date) => years.has(date.slice(0, 4)) && !known.has(date))
    .sort();
}
