// The words around a form's questions: what they are called, what is expected, and what was answered.
import { descriptionStep, fieldNamed, severityStep } from '../../app/form-steps.ts';
import type { RequestTypePolicy } from '../../app/policy.ts';
import type { Language } from '../../app/ports.ts';
import { hashKind } from '../../domain/check-answer.ts';
import type { Question } from '../../domain/request-form.ts';
import { severities } from '../../domain/ticket.ts';
import { format } from '../format.ts';
import { severityChoice, severityWord } from './words.ts';

/** What the question is called. */
export function questionLabel(type: RequestTypePolicy, name: string, language: Language): string {
  if (name === severityStep) return format(language, 'new.form.severity');
  if (name === descriptionStep) return format(language, 'new.form.description');
  return fieldNamed(type, name)?.label[language] ?? name;
}

/** What help the question comes with; '' where there is none. */
export function questionHelp(type: RequestTypePolicy, name: string, language: Language): string {
  if (name === descriptionStep) return format(language, 'new.form.hint');
  return fieldNamed(type, name)?.help?.[language] ?? '';
}

/** What the question is called where its answer stands behind it. */
export function answerLabel(type: RequestTypePolicy, name: string, language: Language): string {
  if (name === severityStep) return format(language, 'card.severity');
  if (name === descriptionStep) return format(language, 'form.description');
  return questionLabel(type, name, language);
}

/** That one answer of the question's group is enough; '' where it belongs to none. */
export function groupHelp({ form }: RequestTypePolicy, name: string, language: Language): string {
  const group = form.find((field) => field.name === name)?.oneOf ?? null;
  const members = group === null ? [] : form.filter(({ oneOf }) => oneOf === group);
  if (members.length < 2) return '';
  return format(language, 'form.oneOf', { labels: members.map(({ label }) => label[language]).join('; ') });
}

/** The help, unless what is expected begins with the same words. */
export const helpBeside = (help: string, expectation: string): string =>
  expectation.startsWith(help) ? '' : help;

/** How an answer is to be written; '' where any words will do. */
export function expected({ type }: Pick<Question, 'type'>, language: Language): string {
  switch (type) {
    case 'hash':
      return format(language, 'form.expected.hash');
    case 'url':
      return format(language, 'form.expected.url');
    case 'version':
      return format(language, 'form.expected.version');
    case 'date':
      return format(language, 'form.expected.date');
    case 'file':
    case 'text':
    case 'longText':
    case 'select':
    case 'checkbox':
      return '';
  }
}

/** What an option is called on its button. */
export function optionLabel(question: Question, value: string, language: Language): string {
  const severity = severities.find((each) => each === value);
  if (question.name === severityStep && severity !== undefined) return severityChoice(language, severity);
  return question.options.find((option) => option.value === value)?.label[language] ?? value;
}

/** An answer as its writer reads it. */
export function answerWords(question: Question, value: string, language: Language): string {
  const severity = severities.find((each) => each === value);
  if (question.name === severityStep && severity !== undefined) return severityWord(language, severity);
  switch (question.type) {
    case 'select':
      return optionLabel(question, value, language);
    case 'checkbox':
      return format(language, value === 'yes' ? 'form.yes' : 'form.no');
    case 'hash':
      return `${value} (${hashKind(value) ?? '?'})`;
    default:
      return value;
  }
}
