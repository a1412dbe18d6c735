// Comma-separated values as a spreadsheet reads them: whole, in any letters, and never as formulas.
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvOf } from '../../../src/adapters/documents/csv.ts';

const column = (label: string) => ({ label, weight: 1, align: 'left' as const });
const textOf = (rows: readonly (readonly string[])[]) =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(
    csvOf({ columns: [column('Тема'), column('a,"b"')], rows }),
  );
// A spreadsheet takes the full-width signs of East Asian keyboards for the plain ones.
const formula = /^[=+\-@\t\r＝＋－＠]/;
const read = (text: string): string[][] => parse(text, { bom: true });

describe('comma-separated values', () => {
  it('begin with a byte order mark and their heading, and end lines as RFC 4180 says', () => {
    expect(textOf([['один', 'two']])).toBe('\uFEFFТема,"a,""b"""\r\nодин,two\r\n');
  });

  it('carry commas, quotes and lines whole', () => {
    const row = ['a, "b"\nand\r\nc;', '📄'];
    expect(read(textOf([row]))[1]).toEqual(row);
  });

  it('are a heading alone where there are no rows', () => expect(read(textOf([]))).toHaveLength(1));

  it.each([
    '=1+1',
    '+7 495',
    '-2',
    '@SUM(A1)',
    '\tx',
    '\rx',
    '＋7',
    '＝1',
    '－1',
    '＠SUM',
    '=HYPERLINK("http://evil")',
  ])('let %j be text and no formula', (cell) => expect(read(textOf([[cell, 'x']]))[1]?.[0]).toBe(`'${cell}`));

  it('give back whatever was written, with an apostrophe before what would begin a formula', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }))),
        (rows) => {
          const [, ...back] = read(textOf(rows));
          expect(back).toEqual(
            rows.map((row) => row.map((cell) => (formula.test(cell) ? `'${cell}` : cell))),
          );
        },
      ),
    );
  });
});
