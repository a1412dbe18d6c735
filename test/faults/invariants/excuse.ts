// When a duplicate on Telegram is one that nothing can prevent: a fault met the sending of that very message.
import type { Fault, Sight } from '../record.ts';
import { tokensIn } from '../record.ts';

/** How long before and after a message's appearance a death may have lost the record of it, in milliseconds. */
const beforeMs = 500;
const afterMs = 5_000;

/** Ends of a process, or of its database, after which nobody knows what was sent last. */
const losesMemory: ReadonlySet<string> = new Set(['kill', 'term', 'database cut', 'crash']);
/** Of the faults of a call, the one that serves it and says nothing: the others serve nothing. */
const losesAnswer = 'cutAfterProcessing';

/** The fault that excuses the second appearance of `first`, if there is one. */
export function excuseFor(first: Sight, faults: readonly Fault[]): Fault | undefined {
  return faults.find((fault) => {
    if (losesMemory.has(fault.kind)) {
      return fault.at >= first.at - beforeMs && (fault.at <= first.at + afterMs || isDuring(first.at, fault));
    }
    return fault.kind === losesAnswer && fault.platform === first.platform && isSameMessage(first, fault);
  });
}

const isDuring = (at: number, { at: from, until }: Fault): boolean =>
  until !== undefined && at >= from && at <= until + afterMs;

function isSameMessage(first: Sight, { text = '' }: Fault): boolean {
  const tokens = tokensIn(first.text);
  return tokens.length > 0 ? tokens.some((token) => text.includes(token)) : text === first.text;
}
