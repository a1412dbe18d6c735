// The parts of `org` that show: all organisations, or one of them.
import { entitlementNow } from '../app/entitlements.ts';
import { organisationFacts } from '../app/organisation-facts.ts';
import { organisationsView, organisationView } from '../messages/views/organisation.ts';
import { showTo } from './answers.ts';
import { organisationContext } from './organisation-context.ts';
import { organisationNamed } from './organisation-named.ts';
import type { Outcome, Request } from './spec.ts';

/** As many as one message shows well. */
const listLimit = 15;

export async function listOrganisations(request: Request): Promise<Outcome> {
  const { store, policy, clock } = request.desk;
  const { shown, more } = await store.read(async (tx) => {
    const all = await tx.organisations.list();
    const first = all.slice(0, listLimit).map(async (organisation) => ({
      organisation,
      entitlement: await entitlementNow(tx, policy, organisation.id, clock.now()),
    }));
    return { shown: await Promise.all(first), more: Math.max(0, all.length - listLimit) };
  });
  return showTo(organisationsView(shown, more, organisationContext(request)));
}

export async function showOrganisation(request: Request, key: string): Promise<Outcome> {
  const { store, policy, clock } = request.desk;
  const facts = await store.read(async (tx) => {
    const found = await organisationNamed(tx, key);
    if (!found.ok) return found;
    const value = await organisationFacts(tx, found.value, { policy, now: clock.now() });
    return { ok: true, value } as const;
  });
  return facts.ok ? showTo(organisationView(facts.value, organisationContext(request))) : facts;
}
