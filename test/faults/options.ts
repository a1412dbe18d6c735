// What a trial is run with, as the command line gives it.
import { parseArgs } from 'node:util';
import { z } from 'zod';

const number = (least: number) => z.coerce.number().int().min(least);

const optionsSchema = z.object({
  /** Of customers; what agents write comes on top. */
  messages: number(1).default(500),
  kills: number(0).default(10),
  database: z.enum(['postgres', 'embedded']).default('embedded'),
  replicas: number(1).max(2).optional(),
  seed: number(0).optional(),
  /** How many customers write at once. */
  customers: number(1).default(40),
  /** The platforms' own limits on how often one may write. */
  limits: z.boolean().default(false),
  /** How many seconds people wait for what must come before they give their ticket up. */
  patience: number(1).default(120),
  /** Within how many seconds critical tickets are to be answered. */
  target: number(2).default(20),
  json: z.boolean().default(false),
});

export type TrialOptions = Required<z.output<typeof optionsSchema>>;

/** @throws Error that names the option which is wrong. */
export function parseOptions(args: readonly string[], freshSeed: () => number): TrialOptions {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      messages: text,
      kills: text,
      database: text,
      replicas: text,
      seed: text,
      customers: text,
      target: text,
      patience: text,
      limits: { type: 'boolean' },
      json: { type: 'boolean' },
    },
  });
  const parsed = optionsSchema.safeParse(values);
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
  const { database } = parsed.data;
  const replicas = parsed.data.replicas ?? (database === 'postgres' ? 2 : 1);
  if (database === 'embedded' && replicas > 1) throw new Error('the embedded database serves one process');
  return { ...parsed.data, replicas, seed: parsed.data.seed ?? freshSeed() };
}
