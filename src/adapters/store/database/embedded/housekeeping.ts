// What a PostgreSQL server's background processes would do and the embedded one has none for: checkpoints and vacuum.
import type { Pool } from 'pg';
import type { Clock } from '../../../../app/ports.ts';
import type { Instant } from '../../../../domain/instant.ts';
import type { DatabaseLogger } from '../database.ts';

/** Bounds the log that a crash leaves to replay: a gigabyte took three seconds, minutes of a busy desk are far less. */
const CHECKPOINT_EVERY_MS = 5 * 60_000;
/** In the machine's own time zone, where the desk's people most likely sleep. */
const VACUUM_HOUR = 3;

export interface Housekeeping {
  /** Runs what is due now. The interval calls it; tests call it with a moved clock. */
  tick(): Promise<void>;
  /** Runs `work` while no checkpoint and no vacuum begins; what falls due meanwhile is done later. */
  holdOff<T>(work: () => Promise<T>): Promise<T>;
  stop(): void;
}

/** Checkpoints every five minutes and vacuums once a night, through the pool's one connection. */
export function startHousekeeping(pool: Pool, clock: Clock, logger: DatabaseLogger): Housekeeping {
  let vacuumedNight = nightOf(clock.now());
  let running = false;
  let holdingOff = 0;
  const tick = async (): Promise<void> => {
    if (running || holdingOff > 0) return;
    running = true;
    try {
      const night = nightOf(clock.now());
      if (night !== vacuumedNight) {
        await pool.query('VACUUM (ANALYZE)');
        vacuumedNight = night;
      }
      // It would remove log that a backup needs which was begun meanwhile.
      if (holdingOff === 0) await pool.query('CHECKPOINT');
    } catch (error) {
      logger.warn({ err: error }, 'housekeeping of the embedded database failed and will be tried again');
    } finally {
      running = false;
    }
  };
  const timer = setInterval(() => void tick(), CHECKPOINT_EVERY_MS);
  timer.unref();
  const holdOff = async <T>(work: () => Promise<T>): Promise<T> => {
    holdingOff += 1;
    try {
      return await work();
    } finally {
      holdingOff -= 1;
    }
  };
  return { tick, holdOff, stop: () => clearInterval(timer) };
}

/** The local date on which the latest vacuum hour before `at` fell, as a comparable text. */
function nightOf(at: Instant): string {
  const local = new Date(at);
  local.setHours(local.getHours() - VACUUM_HOUR);
  return local.toDateString();
}
