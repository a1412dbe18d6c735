import { defineConfig } from 'prisma/config';

// `prisma generate` only needs the schema, yet it downloads the schema engine unless one is named.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://127.0.0.1:5432/deskhand' },
});
