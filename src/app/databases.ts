// Which antivirus databases are the latest, as far as the desk knows: what requests are measured against.
import { z } from 'zod';
import type { DeskError } from '../domain/errors.ts';
import type { Instant } from '../domain/instant.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { PersonId } from '../domain/ticket.ts';
import { compareVersions, isVersion } from '../domain/version.ts';
import type { Repositories } from './ports.ts';

const key = 'databases.latest';

const latestSchema = z.object({
  version: z.string(),
  setAt: z.number(),
  /** Null where it was set from the command line. */
  setBy: z.string().nullable(),
});

/** The latest databases, since when the desk knows that, and from whom. */
export type LatestDatabases = z.infer<typeof latestSchema>;

/** The version of the latest databases; null where nobody has told. */
export async function latestDatabases(tx: Pick<Repositories, 'settings'>): Promise<string | null> {
  return (await knownDatabases(tx))?.version ?? null;
}

/** The same with who told it and when. */
export async function knownDatabases({
  settings,
}: Pick<Repositories, 'settings'>): Promise<LatestDatabases | null> {
  return latestSchema.safeParse(await settings.get(key)).data ?? null;
}

/** Sets the latest version, inside `tx`; one that is older than the one known only with `force`. */
export async function setLatestDatabases(
  tx: Pick<Repositories, 'settings'>,
  wanted: {
    readonly version: string;
    readonly at: Instant;
    readonly by: PersonId | null;
    readonly force: boolean;
  },
): Promise<Result<LatestDatabases, DeskError>> {
  const { version, at, by, force } = wanted;
  if (!isVersion(version)) return fail({ code: 'versionUnknown', input: version, verb: 'databases set' });
  const latest = await latestDatabases(tx);
  if (latest !== null && !force && compareVersions(version, latest) < 0)
    return fail({ code: 'databasesOlder', version, latest });
  const set = { version, setAt: at, setBy: by };
  await tx.settings.set(key, set);
  return ok(set);
}
