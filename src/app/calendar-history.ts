// Keeps every calendar that deadlines were ever counted on, so that a log replays and explains itself for good.
import type { Settings, Store } from './ports.ts';

const prefix = 'calendar:';

/** Adds the calendars in force, by version, and gives back all that are known. */
export async function keepCalendars<Spec extends object>(
  store: Store,
  current: ReadonlyMap<string, Spec>,
): Promise<ReadonlyMap<string, unknown>> {
  return store.transaction(async (tx) => {
    const known = await tx.settings.startingWith(prefix);
    for (const [version, spec] of current) {
      if (!known.has(`${prefix}${version}`)) await tx.settings.set(`${prefix}${version}`, spec);
    }
    return byVersion(known);
  });
}

/** The calendars that are known, by version. */
export async function knownCalendars(settings: Settings): Promise<ReadonlyMap<string, unknown>> {
  return byVersion(await settings.startingWith(prefix));
}

const byVersion = (known: ReadonlyMap<string, unknown>): ReadonlyMap<string, unknown> =>
  new Map([...known].map(([key, spec]) => [key.slice(prefix.length), spec]));
