// A digest names first what comes first by contract: by plan, priority incident and severity, then by deadline.
import { expect, it } from 'vitest';
import { sweepReminders } from '../../src/app/remind.ts';
import { contractPolicy } from '../builders/contract.ts';
import { ivan, jane, lead } from '../builders/people.ts';
import { slackChannel } from '../builders/policy.ts';
import { hours, minutes } from '../domain/sla/given.ts';
import { customer, opens } from '../support/customers.ts';
import { deskOnFakes } from '../support/desk-on-fakes.ts';

it('a digest names customers of a higher plan first, among them priority incidents, then what is due first', async () => {
  const desk = deskOnFakes({ policy: contractPolicy() });
  await desk.person(lead);
  await customer(desk, [jane]);
  await opens(desk, ivan, 'Standard', { organisationId: null });
  await opens(desk, ivan, 'Standard too', { organisationId: null });
  desk.sleep(minutes(1));
  await opens(desk, jane, 'Under contract');
  desk.sleep(minutes(1));
  await opens(desk, jane, 'Under contract, later');
  await opens(desk, ivan, 'Standard, later', { organisationId: null });
  await opens(desk, jane, 'Priority', { wantsPriority: true });
  desk.sleep(hours(3) + 1);
  while (await sweepReminders(desk.parts));
  await desk.settle();
  const [digest] = desk.slack
    .messages(slackChannel)
    .filter(({ thread, messageId }) => thread === null || thread === messageId)
    .flatMap(({ view }) => (view.kind === 'notice' ? [view] : []));
  const named = (digest?.details ?? []).map((line) => line.slice(0, 'ACME-1'.length));
  expect(named).toEqual(['ACME-6', 'ACME-3', 'ACME-4', 'ACME-1', 'ACME-2', 'ACME-5']);
});
