// What the desk remembers about itself, in the database.
import type { Settings } from '../../app/ports.ts';
import { jsonOf } from './columns.ts';
import type { PrismaTransaction } from './prisma-transaction.ts';

/** Prisma hands the text to LIKE as it is. */
const literally = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

export function prismaSettings(prisma: PrismaTransaction): Settings {
  return {
    async get(key) {
      await prisma.$queryRaw`SELECT 1 FROM settings WHERE key = ${key} FOR UPDATE`;
      const row = await prisma.setting.findUnique({ where: { key } });
      return row?.value ?? null;
    },
    async set(key, value) {
      const row = { key, value: jsonOf(value) };
      await prisma.setting.upsert({ where: { key }, create: row, update: row });
    },
    async startingWith(prefix) {
      const rows = await prisma.setting.findMany({ where: { key: { startsWith: literally(prefix) } } });
      return new Map(rows.map(({ key, value }) => [key, value]));
    },
  };
}
