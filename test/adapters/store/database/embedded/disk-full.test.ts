// A disk that fills up while the embedded database writes: a small one in memory, which needs the right to mount.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openTestDatabase } from '../../../../support/databases.ts';
import { embeddedTemplate } from '../../../../support/embedded-template.ts';
import { nextLine, startChild } from '../processes/child.ts';

const SIZE = '96m';

const disk = mkdtempSync(path.join(tmpdir(), 'deskhand-full-'));
const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', disk]).status === 0;
if (!isMounted) console.warn('No file system can be mounted here: the tests with a full disk are skipped.');

afterAll(() => {
  if (isMounted) spawnSync('umount', [disk]);
  rmSync(disk, { recursive: true, force: true });
});

test.skipIf(!isMounted)(
  'a full disk stops the desk with word of it, and nothing confirmed is lost',
  async () => {
    const dataDirectory = path.join(disk, 'data');
    const ballast = path.join(disk, 'ballast');
    await cp(await embeddedTemplate(false), dataDirectory, { recursive: true });
    writeFileSync(ballast, Buffer.alloc(20_000_000));

    const child = startChild('fill.ts', dataDirectory);
    let confirmed = 0;
    let last = '';
    for (let line = await child.lines.next(); !line.done; line = await child.lines.next()) {
      last = line.value;
      if (/^\d+$/.test(last)) confirmed = Number(last);
    }
    expect(last).toBe('fatal disk_full');
    expect(confirmed).toBeGreaterThan(10);

    // Full to the last byte, it does not start, and says why.
    const { bavail, bsize } = statfsSync(disk);
    if (bavail > 0) writeFileSync(path.join(disk, 'rest'), Buffer.alloc(bavail * bsize));
    const again = startChild('hold.ts', dataDirectory);
    expect(await nextLine(again)).toMatch(/^disk_full .*is full.*Free some space/);
    await again.kill();

    rmSync(ballast);
    const database = await openTestDatabase({ dataDirectory });
    const { rows } = await database.pool.query(
      'SELECT count(*)::int AS rows, max(number) AS last, bool_and(length(filler) = 192000) AS whole FROM filled',
    );
    await database.close();
    expect(rows[0]).toMatchObject({ rows: rows[0].last, whole: true });
    expect(rows[0].last).toBeGreaterThanOrEqual(confirmed);
  },
);
