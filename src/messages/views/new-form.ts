// The form of a request type, for platforms that show all its fields at once.
import type { DeskPolicy, FieldPolicy, RequestTypePolicy } from '../../app/policy.ts';
import type { Language } from '../../app/ports.ts';
import type { FormField, FormView } from '../../app/view.ts';
import { answerLimits } from '../../domain/check-answer.ts';
import type { Organisation } from '../../domain/contract/contract.ts';
import { severities } from '../../domain/ticket.ts';
import { format } from '../format.ts';
import { expected, groupHelp, helpBeside } from './form-words.ts';
import { severityChoice } from './words.ts';

interface NewForm {
  readonly language: Language;
  readonly policy: DeskPolicy;
  readonly type: RequestTypePolicy;
  /** What was typed so far. */
  readonly words: string;
  /** The command line that the answers complete. */
  readonly command: string;
  /** Those for which the person may ask; it is asked about only where there are several. */
  readonly organisations: readonly Organisation[];
  /** Null where there is no priority incident to use; `left` is null where that depends on the organisation. */
  readonly priority: { readonly left: number | null } | null;
}

/** The form to open a ticket by; its fields are named as the type's own, and `severity`, `description`, … */
export function newFormView(form: NewForm): FormView {
  const { language, type, command } = form;
  return {
    kind: 'form',
    command,
    title: format(language, 'new.form.title'),
    intro: introOf(form),
    fields: [
      ...organisationField(form),
      severityField(form),
      ...type.form.map((field) => ownField(field, form)),
      descriptionField(form),
      ...priorityField(form),
    ],
    submit: format(language, 'new.form.submit'),
    cancel: format(language, 'form.cancel'),
    skip: null,
  };
}

/** What this form is for, and how to ask for anything else. */
function introOf({ language, policy, type }: NewForm): string | null {
  const others = [...policy.requestTypes.values()].filter(({ key }) => key !== type.key);
  if (others.length === 0) return null;
  const lines = others.map(({ key, title }) =>
    format(language, 'new.form.other', { title: title[language], command: `new ${key}` }),
  );
  return [type.title[language], type.help?.[language] ?? '', ...lines]
    .filter((line) => line !== '')
    .join('\n');
}

const severityField = ({ language, policy }: NewForm): FormField => ({
  name: 'severity',
  label: format(language, 'new.form.severity'),
  optional: false,
  input: {
    type: 'choice',
    options: severities.map((severity) => ({ value: severity, label: severityChoice(language, severity) })),
    initial: policy.defaultSeverity,
  },
});

const descriptionField = ({ language, type, words }: NewForm): FormField => ({
  name: 'description',
  label: format(language, 'new.form.description'),
  hint: format(language, 'new.form.hint'),
  optional: type.form.some(({ required }) => required),
  input: {
    type: 'text',
    multiline: true,
    maxLength: answerLimits.longText,
    initial: words.slice(0, answerLimits.longText),
  },
});

function organisationField({ language, organisations }: NewForm): readonly FormField[] {
  if (organisations.length < 2) return [];
  const options = organisations.map(({ id, name }) => ({ value: id, label: name }));
  const label = format(language, 'draft.organisation');
  return [{ name: 'organisation', label, optional: false, input: { type: 'choice', options } }];
}

function priorityField({ language, priority }: NewForm): readonly FormField[] {
  if (priority === null) return [];
  const use =
    priority.left === null
      ? format(language, 'draft.priority.useAny')
      : format(language, 'draft.priority.use', { left: priority.left });
  const options = [
    { value: 'no', label: format(language, 'draft.priority.without') },
    { value: 'yes', label: use },
  ];
  const label = format(language, 'draft.priority.label');
  return [{ name: 'priority', label, optional: false, input: { type: 'choice', options, initial: 'no' } }];
}

function ownField(field: FieldPolicy, { type, language }: NewForm): FormField {
  const expectation = expected(field, language);
  const isFirst = type.form.find(({ oneOf }) => oneOf === field.oneOf) === field;
  const hint = [
    helpBeside(field.help?.[language] ?? '', expectation),
    expectation,
    isFirst ? groupHelp(type, field.name, language) : '',
  ]
    .filter((line) => line !== '')
    .join(' ');
  return {
    name: field.name,
    label: field.label[language],
    ...(hint === '' ? {} : { hint }),
    // Of a group, any may be left out here; that one is there is looked at when the form is sent.
    optional: !field.required || field.oneOf !== null || field.type === 'checkbox',
    input: inputOf(field, language),
  };
}

function inputOf({ type, options }: FieldPolicy, language: Language): FormField['input'] {
  switch (type) {
    case 'select':
      return {
        type: 'choice',
        options: options.map(({ value, label }) => ({ value, label: label[language] })),
      };
    case 'checkbox':
    case 'date':
    case 'url':
    case 'file':
      return { type };
    case 'longText':
      return { type: 'text', multiline: true, maxLength: answerLimits.longText };
    case 'text':
    case 'hash':
    case 'version':
      return { type: 'text', multiline: false, maxLength: answerLimits.text };
  }
}
