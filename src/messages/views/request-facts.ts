// What a card says of the request itself: its type and stage, what its form asked, its priority and its outcome.
import type { FieldPolicy } from '../../app/policy.ts';
import type { Language } from '../../app/ports.ts';
import type { Fact } from '../../app/view.ts';
import type { FormAnswer, Ticket } from '../../domain/ticket.ts';
import type { MessageKey } from '../catalogue.ts';
import { format } from '../format.ts';
import { formatDate } from '../format-date.ts';
import type { CardContext } from './card.ts';

type CardKey = Extract<
  MessageKey,
  | 'card.requester'
  | 'card.organisation'
  | 'card.plan'
  | 'card.type'
  | 'card.stage'
  | 'card.severity'
  | 'card.handling'
  | 'card.status'
  | 'card.outcome'
  | 'card.owner'
>;

/** One line of a card under a label of the catalogue. */
export const fact = (language: Language, key: CardKey, value: string): Fact => ({
  label: format(language, key),
  value,
});

/** The type where it is not that of plain messages, the stage, and the answers in the form's order. */
export function requestFacts({ ticket, policy, reader: { language } }: CardContext): readonly Fact[] {
  const type = policy.requestTypes.get(ticket.requestType);
  const stage = type?.stages.find(({ name }) => name === ticket.stage);
  const isPlain = ticket.requestType === policy.defaultRequestType;
  return [
    ...(isPlain ? [] : [fact(language, 'card.type', type?.title[language] ?? ticket.requestType)]),
    ...(ticket.stage === null ? [] : [fact(language, 'card.stage', stage?.title[language] ?? ticket.stage)]),
    ...answerFacts(ticket, type?.form ?? [], language).map((whole) => ({
      ...whole,
      value: briefly(whole.value, ticket),
    })),
  ];
}

/** Longest that an answer is shown among a card's facts; and all of them together, since a card is one message. */
const shownLength = 300;
const shownTogether = 2_000;

/** As much of an answer as a card has room for beside the others. */
function briefly(words: string, { answers }: Pick<Ticket, 'answers'>): string {
  const longest = Math.min(shownLength, Math.floor(shownTogether / answers.length));
  const points = [...words];
  return points.length > longest ? `${points.slice(0, longest).join('')}…` : words;
}

/** The answers that the facts have no room for, whole, each under its label. */
export function longAnswers({ ticket, policy, reader: { language } }: CardContext): readonly string[] {
  const form = policy.requestTypes.get(ticket.requestType)?.form ?? [];
  return answerFacts(ticket, form, language)
    .filter(({ value }) => briefly(value, ticket) !== value)
    .map(({ label, value }) => `${label}:\n${value}`);
}

const answerFacts = (
  { answers }: Ticket,
  form: readonly FieldPolicy[],
  language: Language,
): readonly Fact[] => answers.map((answer) => answerFact(answer, form, language));

/** An answer whose field the configuration no longer has stands under the field's name. */
function answerFact({ field, value }: FormAnswer, form: readonly FieldPolicy[], language: Language): Fact {
  const policy = form.find(({ name }) => name === field);
  return { label: policy?.label[language] ?? field, value: answerWords(value, policy, language) };
}

const isDate = /^\d{4}-\d{2}-\d{2}$/;

function answerWords(value: string, field: FieldPolicy | undefined, language: Language): string {
  if (field?.type === 'select')
    return field.options.find((option) => option.value === value)?.label[language] ?? value;
  if (field?.type === 'checkbox' && value === 'yes') return format(language, 'card.yes');
  return field?.type === 'date' && isDate.test(value) ? formatDate(language, value) : value;
}

/** That it uses a priority incident; nothing of a standard one. */
export const priorityFacts = ({ ticket, reader: { language } }: CardContext): readonly Fact[] =>
  ticket.priority === null ? [] : [fact(language, 'card.handling', format(language, 'card.priority'))];

/** How it ended, if not by an answer; who asked is not told that it was taken for spam. */
export function outcomeFacts({ ticket, duplicateOf, reader }: CardContext): readonly Fact[] {
  const { language, side } = reader;
  switch (ticket.outcome) {
    case null:
    case 'resolved':
      return [];
    case 'cancelled':
      return [fact(language, 'card.outcome', format(language, 'outcome.cancelled'))];
    case 'spam':
      return side === 'agents' ? [fact(language, 'card.outcome', format(language, 'outcome.spam'))] : [];
    case 'duplicate': {
      const words =
        duplicateOf === null
          ? format(language, 'outcome.duplicate')
          : format(language, 'outcome.duplicateOf', { reference: duplicateOf });
      return [fact(language, 'card.outcome', words)];
    }
  }
}
