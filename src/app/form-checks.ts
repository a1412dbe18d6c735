// Whether the answers of a form can be taken, one by one and all together.
import { checkAnswer } from '../domain/check-answer.ts';
import type { DeskError } from '../domain/errors.ts';
import type { RefusedAnswer } from '../domain/intake-errors.ts';
import { answerTo, missingQuestions, type Question } from '../domain/request-form.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { FormAnswer } from '../domain/ticket.ts';
import { compareVersions } from '../domain/version.ts';
import { latestDatabases } from './databases.ts';
import { fieldNamed, stepsOf } from './form-steps.ts';
import type { RequestTypePolicy } from './policy.ts';
import type { Repositories } from './ports.ts';

/** One typed answer as it is kept. */
export function checkTyped(
  type: RequestTypePolicy,
  question: Question,
  typed: string,
): Result<string, RefusedAnswer> {
  const checked = checkAnswer(question, typed);
  if (checked.ok) return checked;
  return fail({
    field: question.name,
    label: fieldNamed(type, question.name)?.label ?? null,
    problem: checked.error,
  });
}

/** The answers that must be given and are not. */
export const missingAnswers = (
  type: RequestTypePolicy,
  answers: readonly FormAnswer[],
): readonly RefusedAnswer[] =>
  missingQuestions(stepsOf(type), answers).map(({ name, type: kind }) => ({
    field: name,
    label: fieldNamed(type, name)?.label ?? null,
    problem: kind === 'file' ? { code: 'fileMissing' } : { code: 'missing' },
  }));

/** What must hold before such a request is taken, as far as it has been answered. */
export async function checkPreconditions(
  tx: Repositories,
  type: RequestTypePolicy,
  answers: readonly FormAnswer[],
  retryOf: (field: string) => string | null,
): Promise<Result<null, DeskError>> {
  for (const { field, refusal } of type.preconditions) {
    const given = answerTo(field, answers) ?? '';
    const latest = given === '' ? null : await latestDatabases(tx);
    if (latest === null || compareVersions(given, latest) >= 0) continue;
    return fail({ code: 'databasesOutdated', field, refusal, given, latest, retry: retryOf(field) });
  }
  return ok(null);
}
