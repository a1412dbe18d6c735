// The contract of what the desk remembers about itself.
import { describe, expect, test } from 'vitest';
import { unique } from './samples.ts';
import type { UnderTest } from './under-test.ts';

export function settingsContract(underTest: UnderTest): void {
  const set = (key: string, value: object) =>
    underTest().store.transaction((tx) => tx.settings.set(key, value));
  const get = (key: string) => underTest().store.transaction((tx) => tx.settings.get(key));

  describe('a setting', () => {
    test('is null until it is set, and then its last value', async () => {
      const key = unique('setting');
      expect(await get(key)).toBeNull();
      await set(key, { moved: 1 });
      await set(key, { moved: 2, at: [null, 'Москва'] });
      expect(await get(key)).toEqual({ moved: 2, at: [null, 'Москва'] });
    });

    test('is not set by a transaction that rolls back', async () => {
      const key = unique('setting');
      const broken = underTest().store.transaction(async (tx) => {
        await tx.settings.set(key, { moved: 1 });
        throw new Error('no');
      });
      await expect(broken).rejects.toThrow('no');
      expect(await get(key)).toBeNull();
    });

    test('is found by the beginning of its key, which is taken literally', async () => {
      const start = `${unique('50%_')}:`;
      await set(`${start}b`, { n: 2 });
      await set(`${start}a`, { n: 1 });
      await set(`${start.replace('%', 'x')}c`, { n: 3 });
      const found = await underTest().store.read(({ settings }) => settings.startingWith(start));
      expect(new Map(found)).toEqual(
        new Map([
          [`${start}a`, { n: 1 }],
          [`${start}b`, { n: 2 }],
        ]),
      );
    });

    test('counts right when many change it at once', async () => {
      const key = unique('setting');
      await set(key, { count: 0 });
      const add = () =>
        underTest().store.transaction(async (tx) => {
          const { count } = (await tx.settings.get(key)) as { count: number };
          await tx.settings.set(key, { count: count + 1 });
        });
      await Promise.all(Array.from({ length: 20 }, add));
      expect(await get(key)).toEqual({ count: 20 });
    });
  });
}
