// Writes numbered rows without end and prints each number once the database has confirmed its commit.
import { openAsDesk } from './open-as-desk.ts';

const { pool } = await openAsDesk(process.argv[2] ?? '');
await pool.query('CREATE TABLE IF NOT EXISTS written (number int PRIMARY KEY, filler text NOT NULL)');
const { rows } = await pool.query('SELECT coalesce(max(number), 0) AS last FROM written');
console.log('open');
for (let number = rows[0].last + 1; ; number++) {
  await pool.query(`INSERT INTO written VALUES ($1, repeat('x', 500))`, [number]);
  console.log(String(number));
}
