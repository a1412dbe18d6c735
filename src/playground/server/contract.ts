// What the playground's customers have bought, so that everything a contract promises can be tried at once.
import { randomUUID } from 'node:crypto';
import { setLatestDatabases } from '../../app/databases.ts';
import type { Repositories, Store } from '../../app/ports.ts';
import type { Config } from '../../config/config.ts';
import { localDateAt } from '../../domain/contract/local-date.ts';
import type { Instant } from '../../domain/instant.ts';
import type { PersonId } from '../../domain/ticket.ts';
import { agentKeys, agentParts, type Cast } from './cast.ts';
import { bestPlan } from './playground-config.ts';

/** The latest databases there are; the page's hints name them. */
export const databasesVersion = '14.2';
/** The day of the year, `-MM-DD`, on which the contract began. */
const anniversary = '-03-01';

/** Signs the contract of the customers' organisation at `at`, which the desk's store then holds. */
export async function signContract(
  store: Store,
  { config, cast, at }: { readonly config: Config; readonly cast: Cast; readonly at: Instant },
): Promise<void> {
  const organisation = { id: randomUUID(), key: 'globex', name: 'Globex' };
  await store.transaction(async (tx) => {
    await tx.organisations.save(organisation);
    await tx.organisations.saveContract({
      id: randomUUID(),
      organisationId: organisation.id,
      plan: bestPlan(config),
      ...termAround(at, config.desk.timezone),
      contacts: [{ name: 'Clara Weiss', phone: null, email: 'clara@globex.example' }],
    });
    await introduceAgents(tx, cast);
    for (const person of await customers(tx, cast)) await tx.organisations.join(person, organisation.id, at);
    const place = cast.clara.channelId;
    await tx.organisations.bind({ platform: 'slack', scope: 'chat', place, organisationId: organisation.id });
    await setLatestDatabases(tx, { version: databasesVersion, at, by: null, force: true });
  });
}

/** From the last 1 March to the end of the year after it. */
function termAround(at: Instant, timezone: string): { readonly startsOn: string; readonly endsOn: string } {
  const date = localDateAt(at, timezone);
  const year = Number(date.slice(0, 4));
  const began = date >= `${year}${anniversary}` ? year : year - 1;
  return { startsOn: `${began}${anniversary}`, endsOn: `${began + 1}-12-31` };
}

/** The desk knows its agents by name and language before they write for the first time, as an old one does. */
async function introduceAgents({ people }: Repositories, { agents }: Cast): Promise<void> {
  for (const key of agentKeys) {
    const { name, slackId: userId } = agents[key];
    const { locale: languageTag } = agentParts[key];
    await people.identify({ platform: 'slack', userId, name, handle: key, languageTag, timezone: null });
  }
}

async function customers({ people }: Repositories, { ivan, clara }: Cast): Promise<readonly PersonId[]> {
  const unknown = { handle: null, languageTag: null, timezone: null };
  const accounts = [
    { ...unknown, platform: 'telegram', userId: String(ivan.telegramId), name: 'Иван Петров' },
    { ...unknown, platform: 'slack', userId: clara.slackId, name: 'Clara Weiss' },
  ];
  const ids: PersonId[] = [];
  for (const account of accounts) ids.push((await people.identify(account)).id);
  return ids;
}
