import { describe, expect, test } from 'vitest';
import { engineFault, isLastWord } from '../../../../../src/adapters/store/database/embedded/engine-fault.ts';

describe("the engine's last words", () => {
  // As PGlite 0.5.14 printed it on a full disk.
  const diskFull =
    '2026-11-22 16:19:13.604 UTC [42] PANIC:  could not write to file "pg_wal/xlogtemp.42": No space left on device';

  test('name a full disk for what it is', () => {
    expect(isLastWord(diskFull)).toBe(true);
    expect(engineFault(diskFull, '/data/postgres')).toMatchObject({
      code: 'disk_full',
      message: expect.stringMatching(/\/data\/postgres is full.*Free some space/),
    });
  });

  test('are passed on when they say something else', () => {
    const fault = engineFault('FATAL:  could not open file "global/pg_control"', '/data/postgres');
    expect(fault).toMatchObject({
      code: 'engine_died',
      message: expect.stringContaining('global/pg_control'),
    });
  });

  test('are not the errors that a statement may end with', () => {
    expect(isLastWord('2026-11-22 16:19:13 UTC [42] ERROR:  deadlock detected')).toBe(false);
    expect(isLastWord('2026-11-22 16:19:13 UTC [42] LOG:  database system is shut down')).toBe(false);
  });
});
