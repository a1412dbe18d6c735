// Starts the embedded engine in its thread, watches it, and stops it.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { DatabaseLogger } from '../database.ts';
import type { DatabaseFault } from '../database-fault.ts';
import { engineFault, isLastWord } from './engine-fault.ts';
import { CLOSE, type EngineOrders, type EngineReport } from './engine-messages.ts';

/** A clean shutdown writes a checkpoint; an engine that has not managed that by then is stuck. */
const CLOSE_TIMEOUT_MS = 20_000;

export interface Engine {
  /** The TCP port it listens on, or 0 with a Unix socket. */
  readonly port: number;
  /** Shuts the engine down, by force when it does not answer. Idempotent. */
  stop(): Promise<void>;
}

/**
 * Starts the engine and waits until it accepts connections.
 * @param onFatal called once when a started engine dies or cannot go on; it has been ended by then.
 * @throws DatabaseFault when it does not start.
 */
export async function startEngine(
  orders: EngineOrders,
  logger: DatabaseLogger,
  onFatal: (fault: DatabaseFault) => void,
): Promise<Engine> {
  const worker = new Worker(new URL('./engine-worker.ts', import.meta.url), {
    workerData: orders,
    execArgv: [],
  });
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  const { promise: listening, resolve, reject } = Promise.withResolvers<number>();
  let state: 'starting' | 'running' | 'over' = 'starting';

  const fail = (reason: string): void => {
    if (state === 'over') return;
    const tell = state === 'starting' ? reject : onFatal;
    state = 'over';
    void worker.terminate().then(() => tell(engineFault(reason, orders.postgresDirectory)));
  };
  // What it said before comes first with the exit, but not with the error; and what it said names the cause.
  let thrown: string | undefined;
  worker.on('error', (error) => {
    thrown = String(error);
  });
  worker.on('exit', (code) => fail(thrown ?? `its thread ended with code ${code}`));
  worker.on('message', (report: EngineReport) => {
    log(report, logger);
    if (report.kind === 'failed') fail(report.reason);
    if (report.kind === 'stderr' && isLastWord(report.line)) fail(report.line);
    if (report.kind === 'listening') resolve(report.port);
  });

  const port = await listening;
  state = 'running';
  const stop = async (): Promise<void> => {
    if (state === 'running') {
      state = 'over';
      await shutDown(worker, logger);
    }
    await exited;
  };
  return { port, stop };
}

async function shutDown(worker: Worker, logger: DatabaseLogger): Promise<void> {
  const timer = setTimeout(() => {
    logger.error('the embedded database did not shut down in time and was stopped by force');
    void worker.terminate();
  }, CLOSE_TIMEOUT_MS);
  const ended = once(worker, 'exit');
  worker.postMessage(CLOSE);
  await ended;
  clearTimeout(timer);
}

function log(report: EngineReport, logger: DatabaseLogger): void {
  if (report.kind === 'stderr') logger.debug({ line: report.line }, 'embedded database');
  if (report.kind === 'listening') logger.info({ heapBytes: report.heapBytes }, 'embedded database started');
  if (report.kind === 'closed') logger.info({ heapBytes: report.heapBytes }, 'embedded database closed');
}
