// Who may ask for something here, and for which organisation they do.
import { isAgentOf } from '../app/agents.ts';
import { organisationsHere } from '../app/belonging.ts';
import type { Repositories } from '../app/ports.ts';
import type { Organisation, OrganisationId } from '../domain/contract/contract.ts';
import type { DeskError } from '../domain/errors.ts';
import type { Request } from './spec.ts';

/** The organisations for which the person may ask where they are. */
export const organisationsOf = (
  tx: Repositories,
  { person, boundTo }: Request,
): Promise<readonly Organisation[]> => organisationsHere(tx, person, boundTo);

/** The one organisation for which the person asks; null where they belong to none, or have to choose. */
export async function onlyOrganisation(tx: Repositories, request: Request): Promise<OrganisationId | null> {
  const [first, second] = await organisationsOf(tx, request);
  return second === undefined ? (first?.id ?? null) : null;
}

/**
 * Why the person may not ask for anything: they belong to no organisation, and the desk wants an invitation. Agents
 * may. Null where they may. Asks the platforms: not for use in a transaction.
 */
export async function refusalOf(request: Request): Promise<DeskError | null> {
  const { desk, person } = request;
  const { policy } = desk;
  if (policy.unknownRequesters === 'accept') return null;
  const organisations = await desk.store.read((tx) => organisationsOf(tx, request));
  if (organisations.length > 0) return null;
  for (const queue of policy.queues.keys()) if (await isAgentOf(desk, person, queue)) return null;
  return { code: 'notInvited', phone: policy.queues.get(policy.defaultQueue)?.phone ?? null };
}
