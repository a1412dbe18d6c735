// A form that is filled in by conversation: its questions one by one, and all its answers before it is sent.
import { answersOf, stepsOf } from '../../app/form-steps.ts';
import { requestTypeOf } from '../../app/opening.ts';
import type { DeskPolicy, RequestTypePolicy } from '../../app/policy.ts';
import type { Draft, Language, Reader } from '../../app/ports.ts';
import type { Button, NoticeView } from '../../app/view.ts';
import { answerTo, maySkip, previousQuestion, type Question } from '../../domain/request-form.ts';
import { format } from '../format.ts';
import {
  answerLabel,
  answerWords,
  expected,
  groupHelp,
  helpBeside,
  optionLabel,
  questionHelp,
  questionLabel,
} from './form-words.ts';

interface FormContext {
  readonly draft: Draft;
  readonly policy: DeskPolicy;
  readonly reader: Reader;
}

/** As much of a label as a button shows. */
const labelLength = 60;
const shortened = (text: string, length = labelLength): string => [...text].slice(0, length).join('');

/** The question that the form waits on, or all answers where that is none. */
export function formView(context: FormContext): NoticeView {
  const { draft, policy } = context;
  const type = requestTypeOf(policy, draft.choices.requestType);
  if (draft.state === 'aside') return asideView(context, type);
  const steps = stepsOf(type);
  const index = draft.question === 'form' ? steps.findIndex(({ name }) => name === draft.choices.step) : -1;
  const question = steps[index];
  return question === undefined
    ? reviewView(context, type)
    : questionView(context, { type, steps, question, index });
}

interface Asked {
  readonly type: RequestTypePolicy;
  readonly steps: readonly Question[];
  readonly question: Question;
  readonly index: number;
}

function questionView({ draft, reader: { language } }: FormContext, asked: Asked): NoticeView {
  const { type, steps, question, index } = asked;
  const given = answerTo(question.name, answersOf(draft)) ?? '';
  const now =
    given === ''
      ? ''
      : format(language, 'form.now', {
          answer: briefly(answerWords(question, given, language), shownLength),
        });
  return {
    kind: 'notice',
    tone: 'info',
    text: format(language, 'form.question', {
      number: index + 1,
      count: steps.length,
      label: questionLabel(type, question.name, language),
    }),
    details: [...guidance(type, question, language), now].filter((line) => line !== ''),
    buttons: [...choiceRows(draft, asked, language), ...navigation(draft, asked, language)],
  };
}

/** How to answer by message; lines may be empty. */
function guidance(type: RequestTypePolicy, question: Question, language: Language): readonly string[] {
  const expectation = byMessage(question, language);
  const help = questionHelp(type, question.name, language);
  return [helpBeside(help, expectation), groupHelp(type, question.name, language), expectation];
}

function byMessage(question: Question, language: Language): string {
  switch (question.type) {
    case 'file':
      return format(language, 'form.expected.file');
    case 'text':
    case 'longText':
      return format(language, 'form.expected.words');
    default:
      return expected(question, language);
  }
}

function choiceRows(
  { id }: Draft,
  { question, index }: Asked,
  language: Language,
): readonly (readonly Button[])[] {
  const command = (option: number): string => `form ${id} pick ${index} ${option}`;
  if (question.type === 'checkbox')
    return [
      [
        { label: format(language, 'form.yes'), command: command(0) },
        { label: format(language, 'form.no'), command: command(1) },
      ],
    ];
  return question.options.map(({ value }, option) => [
    { label: shortened(optionLabel(question, value, language)), command: command(option) },
  ]);
}

/** Keep, back, skip and cancel, as far as each applies. */
function navigation(
  draft: Draft,
  { steps, question, index }: Asked,
  language: Language,
): readonly (readonly Button[])[] {
  const answers = answersOf(draft);
  const isAnswered = (answerTo(question.name, answers) ?? '') !== '';
  const button = (act: 'keep' | 'back' | 'skip'): Button => ({
    label: format(language, `form.${act}`),
    command: `form ${draft.id} ${act} ${index}`,
  });
  return [
    [
      ...(isAnswered ? [button('keep')] : []),
      ...(previousQuestion(steps, answers, question.name) === null ? [] : [button('back')]),
      ...(maySkip(question, steps, answers) ? [button('skip')] : []),
      cancel(draft, language),
    ],
  ];
}

const cancel = ({ id }: Draft, language: Language): Button => ({
  label: format(language, 'form.cancel'),
  command: `form ${id} drop`,
});

/** Longest that an answer is shown; and all of them together, since only one message can be edited. */
const shownLength = 300;
const shownTogether = 3_000;
const briefly = (words: string, length: number): string =>
  [...words].length > length ? `${shortened(words, length)}…` : words;

function reviewView({ draft, reader: { language } }: FormContext, type: RequestTypePolicy): NoticeView {
  const answers = answersOf(draft);
  const steps = stepsOf(type);
  const longest = Math.min(shownLength, Math.floor(shownTogether / steps.length));
  const lineOf = (question: Question): string => {
    const given = answerTo(question.name, answers) ?? '';
    const words = given === '' ? format(language, 'form.none') : answerWords(question, given, language);
    return `${answerLabel(type, question.name, language)}: ${briefly(words, longest)}`;
  };
  const changes = steps.map((question, index) => [
    {
      label: shortened(
        format(language, 'form.change', { label: answerLabel(type, question.name, language) }),
      ),
      command: `form ${draft.id} edit ${index}`,
    },
  ]);
  return {
    kind: 'notice',
    tone: 'info',
    text: format(language, 'form.review', { title: type.title[language] }),
    details: [steps.map(lineOf).join('\n'), format(language, 'form.reviewHint')],
    buttons: [
      [
        { label: format(language, 'form.send'), command: `form ${draft.id} send`, style: 'primary' },
        cancel(draft, language),
      ],
      ...changes,
    ],
  };
}

/** A form that nobody went on with: it waits, with all its answers. */
function asideView({ draft, reader: { language } }: FormContext, type: RequestTypePolicy): NoticeView {
  return {
    kind: 'notice',
    tone: 'info',
    text: format(language, 'form.aside', { title: type.title[language] }),
    buttons: [
      [
        { label: format(language, 'form.continue'), command: `form ${draft.id} continue`, style: 'primary' },
        cancel(draft, language),
      ],
    ],
  };
}
