// Tables as comma-separated values (RFC 4180), for whatever spreadsheet opens them.
import { stringify } from 'csv-stringify/sync';
import type { Documents } from '../../app/documents.ts';

/** UTF-8 with a byte order mark, without which spreadsheets guess; a cell that began as a formula is text. */
export const csvOf: Documents['csv'] = ({ columns, rows }) => {
  const text = stringify(
    rows.map((row) => [...row]),
    {
      header: true,
      columns: columns.map(({ label }, index) => ({ key: String(index), header: label })),
      bom: true,
      record_delimiter: 'windows',
      escape_formulas: true,
    },
  );
  return new TextEncoder().encode(text);
};
