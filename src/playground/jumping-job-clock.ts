// pg-boss on the playground's clock.
//
// pg-boss's own TestClock stands still between ticks, so that its workers would have to be driven all the time. The
// playground only shifts time: pg-boss's timers and notifications run on the machine's clock as in earnest, so
// deliveries stay immediate, while "now" is the same shifted instant in JavaScript and, through pg-boss's own
// `job_now()`, in its SQL. After a jump the workers' next poll, within a second, finds what has fallen due.
import type { AttachableClock } from 'pg-boss';
import type { JumpingClock } from './jumping-clock.ts';

export interface JumpingJobClock extends AttachableClock {
  /** Tells the database how far the clock is from the machine's; needed after each jump. */
  follow(): Promise<void>;
}

type Target = Parameters<AttachableClock['attach']>[0];

/** Shows `clock` to one pg-boss. */
export function jumpingJobClock(clock: JumpingClock): JumpingJobClock {
  let target: Target | undefined;
  const follow = async (): Promise<void> => {
    if (target !== undefined) await shiftNow(target, clock.offsetMs());
  };
  return {
    now: clock.now,
    setTimeout: (run, ms) => setTimeout(run, ms),
    setInterval: (run, ms) => setInterval(run, ms),
    clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout),
    clearInterval: (handle) => clearInterval(handle as NodeJS.Timeout),
    follow,
    async attach(attached) {
      target = attached;
      await follow();
      return {
        async [Symbol.asyncDispose]() {
          target = undefined;
          await shiftNow(attached, 0);
        },
      };
    },
  };
}

async function shiftNow({ db, schema }: Target, offsetMs: number): Promise<void> {
  await db.executeSql(
    `CREATE OR REPLACE FUNCTION ${schema}.job_now() RETURNS timestamp with time zone AS
     $$ SELECT pg_catalog.now() + interval '${Math.round(offsetMs)} milliseconds'; $$ LANGUAGE sql STABLE`,
  );
}
