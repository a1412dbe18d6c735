// Sheets as PDF: A4 across, with the letters that ship with the desk, tables broken over pages between their rows.
import { fileURLToPath } from 'node:url';
import type { Documents, Sheet, Table } from '../../app/documents.ts';

const fontFile = (file: string): string =>
  fileURLToPath(import.meta.resolve(`@expo-google-fonts/pt-sans/${file}`));
const fonts = {
  plain: fontFile('400Regular/PTSans_400Regular.ttf'),
  bold: fontFile('700Bold/PTSans_700Bold.ttf'),
};

type Page = PDFKit.PDFDocument;

/** Points, of which an inch has 72. */
const margin = 40;
const footerHeight = 24;
const cellPadding = 4;
const textSize = 8.5;
const ink = '#1f2933';
const faint = '#52606d';
const rule = '#cbd2d9';
const shade = '#f5f7fa';

/**
 * Bytes of the document.
 * @throws what the library throws, as for fonts that are not installed.
 */
export const pdfOf: Documents['pdf'] = async (sheet) => {
  // Loaded when first needed: few desks make documents every day.
  const { default: PDFDocument } = await import('pdfkit');
  const document = new PDFDocument({
    size: 'A4',
    layout: 'landscape',
    margins: { top: margin, left: margin, right: margin, bottom: margin + footerHeight },
    bufferPages: true,
    font: fonts.plain,
    info: {
      Title: sheet.title,
      Author: sheet.author,
      CreationDate: new Date(sheet.createdAt),
    },
  });
  const bytes = collect(document);
  document.registerFont('plain', fonts.plain).registerFont('bold', fonts.bold);
  write(document, sheet);
  document.end();
  return bytes;
};

async function collect(document: Page): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  for await (const chunk of document) chunks.push(Buffer.from(chunk));
  return new Uint8Array(Buffer.concat(chunks));
}

function write(document: Page, sheet: Sheet): void {
  document.font('bold').fontSize(16).fillColor(ink).text(sheet.title);
  document.moveDown(0.3);
  paragraphs(document, sheet.lines);
  for (const table of sheet.tables) writeTable(document, table);
  document.moveDown(0.8);
  document.x = margin;
  paragraphs(document, sheet.notes);
  numberPages(document, sheet);
}

function paragraphs(document: Page, lines: readonly string[]): void {
  document.font('plain').fontSize(9.5).fillColor(faint);
  for (const line of lines) document.text(line, { paragraphGap: 2 });
}

function writeTable(document: Page, { heading, columns, rows, empty }: Table): void {
  document.moveDown(1);
  document.x = margin;
  const widths = widthsOf(document, columns);
  const head = { cells: columns.map(({ label }) => label), font: 'bold', fill: shade } as const;
  // A heading must not stand alone at the foot of a page.
  if (room(document) < 80) document.addPage();
  document.font('bold').fontSize(11.5).fillColor(ink).text(heading, { paragraphGap: 4 });
  if (rows.length === 0) paragraphs(document, [empty]);
  else writeRows(document, head, { rows, columns, widths });
}

/** The head stands above the rows on every page. */
function writeRows(
  document: Page,
  head: Row,
  { rows, columns, widths }: Pick<Table, 'rows' | 'columns'> & { readonly widths: readonly number[] },
): void {
  const aligns = columns.map(({ align }) => align);
  writeRow(document, head, { widths, aligns });
  for (const cells of rows) {
    const row = { cells, font: 'plain', fill: null } as const;
    if (heightOf(document, row, widths) > room(document)) {
      document.addPage();
      writeRow(document, head, { widths, aligns });
    }
    writeRow(document, row, { widths, aligns });
  }
}

interface Row {
  readonly cells: readonly string[];
  readonly font: 'plain' | 'bold';
  readonly fill: string | null;
}

const room = (document: Page): number => document.page.maxY() - document.y;

function widthsOf(document: Page, columns: Table['columns']): readonly number[] {
  const whole = document.page.width - 2 * margin;
  const weights = columns.reduce((sum, { weight }) => sum + weight, 0);
  return columns.map(({ weight }) => (whole * weight) / weights);
}

function heightOf(document: Page, { cells, font }: Row, widths: readonly number[]): number {
  document.font(font).fontSize(textSize);
  const heights = cells.map((cell, index) =>
    document.heightOfString(cell, { width: textWidth(widths, index) }),
  );
  return Math.max(textSize, ...heights) + 2 * cellPadding;
}

const textWidth = (widths: readonly number[], index: number): number =>
  Math.max(1, (widths[index] ?? 0) - 2 * cellPadding);

function writeRow(
  document: Page,
  row: Row,
  { widths, aligns }: { readonly widths: readonly number[]; readonly aligns: readonly ('left' | 'right')[] },
): void {
  const height = heightOf(document, row, widths);
  const top = document.y;
  const whole = widths.reduce((sum, width) => sum + width, 0);
  if (row.fill !== null) document.rect(margin, top, whole, height).fill(row.fill);
  document.fillColor(ink);
  let x = margin;
  for (const [index, cell] of row.cells.entries()) {
    const width = textWidth(widths, index);
    document.text(cell, x + cellPadding, top + cellPadding, { width, align: aligns[index] ?? 'left' });
    x += widths[index] ?? 0;
  }
  const bottom = top + height;
  document
    .moveTo(margin, bottom)
    .lineTo(margin + whole, bottom)
    .lineWidth(0.5)
    .stroke(rule);
  document.x = margin;
  document.y = bottom;
}

function numberPages(document: Page, { pageLabel, title }: Sheet): void {
  const { start, count } = document.bufferedPageRange();
  for (let index = 0; index < count; index += 1) {
    document.switchToPage(start + index);
    const { page } = document;
    const y = page.height - margin - textSize;
    // Below the bottom margin, where the library would otherwise begin a new page.
    page.margins.bottom = 0;
    document.font('plain').fontSize(textSize).fillColor(faint);
    const width = page.width - 2 * margin;
    document.text(title, margin, y, { width: width / 2, align: 'left', lineBreak: false });
    document.text(pageLabel(index + 1, count), margin + width / 2, y, { width: width / 2, align: 'right' });
  }
}
