// A table for a terminal or, as Markdown, for a page.

/** Null where there is nothing to tell. */
export type Cell = string | number | null;

/** Columns as wide as they need to be, the first one to the left. */
export function table(
  headings: readonly string[],
  rows: readonly (readonly Cell[])[],
  isMarkdown: boolean,
): string {
  const all = [headings, ...rows].map((row) => row.map((cell) => (cell === null ? '–' : String(cell))));
  const widths = headings.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]): string => {
    const cells = widths.map((width, column) =>
      column === 0 ? (row[column] ?? '').padEnd(width) : (row[column] ?? '').padStart(width),
    );
    return isMarkdown ? `| ${cells.join(' | ')} |` : cells.join('  ');
  };
  const [head = [], ...body] = all;
  const rule = widths.map((width, column) =>
    column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  return [line(head), ...(isMarkdown ? [line(rule)] : []), ...body.map(line)].join('\n');
}
