// Writes large numbered rows without end and prints each number once the database has confirmed its commit.
import { openAsDesk } from './open-as-desk.ts';

const { pool } = await openAsDesk(process.argv[2] ?? '');
await pool.query('CREATE TABLE IF NOT EXISTS filled (number int PRIMARY KEY, filler text NOT NULL)');
const { rows } = await pool.query('SELECT coalesce(max(number), 0) AS last FROM filled');
console.log('open');
for (let number = rows[0].last + 1; ; number++) {
  const row = `INSERT INTO filled SELECT ${number}, string_agg(md5(random()::text), '') FROM generate_series(1, 6000)`;
  // What failed was not confirmed. The engine's end is told by openAsDesk.
  const isConfirmed = await pool.query(row).then(
    () => true,
    () => false,
  );
  if (isConfirmed) console.log(String(number));
}
