// SQL written by hand goes straight to the connection: by Prisma's way the same statement costs four times as much.
import { type QueryResult, types } from 'pg';
import { Prisma } from '../../generated/prisma/client.ts';
import { statementNames } from './database/statement-names.ts';

/** Prisma's own interface for SQL written by hand, as far as the store uses it. */
export interface RawSql {
  /** The rows, under the names that the SQL gives them; timestamps are `Date`, bigints `bigint`, JSON is parsed. */
  $queryRaw<T = unknown>(query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]): Promise<T>;
  $queryRawUnsafe<T = unknown>(query: string, ...values: unknown[]): Promise<T>;
  /** How many rows were changed. */
  $executeRaw(query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]): Promise<number>;
}

interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: unknown[];
  readonly types: typeof parsers;
}

/** Sends one statement on a connection; rejects with the driver's error. */
export type Send = (statement: Statement) => Promise<QueryResult>;

/** SQL on whatever connection `send` uses. */
export function rawSql(send: Send): RawSql {
  const run = (text: string, values: readonly unknown[]): Promise<QueryResult> =>
    send({ name: nameOf({ sql: text }), text, values: values.map(parameter), types: parsers });
  const runTagged = (
    query: TemplateStringsArray | Prisma.Sql,
    values: readonly unknown[],
  ): Promise<QueryResult> => {
    const { text, values: all } = query instanceof Prisma.Sql ? query : new Prisma.Sql(query, values);
    return run(text, all);
  };
  return {
    // What the rows hold is for whoever wrote the SQL to know.
    $queryRaw: async <T>(query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) =>
      (await runTagged(query, values)).rows as T,
    $queryRawUnsafe: async <T>(query: string, ...values: unknown[]) => (await run(query, values)).rows as T,
    $executeRaw: async (query, ...values) => (await runTagged(query, values)).rowCount ?? 0,
  };
}

const nameOf = statementNames('deskhand_sql_');

/** Not in the time zone of this machine, which is what the driver would write. */
function parameter(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  return Array.isArray(value) ? value.map(parameter) : value;
}

const parsers = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === types.builtins.INT8 && format !== 'binary' ? BigInt : types.getTypeParser(oid, format),
};
