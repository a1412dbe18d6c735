// What an import of organisations did, would do or cannot do, in words or as data.
import { never } from '../../domain/result.ts';
import type { Change, ImportPlan } from './plan-import.ts';

export interface ImportReport {
  readonly lines: readonly string[];
  /** 1 when a row is bad or the database cannot be used; nothing has been imported then. */
  readonly exitCode: 0 | 1;
}

export function importReport(
  { changes, problems }: ImportPlan,
  { apply, json }: { readonly apply: boolean; readonly json: boolean },
): ImportReport {
  const exitCode = problems.length > 0 ? 1 : 0;
  const applied = apply && problems.length === 0;
  if (json) {
    const told = problems.length > 0 ? [] : changes.map(factsOf);
    return { lines: [JSON.stringify({ applied, changes: told, problems })], exitCode };
  }
  if (problems.length > 0) {
    const listed = problems.flatMap(({ line, problems: each }) =>
      each.map((text) => `line ${line}: ${text}`),
    );
    const count = problems.length === 1 ? '1 line is' : `${problems.length} lines are`;
    return { lines: [...listed, '', `${count} wrong, so nothing was imported.`], exitCode };
  }
  if (changes.length === 0) return { lines: ['Everything in the table is known already.'], exitCode };
  const outcome = applied
    ? `Imported: ${changes.length} in all.`
    : `Nothing was changed yet: ${changes.length} in all. Add --apply to do it.`;
  return { lines: [...changes.map((change) => wordsFor(change)), '', outcome], exitCode };
}

function wordsFor(change: Change): string {
  const { key, name } = change.organisation;
  switch (change.kind) {
    case 'addOrganisation':
      return `${key}: new organisation "${name}"`;
    case 'renameOrganisation':
      return `${key}: is called "${name}" from now on`;
    case 'addContract':
    case 'changeContract': {
      const { plan, startsOn, endsOn } = change.contract;
      const what = change.kind === 'addContract' ? 'new contract' : 'changed contract';
      return `${key}: ${what} ${plan} from ${startsOn} to ${endsOn ?? 'no end'}`;
    }
    case 'bind': {
      const { platform, scope, place } = change.binding;
      return `${key}: bound to the ${platform} ${scope} ${place}`;
    }
    default:
      return never(change);
  }
}

function factsOf(change: Change): object {
  const { kind, organisation } = change;
  const { key, name } = organisation;
  if (kind === 'addContract' || kind === 'changeContract') {
    const { plan, startsOn, endsOn } = change.contract;
    return { kind, key, plan, from: startsOn, to: endsOn };
  }
  if (kind !== 'bind') return { kind, key, name };
  const { platform, scope, place } = change.binding;
  return { kind, key, platform, scope, place };
}
