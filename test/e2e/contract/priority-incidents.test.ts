// The row of the reference contract on the quota: spent by the customer alone, given back by agents.
import { expect, test } from 'vitest';
import { format } from '../../../src/messages/format.ts';
import { customerOn, signs, stages } from '../../support/contract-people.ts';
import { describeEachDatabase } from '../../support/databases.ts';
import { frontLine } from '../../support/front-line.ts';
import { inScene, type Scene } from '../../support/scene.ts';

/** How many of the contract year are in use, as the ledger has it. */
const used = (scene: Scene, contractId: string, year: number) =>
  scene.store().read(({ quota }) => quota.used(contractId, year));

/** What colleagues used before: as many as are needed to come to the end of six. */
const useUp = (scene: Scene, contractId: string, times: number) =>
  scene.store().transaction(async (tx) => {
    const ticket = await tx.tickets.find({ reference: 'ACME-1' });
    if (ticket === null) throw new Error('no ACME-1');
    const entry = { contractId, year: 1, ticketId: ticket.id, reason: null, at: scene.now() };
    for (let each = 0; each < times; each += 1) {
      await tx.quota.hold(contractId, 1);
      await tx.quota.record({ ...entry, kind: 'spent', actorId: ticket.requesterId });
    }
  });

describeEachDatabase('Up to 6 priority incidents; standard incidents without limit.', (database) => {
  test.each(stages)('$who, agents on $agentsIn', ({ from, agentsIn }) =>
    inScene({ database, at: '2026-11-16T10:00:00+03:00', agentsIn, contract: true }, async (scene) => {
      const jane = await customerOn(scene, from);
      const { language } = jane;
      const { contract } = await signs(scene, [jane], { startsOn: '2025-11-18' });
      const anna = await frontLine(scene, agentsIn);
      const date = language === 'ru' ? '18 ноября 2026 г.' : '18 November 2026';

      await jane.opens('First', 'critical', 'use');
      await jane.reads(format(language, 'spent.requester', { reference: 'ACME-1', remaining: 5, date }));
      await anna.reads('ACME-1', format('en', 'card.priority'));
      await useUp(scene, contract.id, 4);

      await jane.opens('Second', 'critical', 'without');
      await anna.reads('ACME-2', 'Second');
      expect(await used(scene, contract.id, 1)).toBe(5);
      await jane.commands('priority ACME-2');
      await jane.reads(format(language, 'priority.question', { reference: 'ACME-2', remaining: 1 }));
      await jane.presses(format(language, 'priority.yes'));
      await jane.reads(format(language, 'spent.requester', { reference: 'ACME-2', remaining: 0, date }));

      await jane.opens('Third', 'critical');
      await anna.reads('ACME-3', 'Third');
      await jane.reads(format(language, 'opened.lacksPriority'));
      await jane.commands('priority ACME-3');
      await jane.reads(format(language, 'error.quotaUsedUp', { reference: 'ACME-3' }));
      expect(await used(scene, contract.id, 1)).toBe(6);

      await anna.says('ACME-2', 'priority off');
      await jane.reads(format(language, 'refunded.requester', { reference: 'ACME-2', reason: 'downgraded' }));
      await jane.commands('quota');
      const shown = await jane.reads(
        format(language, 'quota.balance', { remaining: 1, used: 5, granted: 6 }),
      );
      expect(shown.text).toContain(format(language, 'quota.renewed', { date }));
      expect(shown.text).toMatch(/ACME-1.*ACME-2.*ACME-2/s);

      await scene.until('2026-11-18T00:00:00+03:00');
      await jane.commands('quota');
      await jane.reads(format(language, 'quota.balance', { remaining: 6, used: 0, granted: 6 }));
      await anna.says('ACME-1', 'cancel');
      await jane.reads(format(language, 'refunded.requester', { reference: 'ACME-1', reason: 'cancelled' }));
      expect(await used(scene, contract.id, 1)).toBe(4);
      expect(await used(scene, contract.id, 2)).toBe(0);
    }),
  );
});
