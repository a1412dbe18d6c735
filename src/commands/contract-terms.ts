// What a requester's contracts promise them, for `contract` without arguments.
import { organisationsToTell } from '../app/belonging.ts';
import { contractsOf } from '../app/contract-terms.ts';
import { fail } from '../domain/result.ts';
import { contractTermsView } from '../messages/views/contract-terms.ts';
import { showTo } from './answers.ts';
import { whereaboutsOf } from './for-leads.ts';
import type { Outcome, Request } from './spec.ts';

/** The terms of each of the person's organisations that may be told here; with none, those of everybody. */
export async function showContractTerms(request: Request): Promise<Outcome> {
  const { policy, store, clock } = request.desk;
  const { reader } = request;
  const terms = await store.read(async (tx) => {
    const organisations = await organisationsToTell(tx, request.person, whereaboutsOf(request));
    return organisations && contractsOf(tx, policy, organisations, clock.now());
  });
  if (terms === null) return fail({ code: 'readByOthers', verb: 'contract' });
  return showTo(contractTermsView(terms, { policy, reader }));
}
