// Intl's date formatters, kept: making one costs far more than using it.

const keptAtMost = 1000;
const formatters = new Map<string, Intl.DateTimeFormat>();

/**
 * The formatter for a locale and options.
 * @throws RangeError for a time zone that Intl does not know.
 */
export function dateTimeFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options]);
  const kept = formatters.get(key);
  if (kept !== undefined) return kept;
  if (formatters.size >= keptAtMost) formatters.clear();
  const made = new Intl.DateTimeFormat(locale, options);
  formatters.set(key, made);
  return made;
}
