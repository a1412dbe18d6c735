// The command line's commands, each with its options; every one returns its exit code.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { ParseArgsConfig } from 'node:util';
import { pino } from 'pino';
import { systemClock } from '../adapters/clock.ts';
import { uuidIds } from '../adapters/ids.ts';
import { migrate } from '../adapters/store/database/migrate/migrate.ts';
import { newMigration } from '../adapters/store/database/migrate/new-migration.ts';
import { openDatabase } from '../adapters/store/database/open-database.ts';
import type { Config } from '../config/config.ts';
import { loadConfig } from '../config/load.ts';
import { describeProblems } from '../config/problems.ts';
import { startDesk, main as startMain } from '../main.ts';
import { runPlayground } from '../playground/run.ts';
import { askPlatforms } from './ask-platforms.ts';
import { runBackup } from './backup.ts';
import { runCalendarImport } from './calendar-import.ts';
import { runConfigSchema } from './config-schema.ts';
import { runDatabases } from './databases.ts';
import { runDeliveries, runResend } from './deliveries.ts';
import { runDoctor } from './doctor.ts';
import { runExport } from './export.ts';
import { runForget } from './forget.ts';
import { runImport } from './import.ts';
import { inboxAct, runInbox } from './inbox.ts';
import { runRestore } from './restore.ts';
import { runSlaCheck } from './sla-check.ts';
import { runSlaExplain } from './sla-explain.ts';

interface Given {
  readonly flags: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;
  readonly positionals: readonly string[];
}

export interface Command {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  readonly options: NonNullable<ParseArgsConfig['options']>;
  run(given: Given): Promise<number>;
}

const readText = (path: string): string => readFileSync(path, 'utf8');

const flag = { type: 'boolean', default: false } as const;

/** Exit code for a wrong configuration, as in sysexits.h. */
const configurationError = 78;

export const commands: readonly Command[] = [
  {
    name: 'start',
    usage: 'start',
    summary: 'runs the desk; without tokens, the playground',
    options: {},
    run: () => startMain().then(() => 0),
  },
  {
    name: 'playground',
    usage: 'playground',
    summary: 'tries the desk on emulated platforms, in the browser',
    options: {},
    run: () =>
      withConfig((config) => runPlayground(config, pino({ level: 'warn' }), startDesk).then(() => 0)),
  },
  {
    name: 'doctor',
    usage: 'doctor [--offline]',
    summary: 'says whether the desk would start, and what to mend',
    options: { offline: flag },
    async run({ flags }) {
      const offline = flags.offline === true;
      const report = await runDoctor({ env: process.env, readFile: readText, offline, askPlatforms });
      print(report.lines);
      return report.exitCode;
    },
  },
  {
    name: 'migrate',
    usage: 'migrate [new NAME]',
    summary: 'brings the database up to date, or writes the next migration',
    options: {},
    run: ({ positionals: [action, name] }) =>
      action === 'new' ? writeMigration(name) : withConfig(applyMigrations),
  },
  {
    name: 'sla',
    usage: 'sla check FILE | explain REF [--json]',
    summary: "runs an administrator's own cases against the clock, or explains a ticket's deadlines",
    options: { json: flag },
    async run({ flags, positionals: [action, file] }) {
      if (action === 'explain' && file !== undefined) return explainTicket(file, flags.json === true);
      if (action !== 'check' || file === undefined)
        throw new Error('sla takes "check" and a file, or "explain" and a reference');
      if (!existsSync(file)) throw new Error(`${file} cannot be read`);
      const loaded = loadConfig(process.env, readText);
      const calendars = loaded.ok ? loaded.value.calendars : {};
      const report = runSlaCheck(readText(file), { json: flags.json === true, calendars });
      print(report.lines);
      return report.exitCode;
    },
  },
  {
    name: 'calendar',
    usage: 'calendar import COUNTRY YEAR [--hours 09:00-18:00] [--timezone ZONE] [--write FILE --as NAME]',
    summary: 'holidays and short days of a country, as YAML or into deskhand.yml',
    options: {
      hours: { type: 'string' },
      timezone: { type: 'string' },
      write: { type: 'string' },
      as: { type: 'string' },
    },
    run: importCalendar,
  },
  {
    name: 'databases',
    usage: 'databases [set VERSION] [--force]',
    summary: 'shows or sets which antivirus databases are the latest; the desk asks for these or newer ones',
    options: { force: flag },
    run: ({ flags, positionals: [action, version] }) => {
      if (action !== undefined && (action !== 'set' || version === undefined))
        throw new Error('databases takes nothing, or "set" and a version');
      return tellDatabases(version ?? null, flags.force === true);
    },
  },
  {
    name: 'inbox',
    usage: 'inbox [list | show ID | retry ID | retry --all] [--json]',
    summary: 'lists events that wait or could not be handled, shows one, or has them tried again',
    options: { all: flag, json: flag },
    run: ({ flags, positionals }) => {
      const act = inboxAct(positionals, flags.all === true);
      return withConfig(async (config) => {
        const logger = pino({ level: 'warn' }, process.stderr);
        const json = flags.json === true;
        const report = await runInbox({ act, json, config, clock: systemClock, logger });
        print(report.lines);
        return report.exitCode;
      });
    },
  },
  {
    name: 'import',
    usage: 'import FILE [--apply] [--json]',
    summary:
      'organisations, contracts and bound chats from a CSV table: says what would change, or changes it',
    options: { apply: flag, json: flag },
    run: ({ flags, positionals: [file] }) => {
      if (file === undefined || !existsSync(file))
        throw new Error(file === undefined ? 'import takes a file' : `${file} cannot be read`);
      return importOrganisations(file, flags.apply === true, flags.json === true);
    },
  },
  {
    name: 'export',
    usage: 'export [FILE] [--json]',
    summary: 'organisations, contracts and bound chats as the CSV table that import reads',
    options: { json: flag },
    run: ({ flags, positionals: [file] }) => exportOrganisations(file ?? null, flags.json === true),
  },
  {
    name: 'deliveries',
    usage: 'deliveries [--state STATE] [--ticket REF] [--json] | deliveries resend ID',
    summary: 'what the desk still owes and what it gave up, or one of these sent again',
    options: { state: { type: 'string' }, ticket: { type: 'string' }, json: flag },
    run: tellDeliveries,
  },
  {
    name: 'forget',
    usage: 'forget PERSON [--apply] [--also-open] [--json]',
    summary: 'erases what is kept about a person: says what would go and what stays, or does it',
    options: { apply: flag, 'also-open': flag, json: flag },
    run: ({ flags, positionals: [person] }) => {
      if (person === undefined)
        throw new Error('forget takes a person, such as slack:U0123 or telegram:@name');
      return forgetPerson(person, flags);
    },
  },
  {
    name: 'backup',
    usage: 'backup FILE|DIR [--json]',
    summary: 'copies the embedded database, running or not, into one file',
    options: { json: flag },
    run: ({ flags, positionals: [target] }) => {
      if (target === undefined) throw new Error('backup takes a file or a directory');
      return withConfig(async (config) => {
        const logger = pino({ level: 'warn' }, process.stderr);
        const json = flags.json === true;
        return tell(await runBackup({ target, json, config, clock: systemClock, logger }));
      });
    },
  },
  {
    name: 'restore',
    usage: 'restore FILE [--replace]',
    summary: 'makes a data directory of a backup; --replace moves the one that is there aside',
    options: { replace: flag },
    run: ({ flags, positionals: [file] }) => {
      if (file === undefined) throw new Error('restore takes the file of a backup');
      return withConfig(async (config) => {
        const logger = pino({ level: 'warn' }, process.stderr);
        const replace = flags.replace === true;
        return tell(await runRestore({ file, replace, config, clock: systemClock, logger }));
      });
    },
  },
  {
    name: 'config-schema',
    usage: 'config-schema [--write]',
    summary: 'prints the JSON Schema of deskhand.yml, or updates the shipped one',
    options: { write: flag },
    async run({ flags }) {
      print(runConfigSchema({ write: flags.write === true }));
      return 0;
    },
  },
];

export const findCommand = (name: string): Command | undefined =>
  commands.find((command) => command.name === name);

function print(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** Prints a report, on the error output where it is one of failure. */
function tell({ lines, exitCode }: { lines: readonly string[]; exitCode: number }): number {
  if (exitCode === 0) print(lines);
  else process.stderr.write(`${lines.join('\n')}\n`);
  return exitCode;
}

function explainTicket(reference: string, json: boolean): Promise<number> {
  return withConfig(async (config) => {
    const logger = pino({ level: 'warn' }, process.stderr);
    const report = await runSlaExplain({ reference, json, config, clock: systemClock, logger });
    print(report.lines);
    return report.exitCode;
  });
}

function tellDatabases(version: string | null, force: boolean): Promise<number> {
  return withConfig(async (config) => {
    const logger = pino({ level: 'warn' }, process.stderr);
    const report = await runDatabases({ version, force, config, clock: systemClock, logger });
    print(report.lines);
    return report.exitCode;
  });
}

function importOrganisations(file: string, apply: boolean, json: boolean): Promise<number> {
  return withConfig(async (config) => {
    const logger = pino({ level: 'warn' }, process.stderr);
    const ids = uuidIds(systemClock);
    const bytes = readFileSync(file);
    const report = await runImport({ bytes, apply, json, config, ids, clock: systemClock, logger });
    print(report.lines);
    return report.exitCode;
  });
}

function exportOrganisations(file: string | null, json: boolean): Promise<number> {
  return withConfig(async (config) => {
    const logger = pino({ level: 'warn' }, process.stderr);
    const exported = await runExport({ json, config, clock: systemClock, logger });
    if (!exported.ok) process.stderr.write(`${exported.error.join('\n')}\n`);
    else if (file === null) process.stdout.write(exported.value);
    else writeFileSync(file, exported.value);
    return exported.ok ? 0 : 1;
  });
}

async function importCalendar({ flags, positionals: [action, country, year] }: Given): Promise<number> {
  if (action !== 'import' || country === undefined || year === undefined)
    throw new Error('calendar takes "import", a country and a year');
  const text = (key: string): string | undefined => {
    const value = flags[key];
    return typeof value === 'string' ? value : undefined;
  };
  const report = await runCalendarImport(
    { country, year, hours: text('hours'), timezone: text('timezone'), write: text('write'), as: text('as') },
    { read: readText, write: (path, content) => writeFileSync(path, content) },
  );
  if (report.lines.length > 0) print(report.lines);
  if (report.problems.length > 0) process.stderr.write(`${report.problems.join('\n')}\n`);
  return report.exitCode;
}

function tellDeliveries({ flags, positionals: [action, id] }: Given): Promise<number> {
  if (action !== undefined && (action !== 'resend' || id === undefined))
    throw new Error('deliveries takes nothing, or "resend" and the id of a delivery');
  const text = (key: string): string | null => {
    const value = flags[key];
    return typeof value === 'string' ? value : null;
  };
  return withConfig(async (config) => {
    const logger = pino({ level: 'warn' }, process.stderr);
    const desk = { config, clock: systemClock, logger };
    const asked = { ...desk, state: text('state'), ticket: text('ticket'), json: flags.json === true };
    const report = id === undefined ? await runDeliveries(asked) : await runResend(desk, id);
    print(report.lines);
    return report.exitCode;
  });
}

function forgetPerson(person: string, flags: Given['flags']): Promise<number> {
  return withConfig(async (config) => {
    const logger = pino({ level: 'warn' }, process.stderr);
    const [apply, alsoOpen, json] = [flags.apply === true, flags['also-open'] === true, flags.json === true];
    const report = await runForget({ person, apply, alsoOpen, json, config, clock: systemClock, logger });
    print(report.lines);
    return report.exitCode;
  });
}

async function withConfig(work: (config: Config) => Promise<number>): Promise<number> {
  const loaded = loadConfig(process.env, readText);
  if (loaded.ok) return work(loaded.value);
  process.stderr.write(`${describeProblems(loaded.error)}\n`);
  return configurationError;
}

async function applyMigrations(config: Config): Promise<number> {
  const logger = pino({ level: 'warn' }, process.stderr);
  const { databaseUrl, dataDirectory } = config;
  const onFatal = (fault: Error): never => {
    throw fault;
  };
  const database = await openDatabase({
    url: databaseUrl ?? undefined,
    dataDirectory,
    logger,
    clock: systemClock,
    onFatal,
  });
  try {
    const applied = await migrate(database);
    print(applied.length === 0 ? ['The database is up to date.'] : applied.map((name) => `Applied ${name}.`));
    return 0;
  } finally {
    await database.close();
  }
}

async function writeMigration(name: string | undefined): Promise<number> {
  if (name === undefined) throw new Error('migrate new needs a name, such as add_snooze');
  const written = await newMigration(name, {
    logger: pino({ level: 'warn' }, process.stderr),
    clock: systemClock,
  });
  print([
    written.kind === 'unchanged'
      ? 'The schema has not changed.'
      : `Wrote ${written.directory}. Read it before you commit it.`,
  ]);
  return 0;
}
