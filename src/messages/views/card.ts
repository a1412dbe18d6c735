// A ticket's card.
import type { DeskPolicy } from '../../app/policy.ts';
import type { Person, Reader } from '../../app/ports.ts';
import type { CardView, Fact } from '../../app/view.ts';
import { type PersonId, subjectOf, type Ticket } from '../../domain/ticket.ts';
import { format } from '../format.ts';
import { agentName, nameById, nameOf } from './people.ts';
import { ticketButtons } from './ticket-buttons.ts';
import { dateFor, timerWords } from './timer-words.ts';
import { metricWord, severityWord, statusWord } from './words.ts';

export interface CardContext {
  readonly ticket: Ticket;
  readonly people: ReadonlyMap<PersonId, Person>;
  readonly policy: DeskPolicy;
  readonly reader: Reader;
}

/** What a ticket's thread is called: its reference and subject. */
export const threadTitle = (ticket: Ticket): string => {
  const subject = subjectOf(ticket.description);
  return subject === '' ? ticket.reference : `${ticket.reference} · ${subject}`;
};

/** The whole ticket at a glance, for agents or for its requester. */
export function cardView(context: CardContext): CardView {
  const { ticket, reader } = context;
  const { language, side } = reader;
  return {
    kind: 'card',
    title: threadTitle(ticket),
    facts: factsOf(context),
    body: ticket.description === '' ? format(language, 'card.noText') : ticket.description,
    footer: format(language, 'card.opened', { at: dateFor(reader, ticket.openedAt) }),
    buttons: ticketButtons(ticket, side === 'agents' ? 'agent' : 'requester', language),
  };
}

function factsOf(context: CardContext): readonly Fact[] {
  const { ticket, people, policy, reader } = context;
  const { language, side } = reader;
  const fact = (
    key: 'card.requester' | 'card.plan' | 'card.severity' | 'card.status' | 'card.owner',
    value: string,
  ): Fact => ({
    label: format(language, key),
    value,
  });
  const plan = policy.plans.get(ticket.plan)?.title[language] ?? ticket.plan;
  const forAgents =
    side === 'agents'
      ? [fact('card.requester', nameById(ticket.requesterId, { people, language })), fact('card.plan', plan)]
      : [];
  const timers = ticket.timers.map((timer) => ({
    label: metricWord(language, timer.metric),
    value: timerWords(timer, reader, dateFor),
  }));
  return [
    ...forAgents,
    fact('card.severity', severityWord(language, ticket.severity)),
    fact('card.status', statusWord(language, ticket.status)),
    fact('card.owner', ownerOf(context)),
    ...timers,
  ];
}

/** Who has the ticket, by the name that this side knows. */
export function ownerOf({ ticket, people, policy, reader: { language, side } }: CardContext): string {
  const owner = ticket.assigneeId === null ? undefined : people.get(ticket.assigneeId);
  if (owner === undefined) return format(language, 'card.nobody');
  return side === 'agents' ? nameOf(owner) : agentName(owner, policy, language);
}
