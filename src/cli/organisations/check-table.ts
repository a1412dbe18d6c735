// Checks the table of organisations, each row by itself, and gives what is wrong with the others.
import type { z } from 'zod';
import type { Config } from '../../config/config.ts';
import type { CheckedRow } from './plan-import.ts';
import { type LineProblem, readTable } from './read-table.ts';
import { type RowRules, rowSchema } from './row.ts';

/** What rows are held against: the plans there are, and the chats where agents work. */
export function rulesOf({ plans, queues }: Pick<Config, 'plans' | 'queues'>): RowRules {
  const chats = Object.values(queues).flatMap(({ slackChannel, telegramChat }) => [
    `slack ${slackChannel}`,
    `telegram ${telegramChat}`,
  ]);
  return {
    plans: Object.keys(plans),
    isQueueChat: (platform, chat) => chats.includes(`${platform} ${chat}`),
  };
}

/** Each row checked by itself; `rows` is null where the file as a whole cannot be read. */
export function checkTable(
  bytes: Uint8Array,
  rules: RowRules,
): { readonly rows: readonly CheckedRow[] | null; readonly problems: readonly LineProblem[] } {
  const table = readTable(bytes);
  if (!table.ok) return { rows: null, problems: table.error };
  const schema = rowSchema(rules);
  const rows: CheckedRow[] = [];
  const problems: LineProblem[] = [];
  for (const { line, cells } of table.value) {
    if (cells === null) {
      problems.push({
        line,
        problems: ['has more or fewer cells than the header: check commas and quotes.'],
      });
      continue;
    }
    const checked = schema.safeParse(cells);
    if (checked.success) rows.push({ line, row: checked.data });
    else problems.push({ line, problems: wordsOf(checked.error) });
  }
  return { rows, problems };
}

const wordsOf = (error: z.ZodError): readonly string[] =>
  error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
