// The buttons that a ticket offers in its state.

import type { Language } from '../../app/ports.ts';
import type { Button } from '../../app/view.ts';
import { may, type Role } from '../../domain/permissions.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { format } from '../format.ts';

type Verb = 'claim' | 'reply' | 'note' | 'resolve' | 'resume' | 'reopen' | 'close' | 'stage';

/** What moves through stages offers them before its end. */
const ending = ({ stage }: Ticket): readonly Verb[] => (stage === null ? ['resolve'] : ['stage', 'resolve']);

function verbsFor(ticket: Ticket): readonly Verb[] {
  switch (ticket.status) {
    case 'closed':
      return [];
    case 'resolved':
      return ['reopen', 'close'];
    case 'pending':
    case 'on_hold':
      return ['reply', 'note', 'resume', ...ending(ticket)];
    case 'new':
    case 'open':
      return ticket.assigneeId === null
        ? ['claim', 'reply', 'note', ...ending(ticket)]
        : ['reply', 'note', ...ending(ticket)];
  }
}

/** One row at most; none when nothing can be done with the ticket any more. */
export function ticketButtons(
  ticket: Ticket,
  role: Role,
  language: Language,
): readonly (readonly Button[])[] {
  const row = verbsFor(ticket)
    .filter((verb) => may(role, verb))
    .map((verb) => button(verb, ticket, language));
  return row.length === 0 ? [] : [row];
}

/** The row by which an event's words are sent again, where they have a number. */
export function resendButton(
  { reference }: Pick<Ticket, 'reference'>,
  sequence: number | null,
  language: Language,
): { readonly buttons?: readonly (readonly Button[])[] } {
  if (sequence === null) return {};
  const label = format(language, 'button.resend');
  return { buttons: [[{ label, command: `resend ${reference} ${sequence}` }]] };
}

/** A button that runs `verb` on the ticket. */
export function button(
  verb: Verb | 'why' | 'promise',
  { reference }: Pick<Ticket, 'reference'>,
  language: Language,
): Button {
  const plain = { label: format(language, `button.${verb}`), command: `${verb} ${reference}` };
  return verb === 'claim' ? { ...plain, style: 'primary' } : plain;
}
