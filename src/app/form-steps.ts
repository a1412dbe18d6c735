// The steps of a request type's form: how severe it is, the type's own fields, and a description; and their answers.
import { answerTo, type Question, withAnswer } from '../domain/request-form.ts';
import { type FormAnswer, severities } from '../domain/ticket.ts';
import type { DeskPolicy, FieldPolicy, RequestTypePolicy } from './policy.ts';
import type { Draft } from './ports.ts';

type Messages = Draft['messages'];

/** What every form asks beside its own fields; no field may have these names. */
export const severityStep = 'severity';
export const descriptionStep = 'description';

const severityQuestion: Question = {
  name: severityStep,
  type: 'select',
  required: true,
  oneOf: null,
  pattern: null,
  options: severities.map((value) => ({ value, label: { en: value, ru: value } })),
};

const descriptionQuestion: Question = {
  name: descriptionStep,
  type: 'longText',
  required: true,
  oneOf: null,
  pattern: null,
  options: [],
};

/** In the order in which they are asked; none for a type without a form. Required answers make a description optional. */
export function stepsOf({ form }: RequestTypePolicy): readonly Question[] {
  if (form.length === 0) return [];
  const required = !form.some((field) => field.required);
  return [severityQuestion, ...form, { ...descriptionQuestion, required }];
}

/** The request types that are asked for by a form of their own. */
export const formTypes = ({ requestTypes }: DeskPolicy): readonly RequestTypePolicy[] =>
  [...requestTypes.values()].filter(({ form }) => form.length > 0);

export const fieldNamed = ({ form }: RequestTypePolicy, name: string): FieldPolicy | null =>
  form.find((field) => field.name === name) ?? null;

/** The words of a draft that answer no question: together they are its description. */
export const freeMessages = ({ messages }: Pick<Draft, 'messages'>): Messages =>
  messages.filter(({ field }) => field === undefined);

/** What was written, paragraph by paragraph. */
export const textOfMessages = (messages: Messages): string =>
  messages
    .map(({ text }) => text)
    .filter((text) => text !== '')
    .join('\n\n');

/** The answers to all steps so far. */
export function answersOf(draft: Draft): readonly FormAnswer[] {
  const { severity, answers } = draft.choices;
  const description = textOfMessages(freeMessages(draft));
  return [
    ...(severity === null ? [] : [{ field: severityStep, value: severity }]),
    ...answers.filter(({ field }) => description === '' || field !== descriptionStep),
    ...(description === '' ? [] : [{ field: descriptionStep, value: description }]),
  ];
}

/** What the ticket keeps of the answers: those to the type's own fields, in the form's order. */
export const answersToKeep = (
  { form }: RequestTypePolicy,
  answers: readonly FormAnswer[],
): readonly FormAnswer[] =>
  form.flatMap(({ name }) => {
    const value = answerTo(name, answers) ?? '';
    return value === '' ? [] : [{ field: name, value }];
  });

/** The draft with the files that it has as the answer to its form's question for one, where there is such a question. */
export function takingFiles(type: RequestTypePolicy, draft: Draft): Draft {
  const field = type.form.find((each) => each.type === 'file')?.name;
  const files = freeMessages(draft).flatMap(({ attachments }) => attachments);
  if (field === undefined || files.length === 0) return draft;
  const value = files.map(({ name }) => name).join(', ');
  return {
    ...draft,
    choices: { ...draft.choices, answers: withAnswer(draft.choices.answers, { field, value }) },
    messages: draft.messages.flatMap((message) =>
      message.field !== undefined || message.attachments.length === 0
        ? [message]
        : [
            { ...message, attachments: [] },
            { ...message, text: '', field },
          ],
    ),
  };
}

/** Stands for a description that was left out: what is asked for, and the first thing answered about it. */
export function summaryOf(
  policy: DeskPolicy,
  { title, form }: RequestTypePolicy,
  answers: readonly FormAnswer[],
): string {
  const { language } = policy;
  const [first] = form.flatMap(({ name, options }) => {
    const value = answerTo(name, answers) ?? '';
    const label = options.find((option) => option.value === value)?.label[language];
    return value === '' ? [] : [label ?? value];
  });
  return first === undefined ? title[language] : `${title[language]}: ${first}`;
}
