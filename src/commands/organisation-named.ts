// Finds the organisation that a lead named by its key.
import type { Repositories } from '../app/ports.ts';
import { closestName } from '../domain/closest-name.ts';
import type { Organisation } from '../domain/contract/contract.ts';
import type { DeskError } from '../domain/errors.ts';
import { fail, ok, type Result } from '../domain/result.ts';

/** The organisation of that key, in any letter case. */
export async function organisationNamed(
  { organisations }: Repositories,
  typed: string,
): Promise<Result<Organisation, DeskError>> {
  const found = await organisations.byKey(typed.toLowerCase());
  if (found !== null) return ok(found);
  const keys = (await organisations.list()).map(({ key }) => key);
  return fail({ code: 'organisationUnknown', input: typed, suggestion: closestName(typed, keys) ?? null });
}
