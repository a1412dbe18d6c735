// `deskhand import organisations.csv`: organisations, contracts and places from a table, all of them or none.
import { withOrganisations } from '../adapters/store/organisations-only.ts';
import type { Ids, Organisations } from '../app/ports.ts';
import type { Config } from '../config/config.ts';
import { never } from '../domain/result.ts';
import { type DeskDatabaseOptions, withDeskDatabase } from './desk-database.ts';
import { checkTable, rulesOf } from './organisations/check-table.ts';
import { type ImportReport, importReport } from './organisations/import-report.ts';
import { keptOrganisations } from './organisations/kept.ts';
import { type Change, planImport } from './organisations/plan-import.ts';
import type { LineProblem } from './organisations/read-table.ts';

export interface ImportOptions extends DeskDatabaseOptions {
  readonly config: Pick<Config, 'databaseUrl' | 'dataDirectory' | 'plans' | 'queues'>;
  /** What the file holds. */
  readonly bytes: Uint8Array;
  /** Whether to change anything; else it is only said what would be. */
  readonly apply: boolean;
  /** One JSON object instead of words. */
  readonly json: boolean;
  readonly ids: Ids;
}

export async function runImport(options: ImportOptions): Promise<ImportReport> {
  const { bytes, apply, config } = options;
  const table = checkTable(bytes, rulesOf(config));
  if (table.rows === null) return importReport({ changes: [], problems: table.problems }, options);
  const { rows, problems } = table;
  const planned = await withDeskDatabase(
    options,
    'Stop the desk first: it holds its data alone. On a PostgreSQL server it can go on running.',
    (database) =>
      withOrganisations(database, async (organisations) => {
        const plan = planImport(rows, await keptOrganisations(organisations), () => options.ids.next());
        const all = { ...plan, problems: merged(problems, plan.problems) };
        if (apply && all.problems.length === 0) await applyAll(all.changes, organisations);
        return all;
      }),
  );
  return planned.ok ? importReport(planned.value, options) : { lines: planned.error, exitCode: 1 };
}

const merged = (a: readonly LineProblem[], b: readonly LineProblem[]): readonly LineProblem[] =>
  [...a, ...b].toSorted((one, other) => one.line - other.line);

async function applyAll(changes: readonly Change[], organisations: Organisations): Promise<void> {
  for (const change of changes) {
    switch (change.kind) {
      case 'addOrganisation':
      case 'renameOrganisation':
        await organisations.save(change.organisation);
        break;
      case 'addContract':
      case 'changeContract':
        await organisations.saveContract(change.contract);
        break;
      case 'bind':
        await organisations.bind(change.binding);
        break;
      default:
        never(change);
    }
  }
}
