// A small bookkeeping on the embedded engine, whose sums tell after a power cut whether anything is wrong.
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { amcheck } from '@electric-sql/pglite/contrib/amcheck';
import { DurableNodeFS } from '../../../../../../src/adapters/store/database/embedded/durable-node-fs.ts';
import { ENGINE_PARAMETERS } from '../../../../../../src/adapters/store/database/embedded/engine-parameters.ts';

/** Opens the engine as the desk's thread does; `further` parameters are for showing what happens without care. */
export function openEngine(root: string, further: readonly string[] = []): Promise<PGlite> {
  return PGlite.create({
    fs: new DurableNodeFS(path.join(root, 'postgres')),
    startParams: [...ENGINE_PARAMETERS, ...further],
    extensions: { amcheck },
    onStderr: () => false,
  });
}

export async function createBooks(engine: PGlite): Promise<void> {
  await engine.exec(
    `CREATE EXTENSION amcheck;
     CREATE TABLE account (id int PRIMARY KEY, balance int NOT NULL, note text);
     CREATE TABLE entry (number int PRIMARY KEY, account int NOT NULL REFERENCES account, amount int NOT NULL, filler text);
     CREATE INDEX entry_account ON entry (account, amount);
     CREATE TABLE scratch (value int NOT NULL, filler text);
     INSERT INTO account SELECT id, 0, repeat('a', 60) FROM generate_series(1, 400) AS id;
     CHECKPOINT`,
  );
}

/** One transaction, numbered from 1; with it goes what the desk does now and then: maintenance, large rows, new files. */
export async function book(engine: PGlite, number: number): Promise<void> {
  const account = ((number * 37) % 400) + 1;
  const amount = (number % 17) - 5;
  await engine.exec(
    `BEGIN;
     INSERT INTO entry VALUES (${number}, ${account}, ${amount}, repeat(md5('${number}'), ${1 + (number % 60)}));
     UPDATE account SET balance = balance + ${amount}, note = md5('${number}') WHERE id = ${account};
     ${number % 7 === 0 ? `TRUNCATE scratch; INSERT INTO scratch SELECT ${number}, repeat('s', 200) FROM generate_series(1, 150)` : ''};
     COMMIT`,
  );
  if (number % 40 === 0) await engine.exec('CHECKPOINT');
  if (number % 55 === 0) await engine.exec('VACUUM (ANALYZE)');
  if (number % 90 === 0) await engine.exec('REINDEX TABLE entry');
  if (number % 120 === 0) await engine.exec('SELECT pg_switch_wal()');
}

/** What is wrong with the books, in words; nothing where all is well and every transaction up to `confirmed` is there. */
export async function audit(root: string, confirmed: number): Promise<readonly string[]> {
  let engine: PGlite;
  try {
    engine = await openEngine(root);
  } catch (error) {
    return [`it does not open: ${String(error)}`];
  }
  try {
    return await problemsIn(engine, confirmed);
  } catch (error) {
    return [`it cannot be read: ${String(error)}`];
  } finally {
    await engine.close().catch(() => undefined);
  }
}

async function problemsIn(engine: PGlite, confirmed: number): Promise<readonly string[]> {
  const one = async (sql: string): Promise<unknown> => {
    const { rows } = await engine.query<{ one: unknown }>(`SELECT ${sql} AS one`);
    return rows[0]?.one;
  };
  const problems: string[] = [];
  const last = Number(await one('coalesce((SELECT max(number) FROM entry), 0)'));
  // The last transaction may have come to the disk without anybody having been told.
  if (last < confirmed || last > confirmed + 1)
    problems.push(`${confirmed} were confirmed, ${last} are there`);
  const rows = Number(await one('(SELECT count(*) FROM entry)'));
  if (rows !== last) problems.push(`${rows} of ${last} entries are there`);
  const wrong = await one(
    `(SELECT count(*)::int FROM account a WHERE balance <> (SELECT coalesce(sum(amount), 0) FROM entry WHERE account = a.id))`,
  );
  if (wrong !== 0) problems.push(`${String(wrong)} balances are wrong`);
  const scratch = await one(
    `(SELECT count(*) || ' of ' || coalesce(max(value), 0) || '-' || coalesce(min(value), 0) FROM scratch)`,
  );
  const seventh = last - (last % 7);
  if (scratch !== `${seventh === 0 ? 0 : 150} of ${seventh}-${seventh}`)
    problems.push(`scratch holds ${String(scratch)} at ${last}`);
  // Every index, the catalogue's too, against every row of its table, and every page of every table by its checksum.
  await engine.exec(
    `SELECT bt_index_check(c.oid, true) FROM pg_class c JOIN pg_am a ON a.oid = c.relam
       WHERE a.amname = 'btree' AND c.relkind = 'i'`,
  );
  const { rows: damages } = await engine.query<{ msg: string }>(
    `SELECT v.msg FROM pg_class c, verify_heapam(c.oid) v WHERE c.relkind IN ('r', 't') AND c.relpersistence = 'p'`,
  );
  problems.push(...damages.map(({ msg }) => msg));
  // It goes on from here.
  await engine.exec(`INSERT INTO entry VALUES (${last + 1}, 1, 0, 'after')`);
  await engine.exec('CHECKPOINT');
  return problems;
}
