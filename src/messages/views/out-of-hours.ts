// Phone calls out of hours, and the search for whoever is on call, as each side reads of them.
import type { DeskPolicy } from '../../app/policy.ts';
import type { Person, Reader } from '../../app/ports.ts';
import type { Mention, NoticeView } from '../../app/view.ts';
import type { EventOf } from '../../domain/events.ts';
import { type Account, subjectOf, type Ticket } from '../../domain/ticket.ts';
import { isUnanswered } from '../../domain/ticket-timers.ts';
import { format } from '../format.ts';
import { formatDuration } from '../format-time.ts';
import type { EventContext } from './for-requester.ts';
import { nameById, nameOf } from './people.ts';
import { dueLine, instantFor } from './timer-words.ts';
import { severityWord } from './words.ts';

type Call = EventOf<'CallLogged'>;

const notice = (tone: NoticeView['tone'], text: string, details: readonly string[] = []): NoticeView => ({
  kind: 'notice',
  tone,
  text,
  details,
});

/** A call as the ticket's thread records it, with what it did to the clock. */
export function callForAgents({ event, ticket, people, reader }: EventContext<Call>): NoticeView {
  const { language } = reader;
  const { reference } = ticket;
  const name = nameById(event.actorId, { people, language });
  const words = { name, reference, from: callerOf(event), at: instantFor(reader, event.calledAt) };
  return notice('info', format(language, 'called.agents', words), [
    ...(hasMoved(ticket, event) ? [format(language, 'called.clock')] : []),
    ...dueLine(ticket, reader),
    ...(event.needsPaging ? [] : [format(language, 'called.inHours')]),
  ]);
}

/** A call as its requester is told that it was heard. */
export function callForRequester({ event, ticket, reader }: EventContext<Call>): NoticeView {
  const words = { reference: ticket.reference, at: instantFor(reader, event.calledAt) };
  return notice('info', format(reader.language, 'called.requester', words), dueLine(ticket, reader));
}

/** Who phoned, from which number. */
export const callerOf = ({ caller, phone }: Pick<Call, 'caller' | 'phone'>): string =>
  caller === '' ? phone : `${caller} (${phone})`;

/** Whether a clock that still runs counts around the clock since the call. */
const hasMoved = ({ timers }: Ticket, { calledAt }: Call): boolean =>
  timers.some((timer) => isUnanswered(timer) && timer.calls.some(({ at }) => at === calledAt));

/** A page: in the thread who was looked for, to those people what they are to do. Null once somebody has answered. */
export function pageView(context: EventContext<EventOf<'OnCallPaged'>>): NoticeView | null {
  const { event, ticket, reader } = context;
  if (reader.side === 'personal')
    return ticket.paging?.acknowledgedAt === null ? pageInPerson(context) : null;
  const { language } = reader;
  const { reference } = ticket;
  if (event.accounts.length === 0) return nobodyLeft(context);
  const mentions = event.accounts.map((account) => mentionOf(account, context));
  const names = mentions.map(({ name }) => name).join(', ');
  return { ...notice('warning', format(language, 'paged.agents', { reference, names })), mentions };
}

function nobodyLeft(context: EventContext<EventOf<'OnCallPaged'>>): NoticeView {
  const { ticket, reader, policy, call } = context;
  const { reference } = ticket;
  const leads = policy.queues.get(ticket.queue)?.leads ?? [];
  const details = call ? [format(reader.language, 'paged.callBack', { from: callerOf(call) })] : [];
  return {
    ...notice('error', format(reader.language, 'paged.nobody', { reference }), details),
    mentions: leads.map((account) => mentionOf(account, context)),
  };
}

function pageInPerson({ ticket, reader, policy, call }: EventContext): NoticeView {
  const { language } = reader;
  const { reference } = ticket;
  const severity = severityWord(language, ticket.severity);
  const subject = subjectOf(ticket.description);
  return {
    ...notice('warning', format(language, 'page.title', { reference, severity }), [
      ...(call ? [calledLine(call, reader)] : []),
      ...(subject === '' ? [] : [subject]),
      ...dueLine(ticket, reader),
      format(language, 'page.how', { wait: waitOf(ticket, policy, reader) }),
    ]),
    buttons: [
      [{ label: format(language, 'button.acknowledgePage'), command: `acknowledge-page ${reference}` }],
    ],
  };
}

const calledLine = (call: Call, reader: Reader): string =>
  format(reader.language, 'page.called', {
    from: callerOf(call),
    at: instantFor(reader, call.calledAt),
  });

const waitOf = ({ queue }: Ticket, policy: DeskPolicy, { language }: Reader): string =>
  formatDuration(language, policy.queues.get(queue)?.pageAgainMs ?? 0);

/** People whom the desk has never met are known to it by their account alone. */
function mentionOf(account: Account, { people }: Pick<EventContext, 'people'>): Mention {
  const isTheirs = ({ platform, userId }: Account): boolean =>
    platform === account.platform && userId === account.userId;
  const person = [...people.values()].find(({ identities }) => identities.some(isTheirs));
  return { ...account, name: person === undefined ? account.userId : nameOf(person) };
}

/** That somebody has answered the page; the others who were paged need not. */
export function pageAcknowledgedView(context: EventContext<EventOf<'PageAcknowledged'>>): NoticeView {
  const { event, ticket, people, reader } = context;
  const { language, side } = reader;
  const name = nameById(event.actorId, { people, language });
  const text = format(language, 'pageAcknowledged.agents', { name, reference: ticket.reference });
  return notice('info', text, side === 'personal' ? [format(language, 'pageAcknowledged.rest')] : []);
}

/** The number of somebody who is on no platform and can only be phoned; null for anybody else. */
export function phoneOnly(person: Person | undefined): string | null {
  const accounts = person?.identities ?? [];
  return accounts.every(({ platform }) => platform === 'phone') ? (accounts[0]?.userId ?? null) : null;
}

/** That the requester is to be told by phone, and by which number; null where they are on a platform. */
export function byPhoneView({
  ticket,
  people,
  reader,
}: Pick<EventContext, 'ticket' | 'people' | 'reader'>): NoticeView | null {
  const requester = people.get(ticket.requesterId);
  const phone = phoneOnly(requester);
  if (requester === undefined || phone === null) return null;
  const words = { name: nameOf(requester), reference: ticket.reference, phone };
  return notice('warning', format(reader.language, 'byPhone.agents', words));
}

/** What stands below words for the requester in the agents' thread. */
export function publicFooter({
  ticket,
  people,
  reader,
}: Pick<EventContext, 'ticket' | 'people' | 'reader'>): string {
  const phone = phoneOnly(people.get(ticket.requesterId));
  return format(reader.language, phone === null ? 'sent.footer' : 'byPhone.footer');
}
