// What is to be chosen before a draft opens: for which organisation, and whether to use a priority incident.
import type { Organisation, OrganisationId } from '../domain/contract/contract.ts';
import type { DeskError } from '../domain/errors.ts';
import type { Instant } from '../domain/instant.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Ticket } from '../domain/ticket.ts';
import { openDraft } from './draft-ending.ts';
import { askNow, type DraftParts } from './drafts.ts';
import { entitlementNow, type QuotaNow, quotaNow } from './entitlements.ts';
import type { DeskPolicy } from './policy.ts';
import type { Draft, DraftOffer, Repositories } from './ports.ts';

/**
 * Opens the ticket of a draft whose severity is known, or first asks what is left to choose; null while that is so.
 * With a quota that is used up nothing is asked: the ticket opens as a standard one and says why.
 */
export async function openOrAsk(
  tx: Repositories,
  parts: DraftParts,
  draft: Draft,
  requestedAt: Instant,
): Promise<Result<Ticket | null, DeskError>> {
  const { severity } = draft.choices;
  if (severity === null) return fail({ code: 'draftGone' });
  const organisations = await tx.organisations.ofPerson(draft.personId);
  const chosenId = await stillChosen(tx, draft, organisations);
  if (chosenId === null && organisations.length > 1) {
    await askNow(tx, parts, { ...draft, question: 'organisation' });
    return ok(null);
  }
  const organisationId = chosenId ?? organisations[0]?.id ?? null;
  const quota = await quotaOf(tx, parts.policy, organisationId, parts.clock.now());
  // What was answered of one organisation's priority incidents is no answer of another's.
  const wants = chosenId === draft.choices.organisationId ? draft.choices.wantsPriority : null;
  const chosen = { ...draft, choices: { ...draft.choices, organisationId, wantsPriority: wants } };
  if (chosen.choices.wantsPriority === null && quota !== null && quota.remaining > 0) {
    await askNow(tx, parts, { ...chosen, question: 'priority' });
    return ok(null);
  }
  const wantsPriority = chosen.choices.wantsPriority ?? quota !== null;
  const choices = { ...chosen.choices, wantsPriority };
  return openDraft(tx, parts, { ...chosen, choices }, { severity, requestedAt });
}

/** The draft's organisation; null where its writer was taken out of it since, and the place is not bound to it. */
async function stillChosen(
  tx: Repositories,
  { choices, conversationId }: Draft,
  own: readonly Organisation[],
): Promise<OrganisationId | null> {
  const { organisationId } = choices;
  if (organisationId === null || own.some(({ id }) => id === organisationId)) return organisationId;
  const place = await tx.conversations.get(conversationId);
  const bindings = await tx.organisations.bindingsOf(organisationId);
  // Of which workspace somebody is, a draft does not know; whoever writes in a bound one belongs anyway.
  const isBound = bindings.some(
    ({ platform, scope, place: bound }) =>
      platform === place?.platform && (scope === 'team' || bound === place.chat),
  );
  return isBound ? organisationId : null;
}

/** Opens the ticket with nothing more asked: for the first organisation, and without spending a priority incident. */
export async function openUnasked(
  tx: Repositories,
  parts: DraftParts,
  draft: Draft,
  requestedAt: Instant,
): Promise<Result<Ticket, DeskError>> {
  const organisations = await tx.organisations.ofPerson(draft.personId);
  const organisationId = (await stillChosen(tx, draft, organisations)) ?? organisations[0]?.id ?? null;
  const choices = { ...draft.choices, organisationId, wantsPriority: false };
  const severity = choices.severity ?? parts.policy.defaultSeverity;
  return openDraft(tx, parts, { ...draft, choices }, { severity, requestedAt });
}

/** The quota of the organisation's contract now; null where it has none. */
export async function quotaOf(
  tx: Repositories,
  policy: DeskPolicy,
  organisationId: string | null,
  now: Instant,
): Promise<QuotaNow | null> {
  const { contract } = await entitlementNow(tx, policy, organisationId, now);
  return quotaNow(tx, policy, contract, now);
}

/** What there is to choose from, where that is what the draft asks. */
export async function offerFor(
  repositories: Repositories,
  policy: DeskPolicy,
  draft: Draft | null,
  now: Instant,
): Promise<DraftOffer> {
  const none: DraftOffer = { organisations: [], priorityLeft: null };
  if (draft?.question === 'organisation')
    return { ...none, organisations: await repositories.organisations.ofPerson(draft.personId) };
  if (draft?.question !== 'priority') return none;
  const quota = await quotaOf(repositories, policy, draft.choices.organisationId, now);
  return { ...none, priorityLeft: quota?.remaining ?? null };
}
