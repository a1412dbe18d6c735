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
 * For whom the person may write there: the organisation that the chat is bound to, else the one of their workspace,
 * else all to which they belong, in the order of their keys.
 */
export async function organisationsHere(
  tx: Repositories,
  person: Person,
  where: Whereabouts,
): Promise<readonly Organisation[]> {
  const bound = await organisationBoundTo(tx, where);
  return bound === null ? tx.organisations.ofPerson(person.id) : [bound];
}

/**
 * Whose contract may be told there: where others read it, only of the organisation that the place is bound to; null
 * where that is none.
 */
export async function organisationsToTell(
  tx: Repositories,
  person: Person,
  where: Whereabouts & { readonly isReadByOthers: boolean },
): Promise<readonly Organisation[] | null> {
  const own = await tx.organisations.ofPerson(person.id);
  if (!where.isReadByOthers) return own;
  const bound = await organisationBoundTo(tx, where);
  const told = own.filter(({ id }) => id === bound?.id);
  return told.length === 0 && own.length > 0 ? null : told;
}

async function organisationBoundTo(
  { organisations }: Repositories,
  { platform, chat, team }: Whereabouts,
): Promise<Organisation | null> {
  const byChat = await organisations.boundTo({ platform, scope: 'chat', place: chat });
  if (byChat !== null || team === null) return byChat;
  return organisations.boundTo({ platform, scope: 'team', place: team });
}

interface BelongingParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly policy: DeskPolicy;
  readonly platforms: Platforms;
}

/**
 * Lets whoever writes in a bound place belong to its organisation; the desk's own agents and leads, who write there too,
 * do not. Asks the platforms who is an agent: not for use in a transaction.
 */
export async function joinByWriting(
  parts: BelongingParts,
  person: Person,
  where: Whereabouts,
): Promise<void> {
  const { store, clock, logger } = parts;
  const bound = await store.read(async (tx) => {
    const organisation = await organisationBoundTo(tx, where);
    if (organisation === null) return null;
    const known = await tx.organisations.ofPerson(person.id);
    return known.some(({ id }) => id === organisation.id) ? null : organisation;
  });
  if (bound === null || isLead(parts.policy, person)) return;
  try {
    if ((await queuesOf(parts, person)).length > 0) return;
  } catch (error) {
    logger.warn({ err: error, person: person.id }, 'not known to be no agent, so not joined this time');
    return;
  }
  await store.transaction((tx) => tx.organisations.join(person.id, bound.id, clock.now()));
}
