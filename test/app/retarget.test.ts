// A changed configuration reaches every open ticket, once, however often the desk is stopped on the way.
import { beforeEach, describe, expect, it } from 'vitest';
import type { DeskPolicy, PlanPolicy } from '../../src/app/policy.ts';
import type { Repositories, Store } from '../../src/app/ports.ts';
import { beginRetargeting, retarget } from '../../src/app/retarget.ts';
import { anna, ivan } from '../builders/people.ts';
import { aPolicy, slackChannel } from '../builders/policy.ts';
import { monday10 } from '../builders/ticket.ts';
import { hours } from '../domain/sla/given.ts';
import { type DeskOnFakes, deskOnFakes } from '../support/desk-on-fakes.ts';

let desk: DeskOnFakes;

/** The same desk with an hour for the first answer to a critical ticket instead of six. */
function stricter(policy: DeskPolicy): DeskPolicy {
  const standard = policy.plans.get('standard') as PlanPolicy;
  const critical = { firstResponse: { withinMs: hours(1), calendar: 'office' } };
  const plan = { ...standard, targets: { ...standard.targets, critical } };
  return { ...policy, plans: new Map([['standard', plan]]), clockFingerprint: 'stricter' };
}

const parts = (policy: DeskPolicy, store: Store = desk.store) => ({ ...desk.parts, store, policy });

async function openTickets(count: number, severity: string): Promise<void> {
  for (let each = 0; each < count; each += 1) {
    await desk.form(ivan, 'new', { description: `Matter ${each}`, severity });
  }
}

const dueAt = async (reference: string) => (await desk.ticket(reference)).timers[0]?.dueAt;

beforeEach(async () => {
  desk = deskOnFakes();
  desk.slack.join(slackChannel, anna.userId);
  await beginRetargeting(parts(aPolicy()));
});

describe('a changed configuration', () => {
  it('moves the deadlines of open tickets and says how many', async () => {
    await openTickets(2, 'critical');
    await openTickets(1, 'medium');
    const changed = parts(stricter(aPolicy()));
    await beginRetargeting(changed);
    await retarget(changed);
    expect(await dueAt('ACME-1')).toBe(monday10 + hours(1));
    expect(await desk.events('ACME-3')).not.toContain('TargetsChanged');
    expect(desk.logger.infos).toContainEqual(expect.objectContaining({ seen: 3, moved: 2 }));
  });

  it('moves the reminders along', async () => {
    await openTickets(1, 'critical');
    const changed = parts(stricter(aPolicy()));
    await beginRetargeting(changed);
    await retarget(changed);
    const [job] = desk.store.enqueuedJobs().filter(({ queue }) => queue === 'remind');
    expect(job?.runAt).toBe(monday10 + hours(0.5) + 1);
  });

  it('is left alone when it is the same as before, and on the very first start', async () => {
    await openTickets(1, 'critical');
    await beginRetargeting(parts(aPolicy()));
    expect(desk.store.enqueuedJobs().filter(({ queue }) => queue === 'retarget')).toEqual([]);
  });

  it('goes on from where it was stopped, and counts nothing twice', async () => {
    await openTickets(120, 'critical');
    const changed = stricter(aPolicy());
    await beginRetargeting(parts(changed));
    await expect(retarget(parts(changed, failingAt(2)))).rejects.toThrow('the power is gone');
    await beginRetargeting(parts(changed));
    await retarget(parts(changed));
    expect(desk.logger.infos).toContainEqual(expect.objectContaining({ seen: 120, moved: 120 }));
    for (const reference of ['ACME-1', 'ACME-60', 'ACME-120']) {
      const events = await desk.events(reference);
      expect(events.filter((type) => type === 'TargetsChanged')).toHaveLength(1);
    }
  });

  it('stops where a still newer one has come', async () => {
    await openTickets(1, 'critical');
    await beginRetargeting(parts(stricter(aPolicy())));
    await beginRetargeting(parts(aPolicy({ clockFingerprint: 'newer' })));
    await retarget(parts(stricter(aPolicy())));
    expect(await desk.events('ACME-1')).not.toContain('TargetsChanged');
  });
});

/** The desk's store, whose nth transaction fails as the process would by dying in it. */
function failingAt(nth: number): Store {
  let count = 0;
  return {
    ...desk.store,
    transaction: (work) =>
      desk.store.transaction(async (tx: Repositories) => {
        const result = await work(tx);
        count += 1;
        if (count === nth) throw new Error('the power is gone');
        return result;
      }),
  };
}
