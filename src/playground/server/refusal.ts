// What a person at the page is told when something they asked for cannot be done.
import { AppDidNotRespond, PlayRefused } from '../slack/refusals.ts';
import { PlayError } from '../telegram/play-error.ts';

/** Something the playground itself cannot do now. */
export class NotNow extends Error {}

/** The words to show for a refusal of a client or of the playground; null for a bug. */
export function refusalText(error: unknown): string | null {
  if (error instanceof PlayError || error instanceof NotNow) return sentence(error.message);
  if (!(error instanceof PlayRefused || error instanceof AppDidNotRespond)) return null;
  return sentence(error.message.replace(`${error.code}: `, ''));
}

function sentence(words: string): string {
  const text = words.charAt(0).toUpperCase() + words.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
