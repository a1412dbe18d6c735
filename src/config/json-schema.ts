// The JSON Schema of deskhand.yml, which editors check and complete it by.

import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { deskFileSchema } from './desk-file-schema.ts';
import type { Path } from './yaml-source.ts';

/** Where the schema ships; `npm run schema` writes it. */
export const jsonSchemaFile = fileURLToPath(new URL('../../deskhand.schema.json', import.meta.url));

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** The schema as plain data. */
export function deskFileJsonSchema(): JsonSchema {
  return {
    title: 'Deskhand configuration',
    description: 'deskhand.yml: the desk, its calendars, queues, plans, reminders and request types',
    ...z.toJSONSchema(deskFileSchema, { io: 'input' }),
  };
}

/** The text of the shipped `deskhand.schema.json`. */
export function deskFileJsonSchemaText(): string {
  return `${JSON.stringify(deskFileJsonSchema(), null, 2)}\n`;
}

/** The keys that may stand in the object at `path` of the file; none where there is no such object. */
export function knownKeysAt(path: Path): string[] {
  const reached = path.reduce<JsonSchema[]>(
    (schemas, step) => schemas.flatMap((schema) => stepInto(schema, step)),
    alternativesOf(deskFileJsonSchema()),
  );
  return [...new Set(reached.flatMap((schema) => Object.keys(schema.properties ?? {})))];
}

function stepInto(schema: JsonSchema, step: PropertyKey): JsonSchema[] {
  const inner =
    typeof step === 'number'
      ? schema.items
      : (schema.properties?.[String(step)] ?? schema.additionalProperties);
  return alternativesOf(inner);
}

function alternativesOf(schema: JsonSchema['items']): JsonSchema[] {
  if (schema === undefined || typeof schema === 'boolean' || Array.isArray(schema)) return [];
  return schema.anyOf?.flatMap(alternativesOf) ?? [schema];
}
