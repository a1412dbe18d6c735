// People and their platform users in the database.
import { z } from 'zod';
import type { PlatformUser } from '../../app/inbound.ts';
import type { Ids, Language, People, Person } from '../../app/ports.ts';
import { storable } from '../../app/storable.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { isId } from './columns.ts';
import { prismaDrafts } from './drafts.ts';
import { linkPeople } from './link-people.ts';
import type { PrismaTransaction } from './prisma-transaction.ts';

type PersonRow = Omit<Person, 'chosenLanguage'> & { readonly chosenLanguage: string | null };
type IdentityRow = Person['identities'][number];

const language = z.enum(['en', 'ru']) satisfies z.ZodType<Language>;

export function prismaPeople(prisma: PrismaTransaction, ids: Ids): People {
  const where = async (which: Prisma.Sql): Promise<Person[]> => {
    const rows = await prisma.$queryRaw<PersonRow[]>`
      SELECT p.id, p.name, p.chosen_language AS "chosenLanguage",
             (SELECT coalesce(jsonb_agg(jsonb_build_object('platform', i.platform, 'userId', i.user_id, 'name', i.name,
                                                           'handle', i.handle, 'languageTag', i.language_tag,
                                                           'timezone', i.timezone)
                                        ORDER BY i.platform, i.user_id), '[]')
                FROM identities i
               WHERE i.person_id = p.id) AS identities
        FROM people p
       WHERE ${which}`;
    return rows.map(personFromRow);
  };
  const get = async (id: string): Promise<Person | null> =>
    (await where(Prisma.sql`p.id = ${id}::uuid`))[0] ?? null;
  const known = async ({ platform, userId }: PlatformUser): Promise<Known | null> => {
    const [person] = await where(
      Prisma.sql`p.id = (SELECT person_id FROM identities WHERE platform = ${platform} AND user_id = ${userId})`,
    );
    const identity = person?.identities.find((one) => one.platform === platform && one.userId === userId);
    return person === undefined || identity === undefined ? null : { person, identity };
  };
  return {
    async recognise(given) {
      const user = storable(given);
      const found = await known(user);
      const isAsKnown = found !== null && isSame(kept(user, found.identity), found.identity);
      return isAsKnown ? found.person : null;
    },
    async identify(given) {
      const user = storable(given);
      const found = await known(user);
      if (found === null) return introduce(prisma, ids, user);
      const current = kept(user, found.identity);
      if (isSame(current, found.identity)) return found.person;
      await bringUpToDate(prisma, current, found);
      const person = await get(found.person.id);
      if (person === null) throw new Error(`person ${found.person.id} is gone`);
      return person;
    },
    get: async (id) => (isId(id) ? get(id) : null),
    async load(ids) {
      const wanted = ids.filter(isId);
      return wanted.length === 0 ? [] : where(Prisma.sql`p.id = ANY(${wanted}::uuid[])`);
    },
    async findUser(platform, idOrHandle) {
      const handleKey = idOrHandle.toLowerCase();
      const [person] = await where(
        Prisma.sql`p.id = (SELECT person_id FROM identities
                            WHERE platform = ${platform} AND (user_id = ${idOrHandle} OR handle_key = ${handleKey})
                            ORDER BY user_id = ${idOrHandle} DESC
                            LIMIT 1)`,
      );
      return person ?? null;
    },
    async chooseLanguage(id, chosenLanguage) {
      await prisma.person.update({ where: { id }, data: { chosenLanguage } });
    },
    link: (id, other) => linkPeople(prisma, prismaDrafts(prisma), id, other),
  };
}

/** A platform user who was seen before, and whose identity it is. */
interface Known {
  readonly person: Person;
  readonly identity: IdentityRow;
}

/** Makes the person. If another transaction does so at this moment, this one fails, and is run anew. */
async function introduce(prisma: PrismaTransaction, ids: Ids, user: PlatformUser): Promise<Person> {
  const { platform, userId, name } = user;
  await releaseHandle(prisma, user);
  const person = await prisma.person.create({ data: { id: ids.next(), name } });
  const identity = await prisma.identity.create({
    data: { platform, userId, name, personId: person.id, ...changing(user) },
  });
  const { personId: _personId, handleKey: _handleKey, ...known } = identity;
  return personFromRow({ ...person, identities: [known] });
}

/** What is known of the user now: a platform that does not tell the language or the zone takes nothing back. */
function kept(user: PlatformUser, known: IdentityRow): PlatformUser {
  return {
    ...user,
    languageTag: user.languageTag ?? known.languageTag,
    timezone: user.timezone ?? known.timezone,
  };
}

const isSame = (a: PlatformUser, b: PlatformUser): boolean =>
  a.name === b.name && a.handle === b.handle && a.languageTag === b.languageTag && a.timezone === b.timezone;

async function bringUpToDate(
  prisma: PrismaTransaction,
  user: PlatformUser,
  { person, identity }: Known,
): Promise<void> {
  const { platform, userId, name } = user;
  await releaseHandle(prisma, user);
  await prisma.identity.update({
    where: { platform_userId: { platform, userId } },
    data: { name, ...changing(user) },
  });
  if (name !== identity.name) {
    await prisma.person.update({ where: { id: person.id }, data: { name } });
  }
}

const handleKeyOf = ({ handle }: PlatformUser): string | null => handle?.toLowerCase() ?? null;

const changing = (user: PlatformUser) => ({
  handle: user.handle,
  handleKey: handleKeyOf(user),
  languageTag: user.languageTag,
  timezone: user.timezone,
});

/** A platform gives a handle to one user at a time; whoever was known by it before is not any more. */
async function releaseHandle(prisma: PrismaTransaction, user: PlatformUser): Promise<void> {
  const { platform, userId } = user;
  const handleKey = handleKeyOf(user);
  if (handleKey === null) return;
  await prisma.identity.updateMany({
    where: { platform, handleKey, userId: { not: userId } },
    data: { handle: null, handleKey: null },
  });
}

const personFromRow = ({ chosenLanguage, ...row }: PersonRow): Person => ({
  ...row,
  chosenLanguage: language.nullable().parse(chosenLanguage),
});
