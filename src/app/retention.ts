// Erases what has been kept long enough after its ticket ended, and removes the desk's own copies of it from chats.
import { z } from 'zod';
import type { Erasure } from '../domain/erasure.ts';
import { DAY_MS, type Instant } from '../domain/instant.ts';
import type { Ticket } from '../domain/ticket.ts';
import { eraseTicket } from './erase-ticket.ts';
import type { DeskPolicy, RetentionPolicy } from './policy.ts';
import type { Clock, Logger, Repositories, Store } from './ports.ts';
import { type KeptPart, keptParts } from './privacy-ports.ts';
import { type RemovalParts, removeCopies } from './removals.ts';
import { isSample } from './samples.ts';

export interface RetentionParts extends RemovalParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly policy: DeskPolicy;
}

/** What came in is of no use once it was handled, but for finding out what went wrong. */
const inboundKeptMs = 90 * DAY_MS;
/** How many tickets one transaction erases. */
const batchSize = 50;

const key = 'retention';
const progressSchema = z.object({ passedAt: z.number() });

const lasting: Readonly<Record<KeptPart, keyof RetentionPolicy>> = {
  samples: 'samplesMs',
  files: 'filesMs',
  texts: 'messagesMs',
};

/** Goes over everything once a day, a batch at a time, and then over the copies; true while there may be more. */
export async function keepNoLonger(parts: RetentionParts): Promise<boolean> {
  const hasMore = await eraseBatch(parts);
  return (await removeCopies(parts)) || hasMore;
}

async function eraseBatch({ store, clock, policy, logger }: RetentionParts): Promise<boolean> {
  const now = clock.now();
  const done = await store.transaction(async (tx) => {
    const last = progressSchema.safeParse(await tx.settings.get(key)).data;
    if (last !== undefined && now - last.passedAt < DAY_MS) return null;
    for (const part of keptParts) {
      const tickets = await erasePart(tx, policy, { part, now });
      if (tickets > 0) return { part, tickets };
    }
    const keptMs = Math.min(policy.retention.messagesMs ?? inboundKeptMs, inboundKeptMs);
    const rows = await tx.privacy.trim({ inboundBefore: now - keptMs, now });
    await tx.settings.set(key, { passedAt: now });
    return { part: null, rows };
  });
  if (done === null) return false;
  logger.info(done, 'erased what was kept long enough');
  return done.part !== null;
}

/** How many tickets had the part erased. */
async function erasePart(
  tx: Repositories,
  policy: DeskPolicy,
  { part, now }: { readonly part: KeptPart; readonly now: Instant },
): Promise<number> {
  const keptMs = policy.retention[lasting[part]];
  if (keptMs === null) return 0;
  const ids = await tx.privacy.endedBefore(now - keptMs, part, batchSize);
  for (const ticket of await tx.tickets.load(ids)) {
    await eraseTicket(tx, ticket.id, erasureOf(part, ticket, policy), now);
    await tx.privacy.markErased(ticket.id, part, now);
  }
  return ids.length;
}

/** With the words of a ticket its files go, whatever the configuration says of those. */
function erasureOf(part: KeptPart, ticket: Ticket, policy: DeskPolicy): Erasure {
  return {
    words: () => part === 'texts',
    file: (file, event) => part !== 'samples' || isSample(file, event, { ticket, policy }),
    account: (account) => account,
  };
}
