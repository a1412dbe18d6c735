// The form of a request type: which question is asked next, which may be left out, and when it is complete.
import type { Language } from './language.ts';
import type { FormAnswer } from './ticket.ts';

/** One question of a form. */
export interface Question {
  readonly name: string;
  readonly type: 'text' | 'longText' | 'select' | 'checkbox' | 'file' | 'hash' | 'url' | 'version' | 'date';
  readonly required: boolean;
  /** Of the questions that share this name, one answer is enough. */
  readonly oneOf: string | null;
  /** Regular expression that the whole of a text must match, for the flag `u`. */
  readonly pattern: string | null;
  /** The choices of a select. */
  readonly options: readonly {
    readonly value: string;
    readonly label: Readonly<Record<Language, string>>;
  }[];
}

type Answers = readonly FormAnswer[];

/** What was answered; '' for a question that was left out, null for one that was not asked yet. */
export const answerTo = (name: string, answers: Answers): string | null =>
  answers.find(({ field }) => field === name)?.value ?? null;

const isAnswered = (name: string, answers: Answers): boolean => (answerTo(name, answers) ?? '') !== '';

/** The answers with this one in place of an earlier one to the same question. */
export const withAnswer = (answers: Answers, answer: FormAnswer): Answers =>
  answers.some(({ field }) => field === answer.field)
    ? answers.map((each) => (each.field === answer.field ? answer : each))
    : [...answers, answer];

/** The first question that was neither answered nor left out, and whose group has no answer; null at the end. */
export const nextQuestion = <Q extends Question>(questions: readonly Q[], answers: Answers): Q | null =>
  questions.find(
    (question) => answerTo(question.name, answers) === null && !isGroupAnswered(question, questions, answers),
  ) ?? null;

/** The question asked before `name`; null where that is the first. */
export function previousQuestion<Q extends Question>(
  questions: readonly Q[],
  answers: Answers,
  name: string,
): Q | null {
  const index = questions.findIndex((question) => question.name === name);
  const asked = questions
    .slice(0, Math.max(0, index))
    .filter((question) => answerTo(question.name, answers) !== null);
  return asked.at(-1) ?? null;
}

/**
 * Whether the question may go without an answer. In a group of which one answer is enough, the last one left may
 * not, unless all of the group is optional.
 */
export function maySkip(question: Question, questions: readonly Question[], answers: Answers): boolean {
  const group = groupOf(question, questions);
  if (group.length === 0) return !question.required;
  if (!group.some(({ required }) => required)) return true;
  return group.some(
    ({ name }) => name !== question.name && (answerTo(name, answers) === null || isAnswered(name, answers)),
  );
}

/** The questions that must be answered and are not; of a group without any answer, its first. */
export function missingQuestions<Q extends Question>(
  questions: readonly Q[],
  answers: Answers,
): readonly Q[] {
  return questions.filter((question) => {
    const group = groupOf(question, questions);
    if (group.length === 0) return question.required && !isAnswered(question.name, answers);
    const isWanting =
      group.some(({ required }) => required) && !group.some(({ name }) => isAnswered(name, answers));
    return isWanting && group[0]?.name === question.name;
  });
}

/** The question and those of which one answer is enough together with it; none for a question by itself. */
const groupOf = ({ oneOf }: Question, questions: readonly Question[]): readonly Question[] =>
  oneOf === null ? [] : questions.filter((each) => each.oneOf === oneOf);

const isGroupAnswered = (question: Question, questions: readonly Question[], answers: Answers): boolean =>
  groupOf(question, questions).some(({ name }) => isAnswered(name, answers));
