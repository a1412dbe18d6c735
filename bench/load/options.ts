// The options that benchmarks have in common.

/** @throws Error that names the option, where its text is no number above 0. */
export function positive(name: string, text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new Error(`--${name} wants a number above 0, not ${text}`);
  return value;
}

/**
 * Those of `all` that a flag names: one, or all without it.
 * @throws Error that names the option and what it takes.
 */
export function chosen<T extends string>(
  name: string,
  text: string | undefined,
  all: readonly T[],
): readonly T[] {
  if (text === undefined) return all;
  const one = all.find((each) => each === text);
  if (one === undefined) throw new Error(`--${name} wants ${all.join(' or ')}, not ${text}`);
  return [one];
}
