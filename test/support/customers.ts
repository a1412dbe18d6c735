// Customers on the desk of fakes: their organisation with its contract, their people, and tickets under it.
import type { PlatformUser } from '../../src/app/inbound.ts';
import { type Opening, openTicket } from '../../src/app/opening.ts';
import type { Contract, Organisation } from '../../src/domain/contract/contract.ts';
import type { Ticket } from '../../src/domain/ticket.ts';
import { aContract, globex } from '../builders/contract.ts';
import { directPlace } from '../builders/people.ts';
import { aMessage } from '../builders/ticket.ts';
import type { DeskOnFakes } from './desk-on-fakes.ts';

/** Keeps the organisation with its contracts, and makes these people its own. */
export async function customer(
  desk: DeskOnFakes,
  people: readonly PlatformUser[],
  {
    organisation = globex,
    contracts = [aContract()],
  }: { readonly organisation?: Organisation; readonly contracts?: readonly Contract[] } = {},
): Promise<void> {
  await desk.store.transaction(async (tx) => {
    await tx.organisations.save(organisation);
    for (const contract of contracts) await tx.organisations.saveContract(contract);
    for (const user of people) {
      const { id } = await tx.people.identify(user);
      await tx.organisations.join(id, organisation.id, desk.clock.now());
    }
  });
}

/** A ticket that the person opens for the organisation, in direct messages. */
export async function opens(
  desk: DeskOnFakes,
  user: PlatformUser,
  text: string,
  change: Partial<Opening> = {},
): Promise<Ticket> {
  const done = await desk.store.transaction(async (tx) => {
    const { id: personId } = await tx.people.identify(user);
    const { platform, chat, form } = directPlace(user);
    const thread = form === 'thread' ? `thread of ${text}` : null;
    const place = { side: 'requester', platform, chat, thread, form, personId } as const;
    return openTicket(tx, desk.parts, {
      requesterId: personId,
      organisationId: globex.id,
      requestType: 'incident',
      answers: [],
      severity: 'critical',
      wantsPriority: false,
      message: { ...aMessage(text), messageId: desk.ids.next() },
      requestedAt: desk.clock.now(),
      conversation: await tx.conversations.open(place),
      follows: null,
      ...change,
    });
  });
  if (!done.ok) throw new Error(done.error.code);
  await desk.settle();
  return done.value.ticket;
}
