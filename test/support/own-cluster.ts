// A PostgreSQL server of a test's own, so that it can be restarted without harm to anybody else's.
import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './free-port.ts';

export interface OwnCluster {
  readonly url: string;
  /** Resolves when it takes connections again; `immediate` is what a crash is like, `fast` what an upgrade does. */
  restart(mode: 'immediate' | 'fast'): Promise<void>;
  /** Stops it and removes its files. */
  dispose(): Promise<void>;
}

const run = promisify(execFile);
/** Debian's place for the servers' programs, a directory a version. */
const installed = '/usr/lib/postgresql';

/** Whether a cluster can be made here; says so once where not. */
export async function clusterCanBeMade(): Promise<boolean> {
  if (programs() !== null && (await owner()) !== null) return true;
  console.warn(
    `No server programs in ${installed}, or no user to run them as: tests that restart one are skipped.`,
  );
  return false;
}

/** Starts an empty cluster on a free port of 127.0.0.1. */
export async function startOwnCluster(): Promise<OwnCluster> {
  const bin = programs();
  const user = await owner();
  if (bin === null || user === null) throw new Error('no cluster can be made here');
  const directory = await mkdtemp(path.join(tmpdir(), 'deskhand-cluster-'));
  const data = path.join(directory, 'data');
  await mkdir(data);
  for (const each of [directory, data]) await chown(each, user.uid, user.gid);
  const port = await freePort();
  const asUser = { ...user, cwd: directory };
  const control = (...args: readonly string[]) =>
    // What the server inherits must not be a pipe to this process: it would be waited for as long as the server runs.
    run(
      path.join(bin, 'pg_ctl'),
      ['-D', data, '-w', '-s', '-l', path.join(directory, 'log'), ...args],
      asUser,
    );
  await run(path.join(bin, 'initdb'), ['-D', data, '-A', 'trust', '-U', 'desk', '--no-sync'], asUser);
  await control('-o', `-p ${port} -k ${directory} -h 127.0.0.1`, 'start');
  return {
    url: `postgresql://desk@127.0.0.1:${port}/postgres`,
    restart: async (mode) => void (await control('-m', mode, 'restart')),
    async dispose() {
      await control('-m', 'immediate', 'stop');
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Of the newest version that is installed whole. */
function programs(): string | null {
  if (!existsSync(installed)) return null;
  const newest = readdirSync(installed)
    .toSorted((a, b) => Number(b) - Number(a))
    .map((version) => path.join(installed, version, 'bin'));
  return newest.find((bin) => existsSync(path.join(bin, 'initdb'))) ?? null;
}

/** The server refuses to run as root; anybody else may own one. */
async function owner(): Promise<{ readonly uid: number; readonly gid: number } | null> {
  const [uid, gid] = [process.getuid?.() ?? 0, process.getgid?.() ?? 0];
  if (uid !== 0) return { uid, gid };
  try {
    const of = async (what: string): Promise<number> => Number((await run('id', [what, 'postgres'])).stdout);
    return { uid: await of('-u'), gid: await of('-g') };
  } catch {
    return null;
  }
}
