// The desk as a process of its own, started as an operator would and stopped by SIGTERM.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

export interface DeskProcess {
  readonly address: string;
  readonly pid: number;
  stop(): Promise<void>;
}

const startWithinMs = 60_000;

/** What `npm start` gives to Node.js. */
async function startOptions(): Promise<readonly string[]> {
  const file = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  const { scripts } = z.object({ scripts: z.object({ start: z.string() }) }).parse(JSON.parse(file));
  return scripts.start.split(' ').filter((word) => word.startsWith('-'));
}

/**
 * Starts the desk under this environment on `port`; resolves when it is ready for work. Unless paced, it does not keep
 * to the platforms' budgets, and it may be made to deliver nothing.
 */
export async function startDeskProcess(
  env: Readonly<Record<string, string>>,
  {
    port,
    isPaced,
    isDelivered,
  }: { readonly port: number; readonly isPaced: boolean; readonly isDelivered: boolean },
): Promise<DeskProcess> {
  const script = new URL(
    isPaced ? '../../src/main.ts' : '../../test/support/unpaced-desk.ts',
    import.meta.url,
  );
  const furtherOptions = process.env.BENCH_DESK_NODE_OPTIONS?.split(' ') ?? [];
  const options = [...(await startOptions()), ...furtherOptions];
  const child = spawn(process.execPath, [...options, script.pathname], {
    env: {
      PATH: process.env.PATH ?? '',
      LOG_LEVEL: process.env.LOG_LEVEL ?? 'fatal',
      ...env,
      PORT: `${port}`,
      ...(!isDelivered && { BENCH_DRAINS_AT_ONCE: '0' }),
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  const address = `http://127.0.0.1:${port}`;
  const deadline = performance.now() + startWithinMs;
  while ((await fetch(`${address}/readyz`).catch(() => null))?.status !== 200) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`the desk ended with ${child.signalCode ?? `exit code ${child.exitCode}`}`);
    if (performance.now() > deadline) throw new Error('the desk did not become ready');
    await sleep(10);
  }
  return {
    address,
    pid: child.pid ?? 0,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      process.off('exit', kill);
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}
