// `deskhand backup | restore`: a copy of the embedded database, and a data directory made of one.
import { runBackup } from '../backup.ts';
import { type Command, flag, onDesk, tell } from '../command.ts';
import { runRestore } from '../restore.ts';

export const backup: Command = {
  name: 'backup',
  usage: 'backup FILE|DIR [--json]',
  summary: 'copies the embedded database, running or not, into one file',
  options: { json: flag },
  run: ({ flags, positionals: [target] }) => {
    if (target === undefined) throw new Error('backup takes a file or a directory');
    return onDesk(async (desk) => tell(await runBackup({ ...desk, target, json: flags.json === true })));
  },
};

export const restore: Command = {
  name: 'restore',
  usage: 'restore FILE [--replace]',
  summary: 'makes a data directory of a backup; --replace moves the one that is there aside',
  options: { replace: flag },
  run: ({ flags, positionals: [file] }) => {
    if (file === undefined) throw new Error('restore takes the file of a backup');
    return onDesk(async (desk) => tell(await runRestore({ ...desk, file, replace: flags.replace === true })));
  },
};
