// Puts an imported calendar into the text of deskhand.yml and leaves everything else there as it was.
import { isDeepStrictEqual } from 'node:util';
import { isMap, isNode, isScalar, isSeq, type Node, type Pair, parseDocument, type YAMLMap } from 'yaml';
import { z } from 'zod';
import { calendarSchema } from '../../config/calendar-schema.ts';
import { readYaml } from '../../config/yaml-source.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { CalendarSpec } from '../../domain/sla/calendar-spec.ts';
import { type DateList, endOf, type ListChange, listEdits, startOf } from './list-edits.ts';
import type { MergePlan } from './merge-plan.ts';
import { applyEdits, type Edit, indentAt, insertLines, nextLine } from './text-edits.ts';
import { calendarLines, listLines, type NewCalendar } from './yaml-lines.ts';

/** A configuration file as far as calendars go. The rest of it may be wrong. */
export interface CalendarFile {
  readonly text: string;
  /** By name, not yet checked. */
  readonly calendars: Readonly<Record<string, unknown>>;
}

const fileSchema = z.looseObject({ calendars: z.record(z.string(), z.unknown()).nullish() }).nullish();

/** Reads the text of a configuration file; the error says why it is none, by line. */
export function readCalendarFile(text: string, fileName: string): Result<CalendarFile, string> {
  const { value, syntaxProblems } = readYaml(text, fileName);
  if (syntaxProblems.length > 0) {
    return fail(syntaxProblems.map(({ where, message }) => `${where} ${message}`).join('\n'));
  }
  const parsed = fileSchema.safeParse(value);
  return parsed.success
    ? ok({ text, calendars: parsed.data?.calendars ?? {} })
    : fail(`${fileName} has no calendars.`);
}

/** A calendar of the file, checked as the configuration checks it. */
export function calendarIn(file: CalendarFile, name: string): Result<CalendarSpec, string> {
  const parsed = calendarSchema.safeParse(file.calendars[name]);
  if (parsed.success) return ok(parsed.data);
  const problems = parsed.error.issues.map(
    ({ path, message }) => `  ${['calendars', name, ...path].join('.')} ${message}`,
  );
  return fail(['The calendar is wrong as it stands; mend it first:', ...problems].join('\n'));
}

const unplaceable =
  'is written in a way that nothing can be put into by itself (in braces, or by an alias). ' +
  'Write it in lines, as deskhand.example.yml does, or leave --write out and copy the dates.';

/** The file's text with a further calendar after the others. */
export function withCalendar({ text }: CalendarFile, calendar: NewCalendar): Result<string, string> {
  const root = parseDocument(text, { merge: true }).contents;
  const pair = isMap(root) ? pairOf(root, 'calendars') : undefined;
  const lines = calendarLines(calendar);
  const edit = pair === undefined ? sectionEdit(text, lines) : calendarEdit(text, pair, lines);
  if (edit === undefined) return fail(`calendars ${unplaceable}`);
  const { timezone, entries } = calendar;
  return checked(text, applyEdits(text, [edit]), calendar.name, 'calendars', (written) =>
    isDeepStrictEqual(
      { timezone: written.timezone, holidays: written.holidays },
      { timezone, holidays: entries.holidays.map(({ date }) => date) },
    ),
  );
}

const sectionEdit = (text: string, lines: readonly string[]): Edit =>
  insertLines(text, text.length, '', ['calendars:', ...lines.map((line) => `  ${line}`)]);

function calendarEdit(
  text: string,
  { key, value }: Pair<Node, Node | null>,
  lines: readonly string[],
): Edit | undefined {
  if (value === null || (isScalar(value) && value.value === null)) {
    return insertLines(text, nextLine(text, startOf(key)), `${indentAt(text, startOf(key))}  `, lines);
  }
  if (!isMap(value) || value.flow === true) return undefined;
  return insertLines(text, nextLine(text, endOf(value)), indentAt(text, startOf(value)), lines);
}

/** The file's text with the dates of one of its calendars, which is `existing`, changed as planned. */
export function withDates(
  { text }: CalendarFile,
  name: string,
  existing: CalendarSpec,
  plan: MergePlan,
): Result<string, string> {
  const where = `calendars.${name}`;
  const calendar = parseDocument(text, { merge: true }).getIn(['calendars', name], true);
  if (!isMap(calendar) || calendar.flow === true) return fail(`${where} ${unplaceable}`);
  const edits = LISTS.flatMap((key) => editsOf(text, calendar, key, plan[key]));
  return checked(text, applyEdits(text, edits), name, where, (changed) =>
    isDeepStrictEqual(
      { ...changed, ...datesOf(changed) },
      { ...changed, hours: existing.hours, timezone: existing.timezone, ...plannedDates(existing, plan) },
    ),
  );
}

const LISTS = ['holidays', 'extra'] as const;

interface Dates {
  readonly holidays: readonly string[];
  readonly extra: readonly string[];
}

const datesOf = ({ holidays = [], extra = [] }: CalendarSpec): Dates => ({
  holidays: holidays.toSorted(),
  extra: extra.map(({ date }) => date).sort(),
});

function plannedDates(existing: CalendarSpec, plan: MergePlan): Dates {
  const before = datesOf(existing);
  const after = (dates: readonly string[], { put, drop }: ListChange): string[] =>
    [...new Set([...dates, ...put.keys()])].filter((date) => !drop.has(date)).sort();
  return { holidays: after(before.holidays, plan.holidays), extra: after(before.extra, plan.extra) };
}

function editsOf(text: string, calendar: YAMLMap, key: (typeof LISTS)[number], change: ListChange): Edit[] {
  const pair = pairOf(calendar, key);
  if (pair !== undefined) return isDateList(pair) ? listEdits(text, dateList(key, pair), change) : [];
  const lines = listLines(key, [...change.put.values()]);
  const first = calendar.items[0]?.key;
  if (lines.length === 0 || !isNode(first)) return [];
  return [insertLines(text, nextLine(text, endOf(calendar)), indentAt(text, startOf(first)), lines)];
}

function pairOf(map: YAMLMap, key: string): Pair<Node, Node | null> | undefined {
  return map.items.find(
    (pair): pair is Pair<Node, Node | null> => isScalar(pair.key) && pair.key.value === key,
  );
}

const isDateList = (pair: Pair<Node, Node | null>): pair is DateList['pair'] => isSeq(pair.value);

function dateList(key: string, pair: DateList['pair']): DateList {
  const dates = (pair.value?.items ?? []).map((item) =>
    String(isMap(item) ? item.get('date') : isScalar(item) && item.value),
  );
  return { key, pair, dates };
}

/**
 * The text as changed, once it is sure that it says what it should: the calendar passes the configuration's own check
 * and is as intended, and nothing but the calendar is different.
 */
function checked(
  before: string,
  after: string,
  name: string,
  where: string,
  isIntended: (calendar: CalendarSpec) => boolean,
): Result<string, string> {
  const was = rootOf(before);
  const is = rootOf(after);
  const { [name]: _, ...othersBefore } = was.calendars ?? {};
  const { [name]: written, ...others } = is.calendars ?? {};
  const isSame = isDeepStrictEqual({ ...was, calendars: othersBefore }, { ...is, calendars: others });
  const calendar = calendarSchema.safeParse(written);
  return isSame && calendar.success && isIntended(calendar.data)
    ? ok(after)
    : fail(`${where} ${unplaceable}`);
}

const rootOf = (text: string): NonNullable<z.infer<typeof fileSchema>> =>
  fileSchema.safeParse(readYaml(text, '').value).data ?? {};
