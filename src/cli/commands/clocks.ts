// `deskhand sla | calendar`: what the clocks say, and the calendars that they run by.
import { existsSync, writeFileSync } from 'node:fs';
import { loadConfig } from '../../config/load.ts';
import { runCalendarImport } from '../calendar-import.ts';
import {
  type Command,
  flag,
  type Given,
  onDesk,
  print,
  printLines,
  readText,
  text,
  textOf,
} from '../command.ts';
import { runSlaCheck } from '../sla-check.ts';
import { runSlaExplain } from '../sla-explain.ts';

export const sla: Command = {
  name: 'sla',
  usage: 'sla check FILE | explain REF [--json]',
  summary: "runs an administrator's own cases against the clock, or explains a ticket's deadlines",
  options: { json: flag },
  async run({ flags, positionals: [action, subject] }) {
    const json = flags.json === true;
    if (action === 'explain' && subject !== undefined)
      return onDesk(async (desk) => print(await runSlaExplain({ ...desk, reference: subject, json })));
    if (action !== 'check' || subject === undefined)
      throw new Error('sla takes "check" and a file, or "explain" and a reference');
    return checkCases(subject, json);
  },
};

export const calendar: Command = {
  name: 'calendar',
  usage: 'calendar import COUNTRY YEAR [--hours 09:00-18:00] [--timezone ZONE] [--write FILE --as NAME]',
  summary: 'holidays and short days of a country, as YAML or into deskhand.yml',
  options: { hours: text, timezone: text, write: text, as: text },
  run: importCalendar,
};

/** The cases need no desk: without a configuration they bring their calendars themselves. */
function checkCases(file: string, json: boolean): number {
  if (!existsSync(file)) throw new Error(`${file} cannot be read`);
  const loaded = loadConfig(process.env, readText);
  const calendars = loaded.ok ? loaded.value.calendars : {};
  return print(runSlaCheck(readText(file), { json, calendars }));
}

async function importCalendar(given: Given): Promise<number> {
  const [action, country, year] = given.positionals;
  if (action !== 'import' || country === undefined || year === undefined)
    throw new Error('calendar takes "import", a country and a year');
  const option = (name: string): string | undefined => textOf(given, name) ?? undefined;
  const report = await runCalendarImport(
    {
      country,
      year,
      hours: option('hours'),
      timezone: option('timezone'),
      write: option('write'),
      as: option('as'),
    },
    { read: readText, write: (path, content) => writeFileSync(path, content) },
  );
  if (report.lines.length > 0) printLines(report.lines);
  if (report.problems.length > 0) process.stderr.write(`${report.problems.join('\n')}\n`);
  return report.exitCode;
}
