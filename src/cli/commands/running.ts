// `deskhand start | playground | doctor | migrate | config-schema`: running the desk, and what that needs.
import { pino } from 'pino';
import { systemClock } from '../../adapters/clock.ts';
import { migrate as applyMigrations } from '../../adapters/store/database/migrate/migrate.ts';
import { newMigration } from '../../adapters/store/database/migrate/new-migration.ts';
import { openDatabase } from '../../adapters/store/database/open-database.ts';
import { main, startDesk } from '../../main.ts';
import { runPlayground } from '../../playground/run.ts';
import { askPlatforms } from '../ask-platforms.ts';
import {
  type Command,
  type DeskParts,
  flag,
  onDesk,
  print,
  printLines,
  quietLogger,
  readText,
  withConfig,
} from '../command.ts';
import { runConfigSchema } from '../config-schema.ts';
import { runDoctor } from '../doctor.ts';

export const start: Command = {
  name: 'start',
  usage: 'start',
  summary: 'runs the desk; without tokens, the playground',
  options: {},
  run: () => main().then(() => 0),
};

export const playground: Command = {
  name: 'playground',
  usage: 'playground',
  summary: 'tries the desk on emulated platforms, in the browser',
  options: {},
  run: () => withConfig((config) => runPlayground(config, pino({ level: 'warn' }), startDesk).then(() => 0)),
};

export const doctor: Command = {
  name: 'doctor',
  usage: 'doctor [--offline]',
  summary: 'says whether the desk would start, and what to mend',
  options: { offline: flag },
  run: async ({ flags }) =>
    print(
      await runDoctor({
        env: process.env,
        readFile: readText,
        offline: flags.offline === true,
        askPlatforms,
      }),
    ),
};

export const migrate: Command = {
  name: 'migrate',
  usage: 'migrate [new NAME]',
  summary: 'brings the database up to date, or writes the next migration',
  options: {},
  run: ({ positionals: [action, name] }) => (action === 'new' ? writeMigration(name) : onDesk(bringUpToDate)),
};

export const configSchema: Command = {
  name: 'config-schema',
  usage: 'config-schema [--write]',
  summary: 'prints the JSON Schema of deskhand.yml, or updates the shipped one',
  options: { write: flag },
  async run({ flags }) {
    printLines(runConfigSchema({ write: flags.write === true }));
    return 0;
  },
};

async function bringUpToDate({ config, clock, logger }: DeskParts): Promise<number> {
  const { databaseUrl, dataDirectory } = config;
  const onFatal = (fault: Error): never => {
    throw fault;
  };
  const url = databaseUrl ?? undefined;
  const database = await openDatabase({ url, dataDirectory, logger, clock, onFatal });
  try {
    const applied = await applyMigrations(database);
    printLines(
      applied.length === 0 ? ['The database is up to date.'] : applied.map((name) => `Applied ${name}.`),
    );
    return 0;
  } finally {
    await database.close();
  }
}

async function writeMigration(name: string | undefined): Promise<number> {
  if (name === undefined) throw new Error('migrate new needs a name, such as add_snooze');
  const written = await newMigration(name, { logger: quietLogger(), clock: systemClock });
  printLines([
    written.kind === 'unchanged'
      ? 'The schema has not changed.'
      : `Wrote ${written.directory}. Read it before you commit it.`,
  ]);
  return 0;
}
