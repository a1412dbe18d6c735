// Durations as people write them in policies: `90s`, `15m`, `6h`, `2d`, and sums of these.
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../instant.ts';

const UNIT_MS: Readonly<Record<string, number>> = { s: SECOND_MS, m: MINUTE_MS, h: HOUR_MS, d: DAY_MS };

/** Milliseconds of `1h 30m` and the like (`d` is 24 h of whatever is counted); null when `text` is no duration. */
export function parseDuration(text: string): number | null {
  if (!/^\d{1,9}[smhd](\s*\d{1,9}[smhd])*$/.test(text)) return null;
  return [...text.matchAll(/(\d+)([smhd])/g)].reduce(
    (sumMs, [, count, unit]) => sumMs + Number(count) * (UNIT_MS[unit ?? ''] ?? 0),
    0,
  );
}
