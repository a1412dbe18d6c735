// Finding the inline button that a person means.
import { PlayError } from './play-error.ts';
import type { InlineKeyboardMarkup } from './wire.ts';

/** The callback data of the button with this label or data. Throws where there is no such button to press. */
export function findButton(markup: InlineKeyboardMarkup | undefined, labelOrData: string): string {
  const buttons = markup?.inline_keyboard.flat() ?? [];
  const button =
    buttons.find(({ text }) => text === labelOrData) ??
    buttons.find(({ callback_data: data }) => data === labelOrData);
  if (button === undefined) {
    const labels = buttons.map(({ text }) => `"${text}"`).join(', ') || 'none';
    throw new PlayError(`there is no button "${labelOrData}" on this message; there are: ${labels}`);
  }
  if (button.callback_data === undefined)
    throw new PlayError(`button "${labelOrData}" tells the bot nothing`);
  return button.callback_data;
}
