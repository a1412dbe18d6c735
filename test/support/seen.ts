// What people see in a chat, on whichever platform, and how a test reads along.
import { expect } from 'vitest';

/** One message as its reader sees it. */
export interface Seen {
  readonly id: string;
  readonly isDesk: boolean;
  readonly by: string;
  readonly text: string;
  readonly buttons: readonly string[];
  readonly reactions: readonly string[];
}

/** A place in a chat that somebody looks at. */
export interface Window {
  /** All that stands there now, oldest first. */
  seen(): readonly Seen[];
  /** Waits for a message of the desk that matches and was not read in this window before; edited ones count anew. */
  reads(pattern: RegExp): Promise<Seen>;
  /** The messages of the desk there now that match. */
  all(pattern: RegExp): readonly Seen[];
  /** Everything there, line by line, as one text. */
  transcript(): string;
}

/** A pattern for the text as it stands; a pattern stays what it is. */
export const escaped = (text: string | RegExp): RegExp =>
  typeof text === 'string' ? new RegExp(text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')) : text;

export type WaitFor = <T>(probe: () => T | undefined | false | null, what: string) => Promise<T>;

export function windowOn(look: () => readonly Seen[], waitFor: WaitFor): Window {
  const read = new Set<string>();
  const keyOf = ({ id, text }: Seen): string => `${id} ${text}`;
  return {
    seen: look,
    async reads(pattern) {
      const isNew = (message: Seen): boolean =>
        message.isDesk && pattern.test(message.text) && !read.has(keyOf(message));
      const found = await waitFor(() => look().find(isNew), `${pattern}`).catch(() => undefined);
      if (found === undefined) expect.fail(`${pattern} did not come. There is:\n${transcriptOf(look())}`);
      read.add(keyOf(found));
      return found;
    },
    all: (pattern) => look().filter(({ isDesk, text }) => isDesk && pattern.test(text)),
    transcript: () => transcriptOf(look()),
  };
}

const transcriptOf = (messages: readonly Seen[]): string => messages.map(lineOf).join('\n');

function lineOf({ by, isDesk, text, buttons, reactions }: Seen): string {
  const keys = buttons.length === 0 ? '' : ` [${buttons.join(' | ')}]`;
  const signs = reactions.length === 0 ? '' : ` {${reactions.join(' ')}}`;
  return `${isDesk ? 'DESK' : by}: ${text}${keys}${signs}`;
}
