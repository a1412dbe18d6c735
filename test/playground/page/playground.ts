// A playground for tests: on the shipped configuration, in a directory of its own.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { exampleConfigFile, loadConfig } from '../../../src/config/load.ts';
import { describeProblems } from '../../../src/config/problems.ts';
import { startDesk } from '../../../src/main.ts';
import { openPlayground } from '../../../src/playground/server/stage.ts';

export interface PlaygroundUnderTest {
  readonly address: string;
  readonly dataDirectory: string;
  /** Stops it and leaves its data directory; `close` removes that too. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

export async function playgroundUnderTest(): Promise<PlaygroundUnderTest> {
  const dataDirectory = mkdtempSync(path.join(tmpdir(), 'deskhand-playground-'));
  const env = { PORT: '0', DESKHAND_DATA: dataDirectory, DESKHAND_CONFIG: exampleConfigFile };
  const loaded = loadConfig(env, (file) => readFileSync(file, 'utf8'));
  if (!loaded.ok) throw new Error(describeProblems(loaded.error));
  const playground = await openPlayground({
    config: loaded.value,
    logger: pino({ level: process.env.SCENE_LOG ?? 'silent' }),
    startDesk,
    onFatal: (error) => {
      throw error;
    },
  });
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopped ??= playground.stop());
  return {
    address: playground.address,
    dataDirectory,
    stop,
    async close() {
      await stop();
      rmSync(dataDirectory, { recursive: true, force: true });
    },
  };
}
