// `join`: comes to belong to an organisation by an invitation.
import { isCode } from '../app/codes.ts';
import { entitlementNow } from '../app/entitlements.ts';
import { joinByInvitation } from '../app/invitations.ts';
import { ok } from '../domain/result.ts';
import { joinedView } from '../messages/views/invitation.ts';
import { showTo } from './answers.ts';
import { words } from './arguments.ts';
import { organisationContext } from './organisation-context.ts';
import { deskCommand, type Outcome, type Request } from './spec.ts';

export const join = deskCommand({
  verb: 'join',
  audience: 'everyone',
  usage: 'CODE',
  summary: 'help.join',
  examples: ['join Zm9vYmFyYmF6cXV4MTIzNA'],
  arguments: words.refine(isCode),
  problem: () => ({ code: 'invitationUnknown' }),
  run: joinBy,
});

/** Lets the person in by the code, and tells them where they are now. */
export async function joinBy(request: Request, code: string): Promise<Outcome> {
  const { desk, person } = request;
  const now = desk.clock.now();
  const joined = await request.once(async (tx) => {
    const result = await joinByInvitation(tx, code, person.id, now);
    if (!result.ok) return result;
    const entitlement = await entitlementNow(tx, desk.policy, result.value.organisation.id, now);
    return ok({ ...result.value, entitlement });
  });
  if (joined === null) return ok(null);
  return joined.ok ? showTo(joinedView(joined.value, organisationContext(request))) : joined;
}
