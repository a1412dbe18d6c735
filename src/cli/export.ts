// `deskhand export`: the organisations, their contracts and places as the table that `import` reads.
import { stringify } from 'csv-stringify/sync';
import { withOrganisations } from '../adapters/store/organisations-only.ts';
import { contactText } from '../domain/contract/contact.ts';
import type { Contract } from '../domain/contract/contract.ts';
import type { Result } from '../domain/result.ts';
import { type DeskDatabaseOptions, withDeskDatabase } from './desk-database.ts';
import { type Cells, columns, emptyCells, guarded, placeColumns } from './organisations/columns.ts';
import { type KeptOrganisation, keptOrganisations } from './organisations/kept.ts';

/** The table as text, or why there is none; with `json`, an array of its rows instead of CSV. */
export async function runExport(
  options: DeskDatabaseOptions & { readonly json: boolean },
): Promise<Result<string, readonly string[]>> {
  const exported = await withDeskDatabase(
    options,
    'Stop the desk first: it holds its data alone. On a PostgreSQL server it can go on running.',
    (database) => withOrganisations(database, keptOrganisations),
  );
  if (!exported.ok) return exported;
  const rows = exported.value.flatMap(rowsOf);
  return { ok: true, value: options.json ? `${JSON.stringify(rows)}\n` : csvOf(rows) };
}

/** With a byte order mark, by which spreadsheets know UTF-8. */
function csvOf(rows: readonly Cells[]): string {
  const cells = rows.map((row) => columns.map((column) => guarded(row[column])));
  return stringify([[...columns], ...cells], { bom: true, record_delimiter: 'windows' });
}

/** As many rows as its contracts, or its places of one kind, need; one where it has neither. */
function rowsOf({ organisation, contracts, bindings }: KeptOrganisation): readonly Cells[] {
  const places = placeColumns.map(({ column, platform, scope }) => ({
    column,
    ids: bindings
      .filter((binding) => binding.platform === platform && binding.scope === scope)
      .map(({ place }) => place),
  }));
  const count = Math.max(1, contracts.length, ...places.map(({ ids }) => ids.length));
  return Array.from({ length: count }, (_, index) => ({
    ...emptyCells,
    key: organisation.key,
    name: organisation.name,
    ...contractCells(contracts[index]),
    ...Object.fromEntries(places.map(({ column, ids }) => [column, ids[index] ?? ''])),
  }));
}

function contractCells(contract: Contract | undefined): Partial<Cells> {
  if (contract === undefined) return {};
  const { plan, startsOn, endsOn, contacts } = contract;
  return { plan, from: startsOn, to: endsOn ?? '', contacts: contacts.map(contactText).join('; ') };
}
