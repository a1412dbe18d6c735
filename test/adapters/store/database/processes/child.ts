// Runs a script of this directory as a process of its own, which a test can watch and kill.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface Child {
  /** What the child printed, a line at a time. */
  readonly lines: AsyncIterator<string>;
  readonly process: ChildProcess;
  /** Kills the child as `kill -9` does and waits until it is gone. */
  kill(): Promise<void>;
}

export function startChild(script: string, ...args: string[]): Child {
  const file = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  return {
    lines: createInterface({ input: child.stdout })[Symbol.asyncIterator](),
    process: child,
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** The next line the child prints; fails when it ends instead. */
export async function nextLine(child: Child): Promise<string> {
  const { value, done } = await child.lines.next();
  if (done) throw new Error('the process ended without another line');
  return value;
}
