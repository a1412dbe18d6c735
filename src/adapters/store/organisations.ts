// Organisations, their contracts, their people and the places bound to them, in the database.
import { z } from 'zod';
import type { Binding, Organisations } from '../../app/ports.ts';
import type { Contact, Contract, Organisation } from '../../domain/contract/contract.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { dateOf, isId, jsonOf, storableText } from './columns.ts';
import type { PrismaTransaction } from './prisma-transaction.ts';

const scope = z.enum(['team', 'chat']) satisfies z.ZodType<Binding['scope']>;
export const contactList = z.array(
  z.strictObject({ name: z.string(), phone: z.string().nullable(), email: z.string().nullable() }),
) satisfies z.ZodType<Contact[]>;

export function prismaOrganisations(prisma: PrismaTransaction): Organisations {
  return {
    async save({ id, key, name: given }) {
      const name = storableText(given);
      await prisma.organisation.upsert({ where: { id }, create: { id, key, name }, update: { key, name } });
    },
    get: async (id) => (isId(id) ? prisma.organisation.findUnique({ where: { id } }) : null),
    byKey: (key) => prisma.organisation.findUnique({ where: { key } }),
    list: async () => byKey(await prisma.organisation.findMany()),
    async saveContract(contract) {
      const row = { ...contract, contacts: jsonOf(contract.contacts) };
      await prisma.contract.upsert({ where: { id: contract.id }, create: row, update: row });
    },
    async contract(id) {
      const row = isId(id) ? await prisma.contract.findUnique({ where: { id } }) : null;
      return row === null ? null : contractFromRow(row);
    },
    async contractsOf(ids) {
      const rows = await prisma.contract.findMany({
        where: { organisationId: { in: ids.filter(isId) } },
        orderBy: [{ startsOn: 'asc' }, { id: 'asc' }],
      });
      return rows.map(contractFromRow);
    },
    async join(personId, organisationId, at) {
      await prisma.membership.createMany({
        data: [{ personId, organisationId, joinedAt: dateOf(at) }],
        skipDuplicates: true,
      });
    },
    async leave(personId, organisationId) {
      await prisma.membership.deleteMany({ where: { personId, organisationId } });
    },
    ofPerson: async (personId) =>
      byKey(
        await prisma.$queryRaw<Organisation[]>`
          SELECT o.id, o.key, o.name
            FROM memberships m JOIN organisations o ON o.id = m.organisation_id
           WHERE m.person_id = ${personId}::uuid`,
      ),
    async membersOf(organisationId) {
      const rows = await prisma.membership.findMany({
        where: { organisationId },
        orderBy: [{ joinedAt: 'asc' }, { position: 'asc' }],
      });
      return rows.map(({ personId }) => personId);
    },
    ...bindings(prisma),
  };
}

function bindings(
  prisma: PrismaTransaction,
): Pick<Organisations, 'bind' | 'unbind' | 'bindingsOf' | 'boundTo'> {
  return {
    async bind({ organisationId, platform, scope, place }) {
      const key = { platform, scope, place };
      await prisma.binding.upsert({
        where: { platform_scope_place: key },
        create: { ...key, organisationId },
        update: { organisationId },
      });
    },
    async unbind({ platform, scope, place }) {
      await prisma.binding.deleteMany({ where: { platform, scope, place } });
    },
    async bindingsOf(organisationId) {
      const rows = await prisma.binding.findMany({
        where: { organisationId },
        orderBy: [{ platform: 'asc' }, { scope: 'asc' }, { place: 'asc' }],
      });
      return rows.map((row) => ({ ...row, scope: scope.parse(row.scope) }));
    },
    async boundTo(...places) {
      const [first] = await prisma.$queryRaw<Organisation[]>`
        SELECT o.id, o.key, o.name
          FROM unnest(${places.map(({ platform }) => platform)}::text[], ${places.map(({ scope }) => scope)}::text[],
                      ${places.map(({ place }) => place)}::text[])
               WITH ORDINALITY AS given (platform, scope, place, nth)
               JOIN bindings b USING (platform, scope, place)
               JOIN organisations o ON o.id = b.organisation_id
         ORDER BY nth
         LIMIT 1`;
      return first ?? null;
    },
  };
}

/** In the order of code points, whatever order of words the database was made with. */
const byKey = (organisations: readonly Organisation[]): readonly Organisation[] =>
  organisations.toSorted((a, b) => (a.key < b.key ? -1 : 1));

const contractFromRow = (row: Prisma.ContractModel): Contract => ({
  ...row,
  contacts: contactList.parse(row.contacts),
});
