// What every store promises: the same suite runs on the in-memory fake, the embedded database and a server.
import { afterAll, beforeAll, describe } from 'vitest';
import { budgetsContract } from './store/budgets.contract.ts';
import { codesContract } from './store/codes.contract.ts';
import { conversationsContract } from './store/conversations.contract.ts';
import { deliveriesContract } from './store/deliveries.contract.ts';
import { draftsContract } from './store/drafts.contract.ts';
import { drainsContract } from './store/drains.contract.ts';
import { inboxContract } from './store/inbox.contract.ts';
import { jobsContract } from './store/jobs.contract.ts';
import { leasesContract } from './store/leases.contract.ts';
import { linkContract } from './store/link.contract.ts';
import { manyContract } from './store/many.contract.ts';
import { organisationsContract } from './store/organisations.contract.ts';
import { peopleContract } from './store/people.contract.ts';
import { privacyContract } from './store/privacy.contract.ts';
import { quotaContract } from './store/quota.contract.ts';
import { settingsContract } from './store/settings.contract.ts';
import { ticketsContract } from './store/tickets.contract.ts';
import { transactionsContract } from './store/transactions.contract.ts';
import type { StoreUnderTest } from './store/under-test.ts';

export type { StoreUnderTest, WaitingJob } from './store/under-test.ts';

/** Runs the suite on one store, which the tests share: each keeps to rows of its own. */
export function storeContract(title: string, open: () => Promise<StoreUnderTest>): void {
  describe(title, () => {
    let opened: StoreUnderTest | undefined;
    const underTest = (): StoreUnderTest => {
      if (opened === undefined) throw new Error('the store is opened before the tests');
      return opened;
    };
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened?.dispose());

    transactionsContract(underTest);
    ticketsContract(underTest);
    peopleContract(underTest);
    linkContract(underTest);
    organisationsContract(underTest);
    quotaContract(underTest);
    privacyContract(underTest);
    codesContract(underTest);
    conversationsContract(underTest);
    deliveriesContract(underTest);
    budgetsContract(underTest);
    drainsContract(underTest);
    draftsContract(underTest);
    inboxContract(underTest);
    leasesContract(underTest);
    settingsContract(underTest);
    jobsContract(underTest);
    manyContract(underTest);
  });
}
