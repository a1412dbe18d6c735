import fs from 'node:fs';
import { openDatabase } from './open-database.ts';

const rss = () => {
  const s = fs.readFileSync('/proc/self/status', 'utf8');
  return /VmHWM:\s+(\d+)/.exec(s)![1] + ' hwm ' + /VmRSS:\s+(\d+)/.exec(s)![1] + ' rss';
};
const l =
  (k: string) =>
  (...a: unknown[]) =>
    k === 'debug' ? 0 : console.log(k, ...a);
const t0 = performance.now();
const db = await openDatabase({
  dataDirectory: process.env.DIR!,
  url: process.env.URL,
  clock: { now: () => 0 },
  onFatal: (f) => console.log('FATAL', f),
  logger: { debug: l('debug'), info: l('info'), warn: l('warn'), error: l('error') } as any,
});
console.log('open', Math.round(performance.now() - t0), rss());
console.log(
  (
    await db.pool.query(
      "select current_setting('timezone') tz, current_setting('fsync') fs, current_setting('wal_sync_method') w, current_setting('max_wal_size') x, version() v",
    )
  ).rows,
);
await db.pool.query('create table if not exists t(a int)');
const t1 = performance.now();
for (let i = 0; i < 200; i++) await db.pool.query('insert into t values ($1)', [i]);
console.log('200 inserts', Math.round(performance.now() - t1));
await new Promise((r) => setTimeout(r, 2000));
console.log(rss());
await db.close();
console.log('closed', Math.round(performance.now() - t0));
