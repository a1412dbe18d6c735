// Buttons as Telegram's inline keyboards.
import type { Button } from '../../../app/view.ts';

export interface InlineKeyboard {
  readonly inline_keyboard: readonly (readonly { readonly text: string; readonly callback_data: string }[])[];
}

const BUTTONS_A_ROW = 3;
const COMMAND_BYTES = 64;

/** Null without buttons. Throws RangeError for a command that does not fit: the caller's bug. */
export function keyboard(rows: readonly (readonly Button[])[] = []): InlineKeyboard | null {
  const narrow = rows.flatMap(inRows);
  return narrow.length === 0 ? null : { inline_keyboard: narrow.map((row) => row.map(inlineButton)) };
}

/** Rows of at most three, so that labels stay readable on a phone. */
export function inRows(buttons: readonly Button[]): readonly (readonly Button[])[] {
  const count = Math.ceil(buttons.length / BUTTONS_A_ROW);
  return Array.from({ length: count }, (_, row) =>
    buttons.slice(row * BUTTONS_A_ROW, (row + 1) * BUTTONS_A_ROW),
  );
}

function inlineButton({ label, command }: Button): { text: string; callback_data: string } {
  const bytes = Buffer.byteLength(command, 'utf8');
  if (bytes < 1 || bytes > COMMAND_BYTES) {
    throw new RangeError(
      `a button's command must have 1 to ${COMMAND_BYTES} bytes, not ${bytes}: ${command}`,
    );
  }
  return { text: label, callback_data: command };
}
