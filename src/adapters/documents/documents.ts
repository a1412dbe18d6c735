// Makes the desk's documents: spreadsheets' values and pages.
import type { Documents } from '../../app/documents.ts';
import { csvOf } from './csv.ts';
import { pdfOf } from './pdf.ts';

export const documents: Documents = { csv: csvOf, pdf: pdfOf };
