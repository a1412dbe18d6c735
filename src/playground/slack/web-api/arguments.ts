// Arguments of Web API calls: form fields are strings, JSON bodies carry values; both are read alike here.
import { z } from 'zod';
import { blockList } from '../blocks/blocks.ts';
import { offendingArguments, slackMessages } from '../blocks/problems.ts';
import { refuseWithMessages, SlackRefusal } from '../refusals.ts';
import { TIMESTAMP } from '../workspace/ids.ts';
import type { Wire } from '../workspace/wire.ts';

const FLAGS = new Map<unknown, boolean>([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

/** A boolean, also as `true`, `1`, `false`, `0` in a form. */
export const flag = z.preprocess((value) => FLAGS.get(value) ?? value, z.boolean()).optional();

/** A whole number, also as digits in a form. */
export function wholeNumber() {
  return z.preprocess(
    (value) => (typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value),
    z.number().int().min(0),
  );
}

/** A structure, also as JSON text in a form. */
export function structure<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => (typeof value === 'string' ? parseJson(value) : value), schema);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export const id = z.string().min(1);
export const timestamp = z.string();
export const messageBlocks = structure(blockList('message'));

/** Arguments of lists. */
export const paging = { cursor: z.string().optional(), limit: wholeNumber().optional() };

/** An argument object: unknown arguments are refused; `token` and `team_id` are taken everywhere. */
export function argumentsOf<T extends z.ZodRawShape>(shape: T) {
  return z.strictObject({ token: z.string().optional(), team_id: z.string().optional(), ...shape });
}

/** Parses the arguments of a call; throws `invalid_blocks` or `invalid_arguments` with Slack's lines. */
export function parseArguments<S extends z.ZodType>(schema: S, raw: Wire): z.output<S> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const decoded = Object.fromEntries(
    Object.entries(raw).map(([key, value]) => [key, typeof value === 'string' ? parseJson(value) : value]),
  );
  throw refuseWithMessages(codeFor(parsed.error, decoded), slackMessages(parsed.error, decoded));
}

function codeFor(error: z.ZodError, decoded: Wire): string {
  const offending = offendingArguments(error);
  if (offending.includes('blocks')) {
    const isTables = error.issues.some(({ message }) => message === 'only_one_table_allowed');
    if (isTables) return 'only_one_table_allowed';
    return Array.isArray(decoded.blocks) ? 'invalid_blocks' : 'invalid_blocks_format';
  }
  if (offending.includes('metadata')) return 'invalid_metadata_format';
  return 'invalid_arguments';
}

/** Throws `code` unless `ts` has the form of a message's timestamp. */
export function requireTimestamp(ts: string, code: string): void {
  if (!TIMESTAMP.test(ts)) throw new SlackRefusal(code);
}
