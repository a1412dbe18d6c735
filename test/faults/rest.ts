// Waits until the desk has nothing more to do, and says how long that took.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Cast } from './cast.ts';
import type { TrialDatabase } from './database.ts';
import { readRows } from './read-rows.ts';
import type { Replica } from './replicas.ts';
import type { Stage } from './stage.ts';

interface RestParts {
  readonly stage: Stage;
  readonly cast: Cast;
  readonly database: TrialDatabase;
  readonly replicas: readonly Replica[];
  readonly longestMs: number;
}

/** A desk that calls nobody for so long may be at rest. */
const quietMs = 6_000;

/** Milliseconds until nothing was owed any more; null when that did not come about in time. */
export async function awaitRest(parts: RestParts): Promise<number | null> {
  const began = performance.now();
  await Promise.all(parts.replicas.map((replica) => replica.ready().catch(() => undefined)));
  while (performance.now() - began < parts.longestMs) {
    if (await isAtRest(parts)) return performance.now() - began;
    await sleep(250);
  }
  return null;
}

async function isAtRest(parts: RestParts): Promise<boolean> {
  const { stage, cast, database } = parts;
  if (stage.beingRepeated > 0 || cast.telegram.pendingUpdates > 0) return false;
  const owing = await database.owing();
  if (owing !== null) return Object.values(owing).every((count) => count === 0);
  return isQuiet(parts) && (await owesNothing(parts));
}

/** Polling for updates is what a desk at rest does. */
function isQuiet({ stage, cast }: RestParts): boolean {
  const called = [...cast.slack.calls.slice(-1), ...cast.telegram.calls.filter(isWork).slice(-1)];
  return called.every(({ at }) => at < stage.now() - quietMs);
}

const isWork = ({ method }: { readonly method: string }): boolean => method !== 'getUpdates';

/** Only one process may look into the embedded database: the desk makes way for it, and comes back. */
async function owesNothing({ database, replicas }: RestParts): Promise<boolean> {
  for (const replica of replicas) await replica.stop();
  const { deliveries, inbox, tickets, readAt } = await readRows(database);
  for (const replica of replicas) replica.start();
  await Promise.all(replicas.map((replica) => replica.ready()));
  const isOwed = deliveries.some(({ state }) => ['queued', 'sending', 'retrying'].includes(state));
  const isWaiting = inbox.some(({ state }) => state === 'waiting');
  // A deadline that is still to come brings a reminder.
  const isAwaited = tickets.some(({ ticket }) =>
    ticket.timers.some(
      ({ dueAt, answers, breachedAt }) =>
        answers.length === 0 && breachedAt === null && dueAt !== null && dueAt > readAt - quietMs,
    ),
  );
  return !isOwed && !isWaiting && !isAwaited;
}
