// `deskhand import | export | forget | databases`: what the desk keeps about organisations, people and databases.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { uuidIds } from '../../adapters/ids.ts';
import { type Command, flag, onDesk, print } from '../command.ts';
import { runDatabases } from '../databases.ts';
import { runExport } from '../export.ts';
import { runForget } from '../forget.ts';
import { runImport } from '../import.ts';

export const databases: Command = {
  name: 'databases',
  usage: 'databases [set VERSION] [--force]',
  summary: 'shows or sets which antivirus databases are the latest; the desk asks for these or newer ones',
  options: { force: flag },
  run: ({ flags, positionals: [action, version = null] }) => {
    if (action !== undefined && (action !== 'set' || version === null))
      throw new Error('databases takes nothing, or "set" and a version');
    return onDesk(async (desk) =>
      print(await runDatabases({ ...desk, version, force: flags.force === true })),
    );
  },
};

export const importTable: Command = {
  name: 'import',
  usage: 'import FILE [--apply] [--json]',
  summary: 'organisations, contracts and bound chats from a CSV table: says what would change, or changes it',
  options: { apply: flag, json: flag },
  run: ({ flags, positionals: [file] }) => {
    if (file === undefined || !existsSync(file))
      throw new Error(file === undefined ? 'import takes a file' : `${file} cannot be read`);
    const asked = { apply: flags.apply === true, json: flags.json === true };
    return onDesk(async (desk) =>
      print(await runImport({ ...desk, ...asked, bytes: readFileSync(file), ids: uuidIds(desk.clock) })),
    );
  },
};

export const exportTable: Command = {
  name: 'export',
  usage: 'export [FILE] [--json]',
  summary: 'organisations, contracts and bound chats as the CSV table that import reads',
  options: { json: flag },
  run: ({ flags, positionals: [file] }) =>
    onDesk(async (desk) => {
      const exported = await runExport({ ...desk, json: flags.json === true });
      if (!exported.ok) process.stderr.write(`${exported.error.join('\n')}\n`);
      else if (file === undefined) process.stdout.write(exported.value);
      else writeFileSync(file, exported.value);
      return exported.ok ? 0 : 1;
    }),
};

export const forget: Command = {
  name: 'forget',
  usage: 'forget PERSON [--apply] [--also-open] [--json]',
  summary: 'erases what is kept about a person: says what would go and what stays, or does it',
  options: { apply: flag, 'also-open': flag, json: flag },
  run: ({ flags, positionals: [person] }) => {
    if (person === undefined) throw new Error('forget takes a person, such as slack:U0123 or telegram:@name');
    const [apply, alsoOpen, json] = [flags.apply === true, flags['also-open'] === true, flags.json === true];
    return onDesk(async (desk) => print(await runForget({ ...desk, person, apply, alsoOpen, json })));
  },
};
