// The desk's processes: started as an operator would, killed, stopped, and started again.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const pacedDesk = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const unpacedDesk = fileURLToPath(new URL('../support/unpaced-desk.ts', import.meta.url));
const project = fileURLToPath(new URL('../..', import.meta.url));
const startWithinMs = 90_000;

export interface Replica {
  readonly port: number;
  /** Starts it; a desk that ends by itself is started again, as a supervisor would. */
  start(): void;
  /** Resolves when it takes work; rejects if that takes too long. */
  ready(): Promise<void>;
  kill(): Promise<void>;
  /** Asks it to stop; how long it took in milliseconds, and its exit code. */
  stop(): Promise<{ readonly tookMs: number; readonly code: number | null }>;
  isRunning(): boolean;
}

export interface ReplicaParts {
  readonly name: string;
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
  readonly logs: string;
  /** Whether it keeps to the platforms' budgets; where they set no limits, that would only take time. */
  readonly isPaced: boolean;
  /** It ended without being asked to, so long after its start. */
  onCrash(code: number | null, livedMs: number): void;
}

export function createReplica({ name, port, env, logs, isPaced, onCrash }: ReplicaParts): Replica {
  const log = createWriteStream(path.join(logs, `${name}.log`), { flags: 'a' });
  let child: ChildProcess | null = null;
  let isWanted = false;
  // A trial that is broken off leaves no desk behind.
  process.once('exit', () => child?.kill('SIGKILL'));

  const start = (): void => {
    isWanted = true;
    const startedAt = performance.now();
    const started = spawn(process.execPath, [isPaced ? pacedDesk : unpacedDesk], {
      cwd: project,
      env: { ...env, PORT: `${port}` },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = started;
    started.stdout?.pipe(log, { end: false });
    started.stderr?.pipe(log, { end: false });
    started.once('exit', (code) => {
      if (child === started) child = null;
      if (!isWanted) return;
      onCrash(code, performance.now() - startedAt);
      setTimeout(() => isWanted && child === null && start(), 500);
    });
  };
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    isWanted = false;
    const ending = child;
    if (ending === null || ending.exitCode !== null) return null;
    const gone = once(ending, 'exit');
    ending.kill(signal);
    const [code] = await gone;
    return typeof code === 'number' ? code : null;
  };
  return {
    port,
    start,
    ready: () => readyAt(port),
    kill: async () => void (await end('SIGKILL')),
    async stop() {
      const began = performance.now();
      const code = await end('SIGTERM');
      return { tookMs: performance.now() - began, code };
    },
    isRunning: () => child !== null,
  };
}

async function readyAt(port: number): Promise<void> {
  const deadline = performance.now() + startWithinMs;
  while (!(await takesWork(port))) {
    if (performance.now() > deadline) throw new Error(`the desk on port ${port} did not become ready`);
    await sleep(100);
  }
}

/** A replica that leaves polling to another one is not held for unready. */
async function takesWork(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(2_000) });
    if (answer.ok) return true;
    const { missing = {} } = (await answer.json()) as { missing?: Record<string, string> };
    return Object.keys(missing).every((name) => name === 'telegram');
  } catch {
    return false;
  }
}
