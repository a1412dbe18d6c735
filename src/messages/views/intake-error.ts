// What is wrong with a request before it is a ticket, each with what to do about it.
import type { Language } from '../../app/ports.ts';
import type { NoticeView } from '../../app/view.ts';
import type { AnswerProblem } from '../../domain/check-answer.ts';
import type { IntakeError, RefusedAnswer } from '../../domain/intake-errors.ts';
import { never } from '../../domain/result.ts';
import { format } from '../format.ts';

/** The error as shown to the person who made it. */
export function intakeErrorView(language: Language, error: IntakeError): NoticeView {
  const notice = (text: string, details: readonly string[] = []) =>
    ({ kind: 'notice', tone: 'error', text, details }) satisfies NoticeView;
  switch (error.code) {
    case 'answersRefused': {
      const [first, ...others] = error.answers;
      if (first === undefined) return notice('');
      const rest = others.map(
        (each) => `${labelOf(language, each)}: ${problemWords(language, each.problem)}`,
      );
      return { ...notice(problemWords(language, first.problem), rest), field: first.field };
    }
    case 'databasesOutdated': {
      const { field, given, latest, retry } = error;
      const refused = notice(error.refusal[language], [
        format(language, 'error.databasesOutdated', { given, latest }),
      ]);
      const again = retry === null ? [] : [[{ label: format(language, 'form.again'), command: retry }]];
      return { ...refused, field, ...(again.length === 0 ? {} : { buttons: again }) };
    }
    case 'notInvited': {
      const { phone } = error;
      const byPhone = phone === null ? [] : [format(language, 'error.notInvited.phone', { phone })];
      return notice(format(language, 'error.notInvited'), byPhone);
    }
    default:
      return never(error);
  }
}

function labelOf(language: Language, { field, label }: RefusedAnswer): string {
  if (label !== null) return label[language];
  return format(language, field === 'severity' ? 'new.form.severity' : 'new.form.description');
}

function problemWords(language: Language, problem: AnswerProblem): string {
  if (problem.code !== 'tooLong') return format(language, `answer.${problem.code}`);
  const { length, limit } = problem;
  return format(language, 'answer.tooLong', { length, limit });
}
