// Versions as people write them, such as 2026.11.22.0900: runs of digits between anything else, compared as numbers.

const shape = /^v?\d+(?:[._\- ]+\d+)*$/i;

/** Whether the text is a version: numbers parted by dots, hyphens, underscores or spaces, perhaps after a `v`. */
export const isVersion = (text: string): boolean => shape.test(text.trim());

/**
 * Negative where `a` is older than `b`, positive where it is newer, 0 where they say the same. Numbers count, not how
 * they are written: `1.09` is `1.9`, and what is missing at the end is 0. A text without digits is older than any.
 */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  const length = Math.max(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const [one, other] = [left[index] ?? 0n, right[index] ?? 0n];
    if (one !== other) return one < other ? -1 : 1;
  }
  return 0;
}

/** Of any size, since a date and time may be written as one number. */
const numbersOf = (text: string): readonly bigint[] => (text.match(/\d+/g) ?? []).map(BigInt);
