import { migrate } from './migrate/migrate.ts';
import { migrationStatus } from './migrate/migration-status.ts';
import { newMigration } from './migrate/new-migration.ts';
import { openDatabase } from './open-database.ts';

const l =
  (k: string) =>
  (...a: unknown[]) =>
    k === 'debug' ? 0 : console.log(k, ...a);
const logger = { debug: l('debug'), info: l('info'), warn: l('warn'), error: l('error') } as any;
const clock = { now: () => 0 };
const source = {
  schemaFile: '/tmp/exp/prisma/schema.prisma',
  migrationsDirectory: '/tmp/exp/prisma/migrations',
};

console.log(await newMigration('again', { logger, clock, source }));
for (const url of [undefined, 'postgresql://root@127.0.0.1:5432/zz_mig']) {
  const db = await openDatabase({
    dataDirectory: '/tmp/exp/e1',
    url,
    clock,
    onFatal: (f) => console.log('FATAL', f),
    logger,
  });
  console.log(await migrationStatus(db, source));
  for (let i = 0; i < 3; i++) {
    const t = performance.now();
    console.log(await migrate(db, source), Math.round(performance.now() - t));
  }
  console.log(await migrationStatus(db, source));
  await db.close();
}
