// Reads YAML and remembers on which line each value stands.

import { type Document, isMap, isScalar, LineCounter, type Pair, type ParsedNode, parseDocument } from 'yaml';
import { fail, ok, type Result } from '../domain/result.ts';
import type { ConfigProblem } from './problems.ts';

export type Path = readonly PropertyKey[];

/** A parsed file. */
export interface YamlSource {
  /** Plain data; undefined when the text is not YAML. */
  readonly value: unknown;
  readonly syntaxProblems: readonly ConfigProblem[];
  /** `deskhand.yml:12` for the value at a path, or for the nearest thing around it that is there. */
  where(path: Path): string;
}

/** Parses YAML 1.2; `fileName` is what problems call the file. */
export function readYaml(text: string, fileName: string): YamlSource {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true });
  const at = (offset: number): string => `${fileName}:${lines.linePos(offset).line}`;
  const invalid = (where: string, reason: string) => ({
    where,
    name: '',
    message: `is not valid YAML: ${reason}.`,
  });
  const syntaxProblems = document.errors.map((error) => invalid(at(error.pos[0]), error.message));
  const data = syntaxProblems.length > 0 ? fail('') : plainData(document);
  return {
    value: data.ok ? data.value : undefined,
    syntaxProblems: data.ok || syntaxProblems.length > 0 ? syntaxProblems : [invalid(fileName, data.error)],
    where: (path) => {
      const offset = offsetOf(document.contents, path);
      return offset === undefined ? fileName : at(offset);
    },
  };
}

/** The document with its aliases followed; some that lead nowhere, or to too much, are found only now. */
function plainData(document: Document.Parsed): Result<unknown, string> {
  try {
    return ok(document.toJS());
  } catch (error) {
    if (error instanceof ReferenceError) return fail(error.message);
    throw error;
  }
}

/** Where the key (or list item) at the end of the path starts, or the last step of the path that exists. */
function offsetOf(root: ParsedNode | null, path: Path): number | undefined {
  let node: unknown = root;
  let offset: number | undefined;
  for (const step of path) {
    if (isMap(node)) {
      const pair: Pair | undefined = node.items.find(
        ({ key }) => isScalar(key) && String(key.value) === String(step),
      );
      if (pair === undefined) return offset;
      offset = startOf(pair.key) ?? offset;
      node = pair.value;
    } else {
      const items: unknown =
        typeof node === 'object' && node !== null && 'items' in node ? node.items : undefined;
      if (!Array.isArray(items) || typeof step !== 'number' || !(step in items)) return offset;
      node = items[step];
      offset = startOf(node) ?? offset;
    }
  }
  return offset;
}

function startOf(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node)) return undefined;
  return Array.isArray(node.range) && typeof node.range[0] === 'number' ? node.range[0] : undefined;
}
