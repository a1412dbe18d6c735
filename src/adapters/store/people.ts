// People and their platform users in the database.
import { z } from 'zod';
import type { PlatformUser } from '../../app/inbound.ts';
import type { Ids, Language, People, Person } from '../../app/ports.ts';
import { storable } from '../../app/storable.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { isId } from './columns.ts';
import { prismaDrafts } from './drafts.ts';
import { linkPeople } from './link-people.ts';
import type { PrismaTransaction } from './prisma-transaction.ts';

const whole = {
  identities: { orderBy: [{ platform: 'asc' }, { userId: 'asc' }] },
} satisfies Prisma.PersonInclude;
type PersonRow = Prisma.PersonGetPayload<{ include: typeof whole }>;
type IdentityRow = PersonRow['identities'][number];

const language = z.enum(['en', 'ru']) satisfies z.ZodType<Language>;

export function prismaPeople(prisma: PrismaTransaction, ids: Ids): People {
  const get = async (id: string): Promise<Person | null> => {
    const row = await prisma.person.findUnique({ where: { id }, include: whole });
    return row === null ? null : personFromRow(row);
  };
  const holderOf = async (where: Prisma.IdentityWhereInput): Promise<Person | null> => {
    const identity = await prisma.identity.findFirst({ where, include: { person: { include: whole } } });
    return identity === null ? null : personFromRow(identity.person);
  };
  return {
    async recognise(given) {
      const user = storable(given);
      const identity = await findIdentity(prisma, user);
      const isKnown = identity !== null && isSame(kept(user, identity), identity);
      return isKnown ? personFromRow(identity.person) : null;
    },
    async identify(given) {
      const user = storable(given);
      const identity = await findIdentity(prisma, user);
      if (identity === null) return introduce(prisma, ids, user);
      const current = kept(user, identity);
      if (isSame(current, identity)) return personFromRow(identity.person);
      await bringUpToDate(prisma, current, identity);
      const person = await get(identity.personId);
      if (person === null) throw new Error(`person ${identity.personId} is gone`);
      return person;
    },
    get: async (id) => (isId(id) ? get(id) : null),
    async load(ids) {
      const known = ids.filter(isId);
      if (known.length === 0) return [];
      const rows = await prisma.person.findMany({ where: { id: { in: known } }, include: whole });
      return rows.map(personFromRow);
    },
    async findUser(platform, idOrHandle) {
      const byId = await holderOf({ platform, userId: idOrHandle });
      return byId ?? holderOf({ platform, handleKey: idOrHandle.toLowerCase() });
    },
    async chooseLanguage(id, chosenLanguage) {
      await prisma.person.update({ where: { id }, data: { chosenLanguage } });
    },
    link: (id, other) => linkPeople(prisma, prismaDrafts(prisma), id, other),
  };
}

const withPerson = { person: { include: whole } } satisfies Prisma.IdentityInclude;
type KnownIdentity = Prisma.IdentityGetPayload<{ include: typeof withPerson }>;

const findIdentity = (
  prisma: PrismaTransaction,
  { platform, userId }: PlatformUser,
): Promise<KnownIdentity | null> =>
  prisma.identity.findUnique({ where: { platform_userId: { platform, userId } }, include: withPerson });

/** Makes the person. If another transaction does so at this moment, this one fails, and is run anew. */
async function introduce(prisma: PrismaTransaction, ids: Ids, user: PlatformUser): Promise<Person> {
  const { platform, userId, name } = user;
  await releaseHandle(prisma, user);
  const person = await prisma.person.create({ data: { id: ids.next(), name } });
  const identity = await prisma.identity.create({
    data: { platform, userId, name, personId: person.id, ...changing(user) },
  });
  return personFromRow({ ...person, identities: [identity] });
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
  identity: IdentityRow,
): Promise<void> {
  const { platform, userId, name } = user;
  await releaseHandle(prisma, user);
  await prisma.identity.update({
    where: { platform_userId: { platform, userId } },
    data: { name, ...changing(user) },
  });
  if (name !== identity.name) {
    await prisma.person.update({ where: { id: identity.personId }, data: { name } });
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

function personFromRow({ id, name, chosenLanguage, identities }: PersonRow): Person {
  return {
    id,
    name,
    chosenLanguage: language.nullable().parse(chosenLanguage),
    identities: identities.map(({ personId: _personId, handleKey: _handleKey, ...user }) => user),
  };
}
