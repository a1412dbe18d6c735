// The contract of codes: each is good for so many uses, until its time.
import { describe, expect, test } from 'vitest';
import type { Code } from '../../../src/app/ports.ts';
import { aPerson, ids, monday, unique } from './samples.ts';
import type { UnderTest } from './under-test.ts';

export function codesContract(underTest: UnderTest): void {
  async function issued(change: Partial<Code> = {}): Promise<Code> {
    const code: Code = {
      hash: unique('hash'),
      purpose: 'invitation',
      subjectId: ids.next(),
      issuedBy: null,
      expiresAt: monday + 1,
      usesLeft: 1,
      ...change,
    };
    await underTest().store.transaction((tx) => tx.codes.issue(code));
    return code;
  }
  const redeem = (hash: string, purpose: Code['purpose'] = 'invitation', now = monday) =>
    underTest().store.transaction((tx) => tx.codes.redeem(hash, purpose, now));

  describe('a code', () => {
    test('is redeemed as it was issued, with one use less', async () => {
      const { id } = await aPerson(underTest().store);
      const code = await issued({ purpose: 'link', issuedBy: id, usesLeft: 3 });
      expect(await redeem(code.hash, 'link')).toEqual({ ...code, usesLeft: 2 });
    });

    test('can be used as often as it says, and no more', async () => {
      const { hash } = await issued({ usesLeft: 2 });
      expect((await redeem(hash))?.usesLeft).toBe(1);
      expect((await redeem(hash))?.usesLeft).toBe(0);
      expect(await redeem(hash)).toBeNull();
    });

    test('is good for nothing from the instant on at which it expires', async () => {
      const { hash } = await issued();
      expect(await redeem(hash, 'invitation', monday + 1)).toBeNull();
      expect(await redeem((await issued()).hash, 'invitation', monday)).not.toBeNull();
    });

    test('is good for its own purpose only, and one refusal does not use it up', async () => {
      const { hash } = await issued();
      expect(await redeem(hash, 'link')).toBeNull();
      expect(await redeem(hash)).not.toBeNull();
    });

    test('can be looked at without using it, until it expires', async () => {
      const code = await issued();
      const find = (purpose: Code['purpose'], now = monday) =>
        underTest().store.read(({ codes }) => codes.find(code.hash, purpose, now));
      expect(await find('invitation')).toEqual(code);
      expect(await find('link')).toBeNull();
      expect(await find('invitation', monday + 1)).toBeNull();
      await redeem(code.hash);
      expect((await find('invitation'))?.usesLeft).toBe(0);
    });

    test('that nobody issued is null', async () => {
      expect(await redeem(unique('hash'))).toBeNull();
    });

    test('is not used when the transaction that redeemed it failed', async () => {
      const { hash } = await issued();
      const failed = underTest().store.transaction(async (tx) => {
        expect(await tx.codes.redeem(hash, 'invitation', monday)).not.toBeNull();
        throw new Error('on purpose');
      });
      await expect(failed).rejects.toThrow('on purpose');
      expect(await redeem(hash)).not.toBeNull();
    });

    test('of three uses that ten people try at once lets three in', async () => {
      const { hash } = await issued({ usesLeft: 3 });
      const tried = await Promise.all(Array.from({ length: 10 }, () => redeem(hash)));
      const left = tried.flatMap((code) => (code === null ? [] : [code.usesLeft]));
      expect(left.sort()).toEqual([0, 1, 2]);
    });

    test('cannot be issued twice, nor by somebody whom nobody knows', async () => {
      const { hash } = await issued();
      await expect(issued({ hash })).rejects.toThrow();
      await expect(issued({ issuedBy: ids.next() })).rejects.toThrow();
    });
  });
}
