// Reads deskhand.yml: text → checked file, or every problem in it.

import { fail, ok, type Result } from '../domain/result.ts';
import { type DeskFile, deskFileSchema } from './desk-file-schema.ts';
import { problemAt, problemsOfIssue } from './file-problems.ts';
import type { ConfigProblem } from './problems.ts';
import { referenceProblems } from './references.ts';
import { readYaml, type YamlSource } from './yaml-source.ts';

/** The file as written, with the source that tells on which line each value stands. */
export interface ReadDeskFile {
  readonly file: DeskFile;
  readonly source: YamlSource;
}

/** Parses and checks the text of deskhand.yml; `fileName` is what problems call it. */
export function parseDeskFile(
  text: string,
  fileName: string,
): Result<ReadDeskFile, readonly ConfigProblem[]> {
  const source = readYaml(text, fileName);
  if (source.syntaxProblems.length > 0) return fail(source.syntaxProblems);
  if (typeof source.value !== 'object' || source.value === null) {
    return fail([problemAt(source, [], 'is empty; deskhand.example.yml shows what belongs there.')]);
  }
  const parsed = deskFileSchema.safeParse(source.value);
  const problems = [
    ...(parsed.error?.issues ?? []).flatMap((issue) => problemsOfIssue(source, issue)),
    ...referenceProblems(source.value).map(({ path, message }) => problemAt(source, path, message)),
  ];
  return parsed.success && problems.length === 0
    ? ok({ file: parsed.data, source })
    : fail(inFileOrder(problems));
}

function inFileOrder(problems: readonly ConfigProblem[]): ConfigProblem[] {
  const line = ({ where }: ConfigProblem) => Number(/:(\d+)$/.exec(where)?.[1] ?? 0);
  return problems.toSorted((a, b) => line(a) - line(b));
}
