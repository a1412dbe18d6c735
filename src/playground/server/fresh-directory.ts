// A data directory for one run of the playground: its chats begin anew at each start, so its tickets must too.
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';

/**
 * Makes an empty directory below `parent`, named by this process, and clears away what runs that ended left behind.
 * Playgrounds that still run keep theirs.
 */
export async function freshDirectory(parent: string): Promise<string> {
  await mkdir(parent, { recursive: true });
  const own = `run-${process.pid}`;
  for (const entry of await readdir(parent)) {
    const pid = /^run-(\d+)$/.exec(entry)?.[1];
    if (entry === own || (pid !== undefined && !isRunning(Number(pid)))) {
      await rm(path.join(parent, entry), { recursive: true, force: true });
    }
  }
  return path.join(parent, own);
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process cannot be asked, but it is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
