// Loads the configuration: environment variables and deskhand.yml, or every problem of both at once.

import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Config, Environment } from './config.ts';
import { deepFreeze } from './deep-freeze.ts';
import { parseDeskFile, type ReadDeskFile } from './desk-file.ts';
import { parseEnvironment, type RawEnvironment } from './environment.ts';
import { problemAt } from './file-problems.ts';
import type { ConfigProblem } from './problems.ts';
import { resolveConfig } from './resolve.ts';

/** Reads a text file, and throws as `node:fs` does when it cannot. */
export type ReadFile = (path: string) => string;

/** The configuration that ships with the desk and is used where there is none of its own. */
export const exampleConfigFile = fileURLToPath(new URL('../../deskhand.example.yml', import.meta.url));

const ownConfigFile = './deskhand.yml';

/**
 * The configuration, deeply frozen, or all that is wrong with environment and file together.
 * The file is DESKHAND_CONFIG, else `./deskhand.yml` where it exists, else the shipped example.
 */
export function loadConfig(
  env: RawEnvironment,
  readFile: ReadFile,
): Result<Config, readonly ConfigProblem[]> {
  const environment = parseEnvironment(env);
  const chosen = chooseFile(env.DESKHAND_CONFIG, readFile);
  const file = chosen.ok ? parseDeskFile(chosen.value.text, basename(chosen.value.path)) : chosen;
  if (!environment.ok || !chosen.ok || !file.ok) {
    return fail([environment, file].flatMap((part) => (part.ok ? [] : part.error)));
  }
  const unheard = unheardQueue(environment.value, file.value);
  if (unheard !== null) return fail([unheard]);
  return ok(deepFreeze(resolveConfig(environment.value, chosen.value.path, file.value.file)));
}

interface TextFile {
  readonly path: string;
  readonly text: string;
}

function chooseFile(
  configured: string | undefined,
  readFile: ReadFile,
): Result<TextFile, readonly ConfigProblem[]> {
  const candidates = configured ? [configured] : [ownConfigFile, exampleConfigFile];
  for (const path of candidates) {
    try {
      return ok({ path, text: readFile(path) });
    } catch (error) {
      const isMissing = errorCode(error) === 'ENOENT';
      if (!isMissing || path === candidates.at(-1)) return fail([unreadable(path, error, configured)]);
    }
  }
  return fail([]);
}

function unreadable(path: string, error: unknown, configured: string | undefined): ConfigProblem {
  const message = `the file ${path} cannot be read (${errorCode(error)}); check that it exists and may be read.`;
  return configured
    ? { where: 'environment', name: 'DESKHAND_CONFIG', message }
    : { where: path, name: '', message };
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

/** A default queue on a platform without tokens would take tickets that no agent ever sees. */
function unheardQueue(
  { slack, telegram }: Environment,
  { file, source }: ReadDeskFile,
): ConfigProblem | null {
  if ((slack === null) === (telegram === null)) return null;
  const names = Object.keys(file.queues);
  const name = names.find((candidate) => file.queues[candidate]?.default) ?? names[0];
  const queue = name === undefined ? undefined : file.queues[name];
  const key = slack === null ? 'telegramChat' : 'slackChannel';
  if (name === undefined || queue?.[key] !== undefined) return null;
  const platform = slack === null ? 'Telegram' : 'Slack';
  const message = `is missing, and only ${platform} has a token, so that nobody would see this queue's tickets.`;
  return problemAt(source, ['queues', name, key], message);
}
