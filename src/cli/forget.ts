// `deskhand forget PERSON`: erases what is kept about a person, or says what would be erased and what stays.
import { uuidIds } from '../adapters/ids.ts';
import type { Database } from '../adapters/store/database/database.ts';
import { withPrivacy } from '../adapters/store/privacy-only.ts';
import { type Forgetting, type Forgotten, forget } from '../app/forget.ts';
import type { People, Person } from '../app/ports.ts';
import { type DeskDatabaseOptions, withDeskDatabase } from './desk-database.ts';

export interface ForgetOptions extends DeskDatabaseOptions {
  /** `platform:id`, `platform:@handle`, or the desk's own id of the person. */
  readonly person: string;
  /** Erases; without it nothing is changed. */
  readonly apply: boolean;
  /** Also while they have tickets that are not over. */
  readonly alsoOpen: boolean;
  /** One JSON object instead of words. */
  readonly json: boolean;
}

export interface ForgetReport {
  readonly lines: readonly string[];
  /** 1 when nobody was found, a ticket stands in the way, or the database cannot be used. */
  readonly exitCode: 0 | 1;
}

const refused = (...lines: readonly string[]): ForgetReport => ({ lines, exitCode: 1 });

/** Forgets the person, or with `apply` unset finds out what that would do and leaves everything as it is. */
export async function runForget(options: ForgetOptions): Promise<ForgetReport> {
  const outcome = await withDeskDatabase(
    options,
    'Stop the desk first: it holds its data alone. On a PostgreSQL server it can go on running.',
    (database) => outcomeOf(database, options),
  );
  if (!outcome.ok) return refused(...outcome.error);
  const { value } = outcome;
  if (value === null)
    return refused(
      `Nobody is known as ${options.person}. Name a person as slack:U0123, telegram:123456, telegram:@name, or by the desk's own id.`,
    );
  if (value.kind === 'open')
    return refused(
      `They have tickets that are not over: ${value.references.join(', ')}. Close these first, or add --also-open.`,
    );
  if (options.json) {
    const { kind: _kind, ...rest } = value;
    return { lines: [JSON.stringify({ ...rest, applied: options.apply })], exitCode: 0 };
  }
  return { lines: wordsFor(value, options.apply), exitCode: 0 };
}

/** Carries what a dry run found out of the transaction that it undoes. */
class DryRun extends Error {
  readonly outcome: Forgotten;
  constructor(outcome: Forgotten) {
    super('a dry run is rolled back');
    this.outcome = outcome;
  }
}

/** Null where nobody is known by that name. */
async function outcomeOf(
  database: Database,
  { person: named, apply, alsoOpen, clock }: ForgetOptions,
): Promise<Forgetting | null> {
  try {
    return await withPrivacy(database, uuidIds(clock), async (tx) => {
      const person = await find(tx.people, named);
      if (person === null) return null;
      const outcome = await forget(tx, person, { alsoOpen, now: clock.now() });
      if (outcome.kind === 'forgotten' && !apply) throw new DryRun(outcome);
      return outcome;
    });
  } catch (error) {
    if (error instanceof DryRun) return error.outcome;
    throw error;
  }
}

function find(people: People, named: string): Promise<Person | null> {
  const account = /^([a-z]+):@?(.+)$/.exec(named);
  const [, platform, user] = account ?? [];
  return platform === undefined || user === undefined ? people.get(named) : people.findUser(platform, user);
}

function wordsFor({ pseudonym, tickets, rows, copies }: Forgotten, isApplied: boolean): readonly string[] {
  const changed = Object.entries(rows).filter(([, count]) => count > 0);
  const width = Math.max(...changed.map(([table]) => table.length), 0);
  return [
    changed.length === 0
      ? 'Nothing is left to erase.'
      : isApplied
        ? 'Erased, in rows by table:'
        : 'Would erase, in rows by table (nothing is changed without --apply):',
    ...changed.map(([table, count]) => `  ${table.padEnd(width)}  ${count}`),
    '',
    `Stays, since contracts oblige to it: of their ${tickets} tickets the references, times, severity, clocks and outcome,`,
    `the ledger of priority incidents, and who did what, as ${pseudonym}. What they answered as an agent stays too.`,
    ...(copies > 0
      ? ['', `The running desk takes back ${copies} of its messages from agents' chats, or edits them.`]
      : []),
    "What they wrote in chats themselves, and the desk's answers in their own chat, lie with the platforms: see docs/privacy.md.",
  ];
}
