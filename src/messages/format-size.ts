// Sizes of files in words.
import { locales } from './format-time.ts';
import type { Language } from './language.ts';

const units = [
  { unit: 'gigabyte', bytes: 1e9, unitDisplay: 'short' },
  { unit: 'megabyte', bytes: 1e6, unitDisplay: 'short' },
  { unit: 'kilobyte', bytes: 1e3, unitDisplay: 'short' },
  { unit: 'byte', bytes: 1, unitDisplay: 'long' },
] as const;

/** A size in bytes (≥ 0) in decimal units: "25.3 MB", «25,3 МБ». */
export function formatSize(language: Language, sizeBytes: number): string {
  const { bytes, ...unit } = units.find((each) => sizeBytes >= each.bytes) ?? units[3];
  const style = { style: 'unit', ...unit, maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(locales[language], style).format(sizeBytes / bytes);
}
