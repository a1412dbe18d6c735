// The table of organisations that people edit in a spreadsheet: its columns, and cells that no spreadsheet runs.
import type { Binding } from '../../app/ports.ts';

export const columns = [
  'key',
  'name',
  'plan',
  'from',
  'to',
  'contacts',
  'slack_team',
  'slack_channel',
  'telegram_chat',
] as const;
export type Column = (typeof columns)[number];

/** A row by column; '' where a cell is empty. */
export type Cells = Readonly<Record<Column, string>>;

export const emptyCells: Cells = {
  key: '',
  name: '',
  plan: '',
  from: '',
  to: '',
  contacts: '',
  slack_team: '',
  slack_channel: '',
  telegram_chat: '',
};

export type PlaceColumn = Extract<Column, 'slack_team' | 'slack_channel' | 'telegram_chat'>;

/** Which places each column binds, and the form of their ids. */
export const placeColumns: readonly {
  readonly column: PlaceColumn;
  readonly platform: string;
  readonly scope: Binding['scope'];
  readonly form: RegExp;
  readonly example: string;
}[] = [
  {
    column: 'slack_team',
    platform: 'slack',
    scope: 'team',
    form: /^[TE][A-Z0-9]{2,}$/,
    example: 'T0123ABCD',
  },
  {
    column: 'slack_channel',
    platform: 'slack',
    scope: 'chat',
    form: /^[CG][A-Z0-9]{2,}$/,
    example: 'C0123ABCD',
  },
  {
    column: 'telegram_chat',
    platform: 'telegram',
    scope: 'chat',
    form: /^-[1-9]\d*$/,
    example: '-1001234567890',
  },
];

/** What a spreadsheet may take for a formula; a plain number it may not. */
const formula = /^[=+\-@\t\r']/;
const plainNumber = /^[+-]?\d+$/;

/** The cell as it is written: what could run as a formula begins with an apostrophe. */
export const guarded = (cell: string): string =>
  formula.test(cell) && !plainNumber.test(cell) ? `'${cell}` : cell;

/** The cell as it was before it was guarded. */
export const unguarded = (cell: string): string => (/^'[=+\-@\t\r']/.test(cell) ? cell.slice(1) : cell);
