// The answers of a form that was sent with all its fields at once, and what was chosen in it.
import { quotaOf } from '../app/draft-choices.ts';
import { checkTyped, missingAnswers } from '../app/form-checks.ts';
import { severityStep, stepsOf } from '../app/form-steps.ts';
import type { RequestTypePolicy } from '../app/policy.ts';
import type { Repositories } from '../app/ports.ts';
import type { OrganisationId } from '../domain/contract/contract.ts';
import type { DeskError } from '../domain/errors.ts';
import type { Attachment } from '../domain/events.ts';
import type { RefusedAnswer } from '../domain/intake-errors.ts';
import { answerTo, type Question } from '../domain/request-form.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { type FormAnswer, type Severity, severities } from '../domain/ticket.ts';
import { organisationsOf } from './admission.ts';
import type { Request } from './spec.ts';

/** Every answer checked; all that is wrong is said at once. A file that was given `before` need not be given anew. */
export function readAnswers(
  request: Request,
  type: RequestTypePolicy,
  before: readonly FormAnswer[] = [],
): Result<readonly FormAnswer[], DeskError> {
  const refused: RefusedAnswer[] = [];
  const answers: FormAnswer[] = [];
  for (const question of stepsOf(type)) {
    const isKept = question.type === 'file' && (request.files[question.name] ?? []).length === 0;
    const given = isKept ? (answerTo(question.name, before) ?? '') : givenTo(request, question);
    if (given === '') continue;
    const isChecked = question.type !== 'file' && question.name !== severityStep;
    const checked = isChecked ? checkTyped(type, question, given) : ok(given);
    answers.push({ field: question.name, value: checked.ok ? checked.value : given });
    if (!checked.ok) refused.push(checked.error);
  }
  const wrong = [...refused, ...missingAnswers(type, answers)];
  return wrong.length === 0 ? ok(answers) : fail({ code: 'answersRefused', answers: wrong });
}

function givenTo({ values, files, desk }: Request, { name, type }: Question): string {
  if (type === 'file') return (files[name] ?? []).map((file) => file.name).join(', ');
  const given = (values[name] ?? '').trim();
  if (name === severityStep) return given === '' ? desk.policy.defaultSeverity : given;
  return type === 'checkbox' && given === '' ? 'no' : given;
}

export const chosenSeverity = ({ values, desk }: Request): Severity =>
  severities.find((each) => each === values.severity) ?? desk.policy.defaultSeverity;

/** The files of the form's fields; what may be malware is marked so. */
export const filesOf = (
  { files, attachments }: Request,
  { form }: RequestTypePolicy,
): readonly Attachment[] => [
  ...attachments,
  ...form.flatMap(({ name, isSample }) =>
    (files[name] ?? []).map((file) => (isSample ? { ...file, isSample } : file)),
  ),
];

export async function chosenOrganisation(tx: Repositories, request: Request): Promise<OrganisationId | null> {
  const own = await organisationsOf(tx, request);
  return own.find(({ id }) => id === request.values.organisation)?.id ?? own[0]?.id ?? null;
}

/** As chosen; where there was nothing to choose since the quota is used up, the ticket is to say so. */
export async function wantsPriority(
  tx: Repositories,
  { values, desk }: Request,
  organisationId: OrganisationId | null,
): Promise<boolean> {
  if (values.priority !== undefined && values.priority !== '') return values.priority === 'yes';
  const quota = await quotaOf(tx, desk.policy, organisationId, desk.clock.now());
  return quota !== null && quota.remaining === 0;
}
