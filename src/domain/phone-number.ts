// Phone numbers as people write them, and as the desk keeps and compares them.

/** Digits with blanks, brackets, dots and hyphens between them; a time of day behind them is none of it. */
const atStart = /^[+(\s]*\d(?:[\s().\-–‑]*\d(?!\d?:\d))*\)?/u;
const fewestDigits = 5;
const mostDigits = 15;
/** What is left of a number without its country's or trunk prefix. */
const ownDigits = 10;

/** The number that a text begins with, as digits with a leading plus where it has one; null where there is none. */
export function takePhone(text: string): { readonly phone: string; readonly rest: string } | null {
  const written = atStart.exec(text)?.[0];
  if (written === undefined) return null;
  const digits = written.replaceAll(/\D/g, '');
  if (digits.length < fewestDigits || digits.length > mostDigits) return null;
  const plus = written.trimStart().startsWith('+') ? '+' : '';
  return { phone: plus + digits, rest: text.slice(written.length).trim() };
}

/** Whether two numbers are the same, dialled from home or from abroad. */
export const isSamePhone = (one: string, other: string): boolean => lastDigits(one) === lastDigits(other);

const lastDigits = (phone: string): string => phone.replaceAll(/\D/g, '').slice(-ownDigits);
