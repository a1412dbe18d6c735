// Invitations: codes by which people come to belong to an organisation.
import type { Organisation, OrganisationId } from '../domain/contract/contract.ts';
import type { DeskError } from '../domain/errors.ts';
import { DAY_MS, type Instant } from '../domain/instant.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { PersonId } from '../domain/ticket.ts';
import { hashOf, newCode } from './codes.ts';
import type { Repositories } from './ports.ts';

export const invitationMs = 7 * DAY_MS;
/** How many people one invitation may let in. */
export const mostUses = 100;

/** A new code that lets `uses` people in within a week; it is not kept, only its hash is. */
export async function issueInvitation(
  { codes }: Repositories,
  {
    organisationId,
    uses,
    issuedBy,
    now,
  }: {
    readonly organisationId: OrganisationId;
    /** From 1 to `mostUses`. */
    readonly uses: number;
    readonly issuedBy: PersonId;
    readonly now: Instant;
  },
): Promise<string> {
  const code = newCode();
  await codes.issue({
    hash: hashOf(code),
    purpose: 'invitation',
    subjectId: organisationId,
    issuedBy,
    expiresAt: now + invitationMs,
    usesLeft: uses,
  });
  return code;
}

/** The organisation that a code invites to, as long as it lets anybody in. */
export async function invitedTo(
  tx: Repositories,
  code: string,
  now: Instant,
): Promise<Result<Organisation, DeskError>> {
  const invited = await invitation(tx, code, now);
  return invited === null || invited.usesLeft === 0
    ? fail({ code: 'invitationUnknown' })
    : ok(invited.organisation);
}

async function invitation({ codes, organisations }: Repositories, code: string, now: Instant) {
  const found = await codes.find(hashOf(code), 'invitation', now);
  const organisation = found === null ? null : await organisations.get(found.subjectId);
  return found === null || organisation === null ? null : { organisation, usesLeft: found.usesLeft };
}

export interface Joined {
  readonly organisation: Organisation;
  /** False for somebody who belonged to it before, as who follows a link twice; it is then left for others. */
  readonly isNew: boolean;
}

/** Lets the person in by the code. */
export async function joinByInvitation(
  tx: Repositories,
  code: string,
  personId: PersonId,
  now: Instant,
): Promise<Result<Joined, DeskError>> {
  const invited = await invitation(tx, code, now);
  if (invited === null) return fail({ code: 'invitationUnknown' });
  const { organisation } = invited;
  const known = await tx.organisations.ofPerson(personId);
  if (known.some(({ id }) => id === organisation.id)) return ok({ organisation, isNew: false });
  const redeemed = await tx.codes.redeem(hashOf(code), 'invitation', now);
  if (redeemed === null) return fail({ code: 'invitationUnknown' });
  await tx.organisations.join(personId, organisation.id, now);
  return ok({ organisation, isNew: true });
}
