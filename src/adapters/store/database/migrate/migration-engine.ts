// Loads Prisma's schema engine as WebAssembly, so that the desk migrates itself without Prisma's native binary.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
  type SqlResultSet,
} from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';
import type * as EngineGlue from '@prisma/schema-engine-wasm/schema_engine_bg';
import type { Pool, QueryArrayResult } from 'pg';

/** PostgreSQL's fixed numbers of the types `"char"` and `text`. */
const ONE_BYTE_TYPE = 18;
const TEXT_TYPE = 25;

export interface Datamodel {
  readonly path: string;
  readonly content: string;
}

/**
 * An engine working on the database behind `pool`.
 * @param connectShadow opens an empty database to replay the migrations on; authoring needs it, applying does not.
 */
export async function createMigrationEngine(
  pool: Pool,
  datamodel: Datamodel,
  connectShadow?: () => Promise<SqlDriverAdapter>,
): Promise<SchemaEngine> {
  engineGlue ??= loadEngine();
  const { SchemaEngine } = await engineGlue;
  const factory = bindMigrationAwareSqlAdapterFactory(adapterFactory(pool, connectShadow));
  return SchemaEngine.new({ datamodels: [[datamodel.path, datamodel.content]] }, () => undefined, factory);
}

/** What the adapter's types keep to themselves and the two repairs below need. */
interface AdapterInternals {
  onError(error: unknown): never;
  performIO(query: SqlQuery): Promise<QueryArrayResult>;
  queryRaw(query: SqlQuery): Promise<SqlResultSet>;
}

/** The adapter of `pool`, mended where the schema engine needs it; disconnecting it leaves the pool open. */
export async function connectAdapter(pool: Pool): Promise<SqlDriverAdapter> {
  const adapter = await new PrismaPg(pool).connect();
  const internals = adapter as unknown as AdapterInternals;
  // The adapter splits scripts at every semicolon, also inside functions, strings and comments.
  adapter.executeScript = (script) => runWhole(pool, script).catch((error) => internals.onError(error));
  adapter.queryRaw = oneByteColumnsIn(internals);
  return adapter;
}

/**
 * The adapter refuses PostgreSQL's internal type `"char"`, in which the catalogue names the kinds of constraints
 * and which the engine reads as a character.
 */
function oneByteColumnsIn(adapter: AdapterInternals): AdapterInternals['queryRaw'] {
  const { queryRaw } = adapter;
  return async (query) => {
    const oneByte = new Set<number>();
    const reading: AdapterInternals = Object.create(adapter);
    reading.performIO = async (io) => {
      const result = await adapter.performIO(io);
      for (const [column, field] of result.fields.entries()) {
        if (field.dataTypeID !== ONE_BYTE_TYPE) continue;
        oneByte.add(column);
        field.dataTypeID = TEXT_TYPE;
      }
      return result;
    };
    const { columnTypes, ...rest } = await queryRaw.call(reading, query);
    const asRead = columnTypes.map((type, column) => (oneByte.has(column) ? ColumnTypeEnum.Character : type));
    return { ...rest, columnTypes: asRead };
  };
}

async function runWhole(pool: Pool, script: string): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(script);
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

function adapterFactory(
  pool: Pool,
  connectShadow: (() => Promise<SqlDriverAdapter>) | undefined,
): SqlMigrationAwareDriverAdapterFactory {
  return {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => connectAdapter(pool),
    connectToShadowDb:
      connectShadow ??
      (() => Promise.reject(new Error('a shadow database is only used to write migrations'))),
  };
}

interface EngineExports {
  __wbindgen_start(): void;
}
/** TypeScript brings these types only together with a browser's. */
declare const WebAssembly: {
  instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: EngineExports } }>;
};

let engineGlue: Promise<typeof EngineGlue> | undefined;

/** By hand, because importing a `.wasm` file is still experimental in Node and says so on every start. */
async function loadEngine(): Promise<typeof EngineGlue> {
  // The engine reports its own bugs here just before it traps; nothing said there survives the trap but an error.
  const globals = globalThis as { PRISMA_WASM_PANIC_REGISTRY?: { set_message(message: string): void } };
  globals.PRISMA_WASM_PANIC_REGISTRY ??= {
    set_message: (message) => {
      throw new Error(`Prisma's schema engine failed: ${message}`);
    },
  };
  const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const gluePath = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const bytes = await readFile(path.join(path.dirname(gluePath), 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': glue });
  const bindings = glue as unknown as { __wbg_set_wasm(exports: EngineExports): void };
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return glue;
}
