// Reads the table of organisations from CSV: UTF-8 with or without BOM, parted by commas or semicolons.
import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { closestName } from '../../domain/closest-name.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { type Cells, type Column, columns, emptyCells, unguarded } from './columns.ts';

/** What is wrong with a line of the file, and what to do about it. */
export interface LineProblem {
  /** From 1; of a row of several lines, the first. */
  readonly line: number;
  readonly problems: readonly string[];
}

export interface TableRow {
  readonly line: number;
  /** Null where the row has more or fewer cells than the header. */
  readonly cells: Cells | null;
}

const records = z.array(
  z.object({ record: z.array(z.string()), info: z.object({ lines: z.number().int() }) }),
);

/** The rows below the header, or what makes the file as a whole unreadable. */
export function readTable(bytes: Uint8Array): Result<readonly TableRow[], readonly LineProblem[]> {
  const text = decode(bytes);
  if (text === null)
    return fail([{ line: 1, problems: ['is not UTF-8: save the file as "CSV UTF-8" and try again.'] }]);
  const parsed = parseCsv(text);
  if (!parsed.ok) return parsed;
  const [header, ...rows] = parsed.value;
  const named = headerOf(header?.cells ?? []);
  if (!named.ok) return fail([{ line: header?.line ?? 1, problems: named.error }]);
  return ok(rows.map(({ line, cells }) => ({ line, cells: cellsOf(cells, named.value) })));
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

interface Record {
  readonly line: number;
  readonly cells: readonly string[];
}

function parseCsv(text: string): Result<readonly Record[], readonly LineProblem[]> {
  try {
    const parsed = records.parse(
      parse(text, {
        bom: true,
        delimiter: delimiterOf(text),
        info: true,
        relax_column_count: true,
        skip_empty_lines: true,
        skip_records_with_empty_values: true,
      }),
    );
    return ok(parsed.map(({ record, info }) => ({ line: info.lines - breaksIn(record), cells: record })));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? error.lines : 1;
    return fail([
      { line, problems: [`is no CSV from here on (${error.message}): check the quotation marks.`] },
    ]);
  }
}

const breaksIn = (record: readonly string[]): number =>
  record.reduce((count, cell) => count + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);

/** Spreadsheets of countries with a decimal comma part cells by semicolons. */
function delimiterOf(text: string): ',' | ';' {
  const [header = ''] = text.split(/\r?\n/, 1);
  return header.split(';').length > header.split(',').length ? ';' : ',';
}

const isColumn = (name: string): name is Column => columns.some((column) => column === name);

function headerOf(cells: readonly string[]): Result<readonly Column[], readonly string[]> {
  const names = cells.map((cell) => cell.trim().toLowerCase());
  const problems: string[] = [];
  const known: Column[] = [];
  for (const name of names) {
    if (!isColumn(name)) problems.push(unknownColumn(name));
    else if (known.includes(name)) problems.push(`has the column "${name}" twice: remove one.`);
    else known.push(name);
  }
  for (const needed of ['key', 'name'] as const)
    if (!known.includes(needed)) problems.push(`lacks the column "${needed}".`);
  return problems.length === 0 ? ok(known) : fail(problems);
}

function unknownColumn(name: string): string {
  const meant = closestName(name, columns);
  const hint = meant === undefined ? `The columns are: ${columns.join(', ')}.` : `Did you mean "${meant}"?`;
  return `has an unknown column "${name}". ${hint}`;
}

function cellsOf(cells: readonly string[], header: readonly Column[]): Cells | null {
  if (cells.length !== header.length) return null;
  const row: { -readonly [C in Column]: string } = { ...emptyCells };
  for (const [index, column] of header.entries()) row[column] = unguarded((cells[index] ?? '').trim());
  return row;
}
