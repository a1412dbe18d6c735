// Reads YAML and remembers on which line each value stands.

import { isMap, isScalar, LineCounter, type Pair, type ParsedNode, parseDocument } from 'yaml';
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
  const syntaxProblems = document.errors.map((error) => ({
    where: at(error.pos[0]),
    name: '',
    message: `is not valid YAML: ${error.message}.`,
  }));
  return {
    value: syntaxProblems.length > 0 ? undefined : document.toJS(),
    syntaxProblems,
    where: (path) => {
      const offset = offsetOf(document.contents, path);
      return offset === undefined ? fileName : at(offset);
    },
  };
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
