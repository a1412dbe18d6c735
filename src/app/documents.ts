// What the application asks of whoever makes documents of words that are chosen already.
import type { Instant } from '../domain/instant.ts';

export interface TableColumn {
  readonly label: string;
  /** Its share of the width, among those of the other columns. */
  readonly weight: number;
  readonly align: 'left' | 'right';
}

export interface Table {
  readonly heading: string;
  readonly columns: readonly TableColumn[];
  /** As many cells in each as there are columns; plain text. */
  readonly rows: readonly (readonly string[])[];
  /** What is said in place of no rows. */
  readonly empty: string;
}

/** A document to be read on paper. */
export interface Sheet {
  readonly title: string;
  readonly author: string;
  /** Lines below the title. */
  readonly lines: readonly string[];
  readonly tables: readonly Table[];
  /** Lines below the tables. */
  readonly notes: readonly string[];
  readonly createdAt: Instant;
  /** What stands at the foot of a page, both numbered from 1. */
  pageLabel(page: number, pages: number): string;
}

export interface Documents {
  /** The table for spreadsheets: comma-separated values, in which no cell acts as a formula. */
  csv(table: Pick<Table, 'columns' | 'rows'>): Uint8Array<ArrayBuffer>;
  /** Pages of A4; the same sheet makes the same bytes. */
  pdf(sheet: Sheet): Promise<Uint8Array<ArrayBuffer>>;
}
