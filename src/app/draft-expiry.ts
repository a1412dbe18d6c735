// What becomes of a draft whose question nobody answered in time.
import type { Instant } from '../domain/instant.ts';
import type { PersonId, Ticket } from '../domain/ticket.ts';
import { openUnasked } from './draft-choices.ts';
import { attachDraft } from './draft-ending.ts';
import { type DraftParts, isForm, show } from './drafts.ts';
import type { Draft, Repositories, Store } from './ports.ts';

/**
 * Ends a draft whose question nobody answered: it opens as far as it was chosen, else at the default severity, or its
 * words go to the ticket that was busy last; one without words is dropped. A form is never sent unasked: it is put
 * aside, with all its answers. Looks at nothing that was answered in time.
 */
export async function expireDraft(
  parts: DraftParts & { readonly store: Store },
  draftId: string,
): Promise<void> {
  await parts.store.transaction(async (tx) => {
    const draft = await tx.drafts.lock(draftId);
    if (draft === null || draft.state === 'done') return;
    if (draft.question === 'form' || draft.question === 'review') return putAside(tx, parts, draft);
    if (draft.messages.length === 0 && !isForm(parts.policy, draft)) {
      const dropped: Draft = { ...draft, state: 'done' };
      await tx.drafts.save(dropped);
      return show(tx, dropped, parts.clock.now());
    }
    await end(tx, parts, draft);
  });
}

async function end(tx: Repositories, parts: DraftParts, draft: Draft): Promise<void> {
  const ticket = draft.question === 'ticket' ? await latestOf(tx, draft.personId) : null;
  const ended =
    ticket === null
      ? await openUnasked(tx, parts, draft, requestedAt(parts, draft))
      : await attachDraft(tx, parts, draft, ticket);
  if (!ended.ok) throw new Error(`a draft could not be ended: ${ended.error.code}`);
}

/** A form was asked for when it was sent, which is when its last question was asked; anything else, when it was first written. */
function requestedAt({ policy }: DraftParts, draft: Draft): number {
  const sentAt = draft.expiresAt - policy.draftMs;
  return isForm(policy, draft) ? sentAt : (draft.messages[0]?.at ?? sentAt);
}

/** Says in a new message that the form waits, where nobody has turned to something else meanwhile. */
async function putAside(tx: Repositories, { clock }: DraftParts, draft: Draft): Promise<void> {
  if (draft.state === 'aside') return;
  const waiting: Draft = { ...draft, state: 'aside', promptMessageId: null };
  await tx.drafts.save(waiting);
  await show(tx, waiting, clock.now());
}

/** The open ticket on which somebody did something last; reminders are nobody's doing. */
async function latestOf(tx: Repositories, requesterId: PersonId): Promise<Ticket | null> {
  const statuses = ['new', 'open', 'pending', 'on_hold'] as const;
  const tickets = await tx.tickets.list({ requesterId, statuses, limit: 50 });
  let latest: { readonly ticket: Ticket; readonly at: Instant } | null = null;
  for (const ticket of tickets) {
    const events = await tx.tickets.events(ticket.id);
    const at = events.findLast(({ actorId }) => actorId !== null)?.at ?? ticket.openedAt;
    if (latest === null || at > latest.at) latest = { ticket, at };
  }
  return latest?.ticket ?? null;
}
