// The command line's commands, in the order in which help lists them; every one returns its exit code.
import type { Command } from './command.ts';
import { backup, restore } from './commands/backups.ts';
import { calendar, sla } from './commands/clocks.ts';
import { databases, exportTable, forget, importTable } from './commands/records.ts';
import { configSchema, doctor, migrate, playground, start } from './commands/running.ts';
import { deliveries, inbox } from './commands/traffic.ts';

export const commands: readonly Command[] = [
  start,
  playground,
  doctor,
  migrate,
  sla,
  calendar,
  databases,
  inbox,
  importTable,
  exportTable,
  deliveries,
  forget,
  backup,
  restore,
  configSchema,
];

export const findCommand = (name: string): Command | undefined =>
  commands.find((command) => command.name === name);
