// What a person at the page is told when something they asked for cannot be done.
import { AppDidNotRespond, PlayRefused } from '../slack/refusals.ts';
import { PlayError } from '../telegram/play-error.ts';

/** Something the playground itself cannot do now. */
export class NotNow extends Error {}

/** The words to show for a refusal of a client or of the playground; null for a bug. */
export function refusalText(error: unknown): string | null {
  const isRefusal = [AppDidNotRespond, PlayRefused, PlayError, NotNow].some((kind) => error instanceof kind);
  return isRefusal && error instanceof Error ? error.message : null;
}
