// What every command of the command line is made of: its options, its words for help, and how it tells its report.
import { readFileSync } from 'node:fs';
import type { ParseArgsConfig } from 'node:util';
import { type Logger, pino } from 'pino';
import { systemClock } from '../adapters/clock.ts';
import type { Clock } from '../app/ports.ts';
import type { Config } from '../config/config.ts';
import { loadConfig } from '../config/load.ts';
import { describeProblems } from '../config/problems.ts';

/** What was typed after the command's name. */
export interface Given {
  readonly flags: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;
  readonly positionals: readonly string[];
}

export interface Command {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  readonly options: NonNullable<ParseArgsConfig['options']>;
  /** Gives the exit code. @throws Error for words that make no sense. */
  run(given: Given): Promise<number>;
}

export interface Report {
  readonly lines: readonly string[];
  readonly exitCode: number;
}

/** What a command that works on the desk's own data is given. */
export interface DeskParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly logger: Logger;
}

export const flag = { type: 'boolean', default: false } as const;
export const text = { type: 'string' } as const;

/** The text given for an option; null where it was left out. */
export function textOf({ flags }: Given, option: string): string | null {
  const value = flags[option];
  return typeof value === 'string' ? value : null;
}

export const readText = (path: string): string => readFileSync(path, 'utf8');

/** Warnings go to the error output, so that the report can be piped. */
export const quietLogger = (): Logger => pino({ level: 'warn' }, process.stderr);

/** Exit code for a wrong configuration, as in sysexits.h. */
const configurationError = 78;

/** Runs `work` with the configuration that the environment names; one that is wrong is told instead. */
export async function withConfig(work: (config: Config) => Promise<number>): Promise<number> {
  const loaded = loadConfig(process.env, readText);
  if (loaded.ok) return work(loaded.value);
  process.stderr.write(`${describeProblems(loaded.error)}\n`);
  return configurationError;
}

/** Runs `work` with what the desk's own data needs; gives the exit code that `work` gives. */
export const onDesk = (work: (desk: DeskParts) => Promise<number>): Promise<number> =>
  withConfig((config) => work({ config, clock: systemClock, logger: quietLogger() }));

export function printLines(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** Prints a report, also one of failure; gives its exit code. */
export function print({ lines, exitCode }: Report): number {
  printLines(lines);
  return exitCode;
}

/** Prints a report, on the error output where it is one of failure; gives its exit code. */
export function tell({ lines, exitCode }: Report): number {
  if (exitCode === 0) printLines(lines);
  else process.stderr.write(`${lines.join('\n')}\n`);
  return exitCode;
}
