// `deskhand config-schema [--write]`: prints the JSON Schema of deskhand.yml, or brings the shipped one up to date.

import { writeFileSync } from 'node:fs';
import { deskFileJsonSchemaText, jsonSchemaFile } from '../config/json-schema.ts';

/** The lines to print; with `write` the schema goes to `file` instead. */
export function runConfigSchema({
  write,
  file = jsonSchemaFile,
}: {
  write: boolean;
  file?: string;
}): string[] {
  const text = deskFileJsonSchemaText();
  if (!write) return [text.trimEnd()];
  writeFileSync(file, text);
  return [`Wrote ${file}.`];
}
