// The short form of the fault trial: a few deaths on either database, and no promise broken.
import { expect, test } from 'vitest';
import { databases } from '../support/databases.ts';
import { parseOptions } from './options.ts';
import { keepOrClear, reportOf } from './report.ts';
import { runTrial } from './run-trial.ts';

const kinds = { embedded: 'embedded', server: 'postgres' } as const;

for (const { name, available } of databases) {
  test.skipIf(!available)(
    `a desk on ${name} that is killed keeps its promises`,
    async () => {
      const args = ['--messages', '60', '--kills', '3', '--customers', '8', '--target', '4', '--seed', '5'];
      const options = parseOptions([...args, '--database', kinds[name]], () => 0);
      const outcome = await runTrial(options, () => {});
      await keepOrClear(outcome);
      expect(outcome.verdict.violations, reportOf(outcome)).toEqual([]);
      expect(outcome.abandoned).toBe(0);
      expect(outcome.counts.get('kill')).toBe(3);
    },
    240_000,
  );
}
