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

  test('name damaged files for what they are, with the backup as the way out', () => {
    const lines = [
      '2026-11-22 22:20:36.957 UTC [42] XX001 ERROR:  invalid page in block 3 of relation "base/5/16384"',
      '2026-11-22 22:20:26.680 UTC [42] 55000 FATAL:  incorrect checksum in control file',
      '2026-11-22 22:20:39.621 UTC [42] 58P01 ERROR:  could not open file "base/5/16384": No such file or directory',
    ];
    for (const line of lines) {
      expect(isLastWord(line)).toBe(true);
      expect(engineFault(line, '/data/postgres')).toMatchObject({
        code: 'data_corrupted',
        message: expect.stringMatching(/restore FILE --replace/),
      });
    }
  });

  test('include a table that cannot grow, which PostgreSQL itself takes for a passing error', () => {
    const line =
      '2026-11-22 22:20:39.621 UTC [42] 53100 ERROR:  could not extend file "base/5/16384": wrote only 4096 of 8192 bytes';
    expect(isLastWord(line)).toBe(true);
    expect(engineFault(line, '/data/postgres')).toMatchObject({ code: 'disk_full' });
  });

  test('are passed on when they say something else', () => {
    const fault = engineFault('FATAL:  something unheard of', '/data/postgres');
    expect(fault).toMatchObject({ code: 'engine_died', message: expect.stringContaining('unheard of') });
  });

  test('are not the errors that a statement may end with', () => {
    expect(isLastWord('2026-11-22 16:19:13 UTC [42] ERROR:  deadlock detected')).toBe(false);
    expect(isLastWord('2026-11-22 16:19:13 UTC [42] LOG:  database system is shut down')).toBe(false);
  });
});
