// The desk as a process: it ends when told to, with the exit code that says how it went.
import type { Logger } from 'pino';

/** Told to stop, the desk is gone after this long, whatever hangs: what it owes is kept and sent at the next start. */
const stopWithinMs = 9_700;

interface Stoppable {
  readonly address: string;
  /** Rejects when the desk cannot go on. */
  readonly connected: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts the desk and stops it on SIGTERM or SIGINT; exits 1 when it cannot start, calls `onFatal`, or does not stop
 * in time.
 */
export async function runUntilStopped(
  start: (onFatal: (error: Error) => void) => Promise<Stoppable>,
  logger: Logger,
): Promise<void> {
  const giveUp = (error: Error): never => {
    logger.fatal({ err: error }, error.message);
    process.exit(1);
  };
  let isStopping = false;
  const desk = await start(giveUp).catch(giveUp);
  desk.connected.then(
    () => logger.info({ address: desk.address }, 'the desk is open'),
    // A platform that was never reached is not waited for any more.
    (error: Error) => (isStopping ? undefined : giveUp(error)),
  );
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      isStopping = true;
      logger.info({ signal }, 'closing the desk');
      setTimeout(() => giveUp(new Error('the desk did not close in time')), stopWithinMs).unref();
      desk.stop().then(() => process.exit(0), giveUp);
    });
  }
}
