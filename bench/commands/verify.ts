// Whether a run has kept its word: what was acknowledged is there, and everything owed was sent, once.
import type { Pool } from 'pg';
import { z } from 'zod';
import type { OwnDatabase } from '../load/own-database.ts';
import type { SentSoFar } from '../load/platforms-process.ts';

export interface Verdict {
  readonly acknowledged: number;
  readonly kept: number;
  /** Descriptions that were acknowledged and are of no ticket. */
  readonly lost: number;
  /** Descriptions that several tickets have. */
  readonly openedTwice: number;
  readonly unsent: number;
  readonly cards: number;
  readonly answers: number;
  readonly postedTwice: number;
  readonly refusals: Readonly<Record<string, number>>;
  readonly isSound: boolean;
}

/** Looks into the database, which no desk may have open if it is embedded. */
export async function verify(
  own: OwnDatabase,
  run: {
    readonly acknowledged: number;
    readonly descriptions: ReadonlySet<string>;
    readonly sent: SentSoFar;
  },
): Promise<Verdict> {
  const database = await own.open();
  try {
    const kept = await descriptionsIn(database.pool);
    const unsent = await countUnsent(database.pool);
    const unique = new Set(kept);
    const lost = [...run.descriptions].filter((description) => !unique.has(description)).length;
    const openedTwice = kept.length - unique.size;
    const { cards, answers, doubled, refusals } = run.sent;
    const isSound =
      run.acknowledged > 0 &&
      lost === 0 &&
      openedTwice === 0 &&
      unsent === 0 &&
      doubled === 0 &&
      kept.length >= run.acknowledged &&
      cards === kept.length &&
      answers === kept.length;
    const counts = { acknowledged: run.acknowledged, kept: kept.length, lost, openedTwice, unsent };
    return { ...counts, cards, answers, postedTwice: doubled, refusals, isSound };
  } finally {
    await database.close();
  }
}

async function descriptionsIn(pool: Pool): Promise<readonly string[]> {
  const { rows } = await pool.query('SELECT description FROM tickets');
  return z
    .array(z.object({ description: z.string() }))
    .parse(rows)
    .map(({ description }) => description);
}

async function countUnsent(pool: Pool): Promise<number> {
  const { rows } = await pool.query("SELECT count(*)::int AS count FROM deliveries WHERE state <> 'sent'");
  return z.tuple([z.object({ count: z.int() })]).parse(rows)[0].count;
}
