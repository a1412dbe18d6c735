// What a requester's contracts promise them, for `contract` without arguments.
import { contractsOfPerson } from '../app/contract-terms.ts';
import { contractTermsView } from '../messages/views/contract-terms.ts';
import { showTo } from './answers.ts';
import type { Outcome, Request } from './spec.ts';

/** The terms of each of the person's organisations; with none, those of everybody. */
export async function showContractTerms({ desk, person, reader }: Request): Promise<Outcome> {
  const { policy, store, clock } = desk;
  const terms = await store.read((tx) => contractsOfPerson(tx, policy, person, clock.now()));
  return showTo(contractTermsView(terms, { policy, reader }));
}
