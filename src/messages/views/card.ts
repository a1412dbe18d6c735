// A ticket's card.
import type { DeskPolicy } from '../../app/policy.ts';
import type { Person, Reader, TicketBackground } from '../../app/ports.ts';
import type { CardView, Fact } from '../../app/view.ts';
import { type PersonId, subjectOf, type Ticket } from '../../domain/ticket.ts';
import { format } from '../format.ts';
import { agentName, nameById, nameOf } from './people.ts';
import { fact, longAnswers, outcomeFacts, priorityFacts, requestFacts } from './request-facts.ts';
import { ticketButtons } from './ticket-buttons.ts';
import { dateFor, timerWords } from './timer-words.ts';
import { metricWord, severityWord, statusWordFor } from './words.ts';

export interface TicketContext {
  readonly ticket: Ticket;
  readonly people: ReadonlyMap<PersonId, Person>;
  readonly policy: DeskPolicy;
  readonly reader: Reader;
}

export interface CardContext extends TicketContext, TicketBackground {
  /** Whether it is shown to a colleague of its requester. */
  readonly isColleagues?: boolean;
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
    body: [ticket.description || format(language, 'card.noText'), ...longAnswers(context)].join('\n\n'),
    footer: format(language, 'card.opened', { at: dateFor(reader, ticket.openedAt) }),
    buttons: ticketButtons(ticket, side === 'agents' ? 'agent' : 'requester', language),
  };
}

function factsOf(context: CardContext): readonly Fact[] {
  const { ticket, reader } = context;
  const { language } = reader;
  const timers = ticket.timers.map((timer) => ({
    label: metricWord(language, timer.metric),
    value: timerWords(timer, reader, dateFor),
  }));
  return [
    ...customerFacts(context),
    ...requestFacts(context),
    fact(language, 'card.severity', severityWord(language, ticket.severity)),
    ...priorityFacts(context),
    fact(language, 'card.status', statusWordFor(reader, ticket.status)),
    ...outcomeFacts(context),
    fact(language, 'card.owner', ownerOf(context)),
    ...timers,
  ];
}

/** Who asks, for whom, and under which plan: their own requesters know. */
function customerFacts({
  ticket,
  people,
  policy,
  reader,
  organisation,
  isColleagues,
}: CardContext): readonly Fact[] {
  const { language, side } = reader;
  if (side !== 'agents') {
    const name = nameById(ticket.requesterId, { people, language });
    return isColleagues === true ? [fact(language, 'card.requester', name)] : [];
  }
  const plan = policy.plans.get(ticket.plan)?.title[language] ?? ticket.plan;
  return [
    fact(language, 'card.requester', nameById(ticket.requesterId, { people, language })),
    ...(organisation === null ? [] : [fact(language, 'card.organisation', organisation.name)]),
    fact(language, 'card.plan', plan),
  ];
}

/** Who has the ticket, by the name that this side knows. */
export function ownerOf({ ticket, people, policy, reader: { language, side } }: TicketContext): string {
  const owner = ticket.assigneeId === null ? undefined : people.get(ticket.assigneeId);
  if (owner === undefined) return format(language, 'card.nobody');
  return side === 'agents' ? nameOf(owner) : agentName(owner, policy, language);
}
