// Works out what an import of organisations would change, and which of its rows cannot be.
import type { Binding } from '../../app/ports.ts';
import { contactText } from '../../domain/contract/contact.ts';
import type { Contract, Organisation } from '../../domain/contract/contract.ts';
import { overlapOf } from '../../domain/contract/overlap.ts';
import { placeColumns } from './columns.ts';
import type { KeptOrganisation } from './kept.ts';
import type { LineProblem } from './read-table.ts';
import type { OrganisationRow } from './row.ts';

export type Change =
  | { readonly kind: 'addOrganisation' | 'renameOrganisation'; readonly organisation: Organisation }
  | {
      readonly kind: 'addContract' | 'changeContract';
      readonly organisation: Organisation;
      readonly contract: Contract;
    }
  | { readonly kind: 'bind'; readonly organisation: Organisation; readonly binding: Binding };

export interface ImportPlan {
  readonly changes: readonly Change[];
  /** In the order of their lines; with any, nothing is to be imported. */
  readonly problems: readonly LineProblem[];
}

export interface CheckedRow {
  readonly line: number;
  readonly row: OrganisationRow;
}

/** What is known so far: what the desk keeps, and what the rows before added. */
interface Known {
  organisation: Organisation;
  /** The line that named it, where one did. */
  namedIn: number | null;
  readonly contracts: (Contract & { line: number | null })[];
}

/**
 * Compares the rows with what the desk keeps. An import adds and changes, and never takes away: what is not in the
 * table stays as it is. Contracts are known by plan and first day.
 */
export function planImport(
  rows: readonly CheckedRow[],
  kept: readonly KeptOrganisation[],
  nextId: () => string,
): ImportPlan {
  const known = new Map<string, Known>(
    kept.map(({ organisation, contracts }) => [
      organisation.key,
      { organisation, namedIn: null, contracts: contracts.map((contract) => ({ ...contract, line: null })) },
    ]),
  );
  const boundTo = new Map(
    kept.flatMap(({ organisation, bindings }) =>
      bindings.map((binding) => [placeKey(binding), organisation.key] as const),
    ),
  );
  const changes: Change[] = [];
  const problems: LineProblem[] = [];
  for (const { line, row } of rows) {
    const wrong = [
      ...nameProblems(row, known.get(row.key)),
      ...contractProblems(row, known.get(row.key)),
      ...placeProblems(row, boundTo),
    ];
    if (wrong.length > 0) problems.push({ line, problems: wrong });
    else changes.push(...changesOf({ line, row }, { known, boundTo, nextId }));
  }
  return { changes, problems };
}

const placeKey = ({ platform, scope, place }: Omit<Binding, 'organisationId'>): string =>
  `${platform} ${scope} ${place}`;

const differsFrom = (line: number): string => `differs from line ${line}: make both the same.`;

function nameProblems({ name }: OrganisationRow, known: Known | undefined): readonly string[] {
  const isOther = known !== undefined && known.namedIn !== null && known.organisation.name !== name;
  return isOther ? [`name: "${name}" ${differsFrom(known.namedIn ?? 0)}`] : [];
}

function contractProblems({ contract }: OrganisationRow, known: Known | undefined): readonly string[] {
  if (contract === null || known === undefined) return [];
  const same = known.contracts.find((each) => isSameContract(each, contract));
  if (same !== undefined && same.line !== null && !isEqual(same, contract))
    return [`plan: the contract of ${contract.plan} from ${contract.startsOn} ${differsFrom(same.line)}`];
  const overlap = overlapOf({ ...contract, id: same?.id ?? '' }, known.contracts);
  if (overlap === undefined) return [];
  const where = overlap.line === null ? 'that the desk knows' : `of line ${overlap.line}`;
  return [
    `from: overlaps the contract ${where}: ${overlap.plan} from ${overlap.startsOn} to ${overlap.endsOn ?? 'no end'}.`,
  ];
}

function placeProblems(
  { key, places }: OrganisationRow,
  boundTo: ReadonlyMap<string, string>,
): readonly string[] {
  return places.flatMap((place) => {
    const owner = boundTo.get(placeKey(place));
    if (owner === undefined || owner === key) return [];
    const { column } = placeColumns.find((each) => placeKind(each) === placeKind(place)) ?? {
      column: 'place',
    };
    return [`${column}: ${place.place} is bound to "${owner}": unbind it there first.`];
  });
}

const placeKind = ({ platform, scope }: Pick<Binding, 'platform' | 'scope'>): string =>
  `${platform} ${scope}`;

type NewContract = NonNullable<OrganisationRow['contract']>;

const isSameContract = (a: Pick<Contract, 'plan' | 'startsOn'>, b: NewContract): boolean =>
  a.plan === b.plan && a.startsOn === b.startsOn;

const isEqual = (a: Pick<Contract, 'endsOn' | 'contacts'>, b: NewContract): boolean =>
  a.endsOn === b.endsOn && a.contacts.map(contactText).join(';') === b.contacts.map(contactText).join(';');

function changesOf(
  { line, row }: CheckedRow,
  state: { known: Map<string, Known>; boundTo: Map<string, string>; nextId: () => string },
): readonly Change[] {
  const changes: Change[] = [];
  const known = state.known.get(row.key) ?? {
    organisation: { id: state.nextId(), key: row.key, name: row.name },
    namedIn: null,
    contracts: [],
  };
  if (!state.known.has(row.key)) {
    changes.push({ kind: 'addOrganisation', organisation: known.organisation });
    state.known.set(row.key, known);
  } else if (known.organisation.name !== row.name) {
    known.organisation = { ...known.organisation, name: row.name };
    changes.push({ kind: 'renameOrganisation', organisation: known.organisation });
  }
  known.namedIn ??= line;
  const { organisation } = known;
  if (row.contract !== null) changes.push(...contractChanges(row.contract, line, known, state.nextId));
  for (const place of row.places) {
    if (state.boundTo.has(placeKey(place))) continue;
    state.boundTo.set(placeKey(place), row.key);
    changes.push({ kind: 'bind', organisation, binding: { ...place, organisationId: organisation.id } });
  }
  return changes;
}

function contractChanges(
  given: NewContract,
  line: number,
  known: Known,
  nextId: () => string,
): readonly Change[] {
  const { organisation, contracts } = known;
  const index = contracts.findIndex((each) => isSameContract(each, given));
  const same = contracts[index];
  const contract: Contract = { id: same?.id ?? nextId(), organisationId: organisation.id, ...given };
  if (same === undefined) contracts.push({ ...contract, line });
  else contracts[index] = { ...contract, line };
  if (same !== undefined && isEqual(same, given)) return [];
  return [{ kind: same === undefined ? 'addContract' : 'changeContract', organisation, contract }];
}
