// Starts the embedded engine in its thread, watches it, and stops it.
import { Worker } from 'node:worker_threads';
import type { DatabaseLogger } from '../database.ts';
import { DatabaseFault } from '../database-fault.ts';
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
export function startEngine(
  orders: EngineOrders,
  logger: DatabaseLogger,
  onFatal: (fault: DatabaseFault) => void,
): Promise<Engine> {
  const worker = new Worker(new URL('./engine-worker.ts', import.meta.url), {
    workerData: orders,
    execArgv: [],
  });
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  let state: 'starting' | 'running' | 'stopping' | 'failed' = 'starting';

  return new Promise((resolve, reject) => {
    const fail = (reason: string): void => {
      if (state === 'failed' || state === 'stopping') return;
      const tell = state === 'starting' ? reject : onFatal;
      state = 'failed';
      const fault = faultFrom(reason, orders.postgresDirectory);
      void worker.terminate().then(() => tell(fault));
    };
    const stop = async (): Promise<void> => {
      if (state === 'running') {
        state = 'stopping';
        worker.postMessage(CLOSE);
        const timer = setTimeout(() => {
          logger.error('the embedded database did not shut down in time and was stopped by force');
          void worker.terminate();
        }, CLOSE_TIMEOUT_MS);
        await exited;
        clearTimeout(timer);
      }
      await exited;
    };
    worker.on('error', (error) => fail(String(error)));
    worker.on('exit', (code) => fail(`its thread ended with code ${code}`));
    worker.on('message', (report: EngineReport) => {
      if (report.kind === 'failed') fail(report.reason);
      if (report.kind === 'stderr') {
        logger.debug({ line: report.line }, 'embedded database');
        // PostgreSQL panics when it cannot write its log, and PGlite then spins for ever without a word.
        if (/\bPANIC:/.test(report.line)) fail(report.line);
      }
      if (report.kind === 'closed') logger.info({ heapBytes: report.heapBytes }, 'embedded database closed');
      if (report.kind === 'listening') {
        state = 'running';
        logger.info({ heapBytes: report.heapBytes }, 'embedded database started');
        resolve({ port: report.port, stop });
      }
    });
  });
}

function faultFrom(reason: string, directory: string): DatabaseFault {
  if (/No space left on device|ENOSPC/i.test(reason)) {
    return new DatabaseFault(
      'disk_full',
      `The disk that holds ${directory} is full (${reason}). Free some space and start the desk again; nothing that was confirmed is lost.`,
    );
  }
  return new DatabaseFault(
    'engine_died',
    `The embedded database on ${directory} stopped: ${reason}. Start the desk again; nothing that was confirmed is lost.`,
  );
}
