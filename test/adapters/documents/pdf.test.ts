// Pages as a reader of PDF finds them: how many, of which size, under which name, and the same each time.
import { describe, expect, it } from 'vitest';
import { pdfOf } from '../../../src/adapters/documents/pdf.ts';
import type { Sheet } from '../../../src/app/documents.ts';
import { utc } from '../../domain/sla/given.ts';
import { pdfText, readPdf } from '../../support/pdf.ts';

const column = (label: string) => ({ label, weight: 1, align: 'left' as const });
const sheet = (rows: readonly (readonly string[])[], change: Partial<Sheet> = {}): Sheet => ({
  title: 'Отчёт · Globex',
  author: 'Поддержка Acme',
  lines: ['First line'],
  tables: [
    { heading: 'Tickets', columns: [column('Ticket'), column('Subject')], rows, empty: 'Nothing here' },
  ],
  notes: ['Last line'],
  createdAt: utc('2026-11-01 09:00'),
  pageLabel: (page, pages) => `Page ${page} of ${pages}`,
  ...change,
});
const rows = (count: number) =>
  Array.from({ length: count }, (_, index) => [`ACME-${index + 1}`, 'Сервер упал']);

describe('a sheet on pages', () => {
  it('is one page of A4 across, with its title, lines, table and number', async () => {
    const bytes = await pdfOf(sheet(rows(2)));
    expect(readPdf(bytes)).toMatchObject({ pages: [[841.89, 595.28]], title: 'Отчёт · Globex' });
    const [text = ''] = pdfText(bytes);
    for (const words of [
      'Отчёт · Globex',
      'First line',
      'Tickets',
      'Subject',
      'ACME-2',
      'Сервер упал',
      'Last line',
      'Page 1 of 1',
    ])
      expect(text).toContain(words);
  });

  it('breaks a long table between rows, with its heading on every page', async () => {
    const texts = pdfText(await pdfOf(sheet(rows(80))));
    expect(texts.length).toBeGreaterThan(2);
    for (const [index, text] of texts.entries()) {
      expect(text).toContain(`Page ${index + 1} of ${texts.length}`);
      if (text.includes('ACME-')) expect(text).toContain('Subject');
    }
    const named = texts.flatMap((text) => text.match(/ACME-\d+/g) ?? []);
    expect(named, 'each row once, in order').toEqual(rows(80).map(([reference]) => reference));
  });

  it('says so where a table has no rows', async () => {
    const [text = ''] = pdfText(await pdfOf(sheet([])));
    expect(text).toContain('Nothing here');
    expect(text).not.toContain('Subject');
  });

  it('is made of whatever people have written, also of letters that its fonts have not', async () => {
    const words = [
      '🦠 вирус',
      'שלום עולם',
      '电脑坏了',
      '\ud83d half',
      '<b>&amp;',
      '=1+1',
      '\u202Eabc',
      'w'.repeat(500),
      '',
    ];
    const [text = ''] = pdfText(await pdfOf(sheet(words.map((each) => ['ACME-1', each]))));
    for (const each of ['вирус', '<b>&amp;', '=1+1']) expect(text).toContain(each);
  });

  it('is the same bytes for the same sheet, dated by the desk’s clock', async () => {
    const [one, other] = [await pdfOf(sheet(rows(3))), await pdfOf(sheet(rows(3)))];
    expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true);
    expect(Buffer.from(one).toString('latin1')).toContain('D:20261101090000Z');
  });
});
