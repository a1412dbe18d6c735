// What must hold before the desk takes work: its database, its own start, and each platform.
import type { ReadinessCheck } from './health.ts';

export interface ReadinessParts {
  readonly database: {
    readonly availability: { isUp(): boolean };
    /** Rejects when the database does not answer. */
    ping(): Promise<void>;
  };
  readonly adapters: readonly { readonly platform: string; isReady(): boolean }[];
  /** Whether the desk is neither starting nor stopping. */
  isWorking(): boolean;
}

/** The checks that `/readyz` makes, in the order in which it names what is missing. */
export function readiness({ database, adapters, isWorking }: ReadinessParts): readonly ReadinessCheck[] {
  return [
    { name: 'database', check: () => databaseProblem(database) },
    { name: 'desk', check: async () => (isWorking() ? null : 'starting or stopping') },
    ...adapters.map((adapter) => ({
      name: adapter.platform,
      check: async () => (adapter.isReady() ? null : 'not connected'),
    })),
  ];
}

/** Asked only while it is not known to be away, so that the answer does not take long. */
async function databaseProblem({ availability, ping }: ReadinessParts['database']): Promise<string | null> {
  if (!availability.isUp()) return 'cannot be reached';
  await ping();
  return null;
}
