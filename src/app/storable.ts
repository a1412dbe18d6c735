// Text as every database takes it, whatever came in: without U+0000 and without halves of characters.

/** The text without U+0000; a lone surrogate, which is half a character, becomes U+FFFD. */
export const storableText = (text: string): string => text.replaceAll('\u0000', '').toWellFormed();

/** The same of all texts in plain data, keys included; what is no plain data stays as it is. */
export function storable<T>(data: T): T;
export function storable(data: unknown): unknown {
  if (typeof data === 'string') return storableText(data);
  if (Array.isArray(data)) return data.map((each: unknown) => storable(each));
  if (!isPlain(data)) return data;
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [storableText(key), storable<unknown>(value)]),
  );
}

const isPlain = (data: unknown): data is object =>
  typeof data === 'object' && data !== null && Object.getPrototypeOf(data) === Object.prototype;
