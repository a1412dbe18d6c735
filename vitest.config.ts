import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The longest first, so that no worker is left with one of them at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isAbout = (folder: string) => (file: TestSpecification) =>
      file.moduleId.includes(`/test/${folder}/`);
    const sorted = await super.sort(files);
    const trials = sorted.filter(isAbout('faults'));
    const endToEnd = sorted.filter(isAbout('e2e'));
    const first = new Set([...trials, ...endToEnd]);
    return [...first, ...sorted.filter((file) => !first.has(file))];
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
  },
});
