// A desk under load between emulated platforms, each in a process of its own.
import { setTimeout as sleep } from 'node:timers/promises';
import { deskEnvironment } from '../../test/support/desk-environment.ts';
import { freePort } from '../../test/support/free-port.ts';
import { type QueueChats, signingSecret, slackToken, webhookSecret, writeDeskFile } from './desk-file.ts';
import { type DeskProcess, startDeskProcess } from './desk-process.ts';
import type { OwnDatabase } from './own-database.ts';
import { type PlatformsProcess, type PlatformsWanted, startPlatforms } from './platforms-process.ts';

export interface Stage {
  readonly desk: DeskProcess;
  readonly platforms: PlatformsProcess;
  readonly database: OwnDatabase;
}

/** Raises the desk and its platforms for `work`, and takes them down after it. */
export async function onStage<T>(
  database: OwnDatabase,
  wanted: PlatformsWanted & {
    readonly queues?: QueueChats;
    /** Whether what is owed is sent; the default. */
    readonly isDelivered?: boolean;
  },
  work: (stage: Stage) => Promise<T>,
): Promise<T> {
  const platforms = await startPlatforms(wanted);
  try {
    const port = await freePort();
    const file = await writeDeskFile(database.directory, wanted.queues);
    const desk = await startDeskProcess(
      {
        ...database.env,
        ...deskEnvironment({ ...platforms, slackToken, slackBy: { signingSecret }, webhookSecret }, port),
        DESKHAND_CONFIG: file,
      },
      { port, isPaced: wanted.rateLimits, isDelivered: wanted.isDelivered ?? true },
    );
    try {
      await platforms.child.ask('requestUrl', `${desk.address}/slack/events`);
      await platforms.child.ask('meet');
      return await work({ desk, platforms, database });
    } finally {
      await desk.stop();
    }
  } finally {
    await platforms.stop();
  }
}

/** Resolves once `value` has reached `wanted`; rejects when it has not grown for `patienceMs`. */
export async function untilReached(
  value: () => Promise<number>,
  wanted: number,
  { what, patienceMs = 30_000 }: { readonly what: string; readonly patienceMs?: number },
): Promise<void> {
  let highest = -1;
  let grownAt = performance.now();
  for (;;) {
    const now = await value();
    if (now >= wanted) return;
    if (now > highest) [highest, grownAt] = [now, performance.now()];
    if (performance.now() - grownAt > patienceMs)
      throw new Error(`${what}: ${now} of ${wanted}, and no more come`);
    await sleep(50);
  }
}

/** Resolves once `value` has not changed for five seconds. */
export async function untilCalm(value: () => Promise<number>): Promise<void> {
  let last = await value();
  let changedAt = performance.now();
  while (performance.now() - changedAt < 5_000) {
    await sleep(100);
    const now = await value();
    if (now !== last) [last, changedAt] = [now, performance.now()];
  }
}
