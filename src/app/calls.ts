// Phone calls: logged on a ticket, or opening one for somebody who is on no platform.
import type { TicketCommand } from '../domain/commands.ts';
import type { Contact, OrganisationId } from '../domain/contract/contract.ts';
import type { DeskError } from '../domain/errors.ts';
import type { MessageBody } from '../domain/events.ts';
import type { Instant } from '../domain/instant.ts';
import { isSamePhone } from '../domain/phone-number.ts';
import type { Result } from '../domain/result.ts';
import type { PersonId, Severity, Ticket } from '../domain/ticket.ts';
import { type Executed, type ExecuteParts, execute } from './execute.ts';
import { openTicket } from './opening.ts';
import { isOutOfHours } from './paging.ts';
import type { Ids, Person, Repositories } from './ports.ts';

export interface PhoneCall {
  /** '' where they did not say. */
  readonly caller: string;
  /** Digits and a leading plus only. */
  readonly phone: string;
  readonly calledAt: Instant;
}

/**
 * Logs the call: one that came out of hours moves what the plan handles by phone onto the calendar that never closes,
 * and one that is logged out of hours has whoever is on call paged.
 */
export function callCommand(
  ticket: Ticket,
  call: PhoneCall,
  { policy, clock }: ExecuteParts,
): Extract<TicketCommand, { type: 'call' }> {
  const isByPhone = Object.values(ticket.targets).some((target) => target.afterHours === 'phone');
  const moves = isByPhone && isOutOfHours(ticket, policy, call.calledAt);
  return {
    type: 'call',
    ...call,
    calendar: moves ? policy.aroundTheClock : null,
    needsPaging: isOutOfHours(ticket, policy, clock.now()),
  };
}

/** Opens a ticket for somebody who phoned, under their organisation's contract, and logs the call on it. */
export async function openForCaller(
  tx: Repositories,
  parts: ExecuteParts & { readonly ids: Ids },
  asked: {
    readonly call: PhoneCall;
    readonly severity: Severity;
    readonly message: MessageBody;
    readonly openedBy: PersonId;
  },
): Promise<Result<Executed, DeskError>> {
  const { call, openedBy, severity, message } = asked;
  const contact = await contactOf(tx, call.phone);
  const caller = await callerBy(tx, call, contact?.contact ?? null);
  const opened = await openTicket(tx, parts, {
    requesterId: caller.id,
    organisationId: contact?.organisationId ?? null,
    requestType: parts.policy.defaultRequestType,
    answers: [],
    severity,
    wantsPriority: false,
    message,
    requestedAt: call.calledAt,
    conversation: null,
    follows: null,
    openedBy,
  });
  if (!opened.ok) return opened;
  const { ticket } = opened.value;
  const actor = { id: openedBy, role: 'agent' as const };
  return execute(tx, parts, { ticketId: ticket.id, actor, command: callCommand(ticket, call, parts) });
}

/** The person behind the number, by the name they gave, else the one they are known by. */
async function callerBy(
  { people }: Repositories,
  { phone, caller }: PhoneCall,
  contact: Contact | null,
): Promise<Person> {
  const known = await people.findUser('phone', phone);
  const name = caller || known?.name || contact?.name || phone;
  const user = { platform: 'phone', userId: phone, name, handle: null, languageTag: null, timezone: null };
  return people.identify(user);
}

/** Whom the contracts name under that number; null where nobody, or people of several organisations. */
async function contactOf(
  { organisations }: Repositories,
  phone: string,
): Promise<{ readonly contact: Contact; readonly organisationId: OrganisationId } | null> {
  const all = await organisations.list();
  const contracts = await organisations.contractsOf(all.map(({ id }) => id));
  const found = contracts.flatMap(({ organisationId, contacts }) =>
    contacts
      .filter((contact) => contact.phone !== null && isSamePhone(contact.phone, phone))
      .map((contact) => ({ contact, organisationId })),
  );
  const isClear = new Set(found.map(({ organisationId }) => organisationId)).size === 1;
  return isClear ? (found.at(-1) ?? null) : null;
}
