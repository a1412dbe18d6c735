// To which organisations somebody belongs where they write, and who comes to belong by writing there.
import type { Organisation } from '../domain/contract/contract.ts';
import { queuesOf } from './agents.ts';
import { isLead } from './leads.ts';
import type { DeskPolicy } from './policy.ts';
import type { Clock, Logger, Person, Platforms, Repositories, Store } from './ports.ts';

/** Where somebody writes, and from which workspace. */
export interface Whereabouts {
  readonly platform: string;
  readonly chat: string;
  /** Null where their platform has none, or does not tell. */
  readonly team: string | null;
}

/**
 * For whom the person may write where they are: the organisation that the place is bound to, else all to which they
 * belong, in the order of their keys.
 */
export const organisationsHere = async (
  tx: Repositories,
  person: Person,
  boundTo: Organisation | null,
): Promise<readonly Organisation[]> => (boundTo === null ? tx.organisations.ofPerson(person.id) : [boundTo]);

/**
 * Whose contract may be told there: where others read it, only of the organisation that the place is bound to; null
 * where that is none.
 */
export async function organisationsToTell(
  tx: Repositories,
  person: Person,
  { boundTo, isReadByOthers }: { readonly boundTo: Organisation | null; readonly isReadByOthers: boolean },
): Promise<readonly Organisation[] | null> {
  const own = await tx.organisations.ofPerson(person.id);
  if (!isReadByOthers) return own;
  const told = own.filter(({ id }) => id === boundTo?.id);
  return told.length === 0 && own.length > 0 ? null : told;
}

/** The organisation to which the place is bound: that of the chat, else the one of the workspace. */
export function organisationBoundTo(
  { organisations }: Repositories,
  { platform, chat, team }: Whereabouts,
): Promise<Organisation | null> {
  const inChat = { platform, scope: 'chat', place: chat } as const;
  if (team === null) return organisations.boundTo(inChat);
  return organisations.boundTo(inChat, { platform, scope: 'team', place: team });
}

interface BelongingParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly policy: DeskPolicy;
  readonly platforms: Platforms;
}

/**
 * Lets whoever writes in a place that is bound to the organisation belong to it; the desk's own agents and leads, who
 * write there too, do not. Asks the platforms who is an agent: not for use in a transaction.
 */
export async function joinByWriting(
  parts: BelongingParts,
  person: Person,
  organisation: Organisation | null,
): Promise<void> {
  if (organisation === null || isLead(parts.policy, person)) return;
  const { store, clock, logger } = parts;
  const known = await store.read((tx) => tx.organisations.ofPerson(person.id));
  if (known.some(({ id }) => id === organisation.id)) return;
  try {
    if ((await queuesOf(parts, person)).length > 0) return;
  } catch (error) {
    logger.warn({ err: error, person: person.id }, 'not known to be no agent, so not joined this time');
    return;
  }
  await store.transaction((tx) => tx.organisations.join(person.id, organisation.id, clock.now()));
}
