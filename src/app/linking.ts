// Linking: one person's accounts on several platforms become one, by a code passed from one to the other.
import type { DeskError } from '../domain/errors.ts';
import { type Instant, MINUTE_MS } from '../domain/instant.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { PersonId } from '../domain/ticket.ts';
import { hashOf, newCode } from './codes.ts';
import type { PlatformUser } from './inbound.ts';
import { directConversations, tell } from './outbox.ts';
import type { Person, Repositories } from './ports.ts';

export const linkMs = 10 * MINUTE_MS;

/** A new code by which whoever knows it links another account to the person's, once. */
export async function issueLink({ codes }: Repositories, personId: PersonId, now: Instant): Promise<string> {
  const code = newCode();
  await codes.issue({
    hash: hashOf(code),
    purpose: 'link',
    subjectId: personId,
    issuedBy: personId,
    expiresAt: now + linkMs,
    usesLeft: 1,
  });
  return code;
}

/**
 * Makes the person one with whoever was given the code, whose accounts are told of `account`, the one that was linked.
 * Gives the person as they were before it: name, accounts and all that is kept are theirs from now on.
 */
export async function linkByCode(
  tx: Repositories,
  code: string,
  { person, account, now }: { person: Person; account: PlatformUser; now: Instant },
): Promise<Result<Person, DeskError>> {
  const found = await tx.codes.find(hashOf(code), 'link', now);
  if (found === null) return fail({ code: 'linkCodeUnknown' });
  if (found.subjectId === person.id) return fail({ code: 'linkToItself' });
  const kept = await tx.people.get(found.subjectId);
  const redeemed = await tx.codes.redeem(hashOf(code), 'link', now);
  if (kept === null || redeemed === null) return fail({ code: 'linkCodeUnknown' });
  await tx.people.link(kept.id, person.id);
  const { platform, name } = account;
  for (const conversationId of await directConversations(tx)(kept.identities)) {
    await tell(tx, conversationId, { kind: 'accountLinked', platform, name }, { ticketId: null, now });
  }
  return ok(kept);
}
