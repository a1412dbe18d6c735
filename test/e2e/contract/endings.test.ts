// Ends other than an answer: cancelled, spam, and a duplicate that goes on in another ticket, across both platforms.
import { expect, test } from 'vitest';
import { format } from '../../../src/messages/format.ts';
import { customerOn, signs } from '../../support/contract-people.ts';
import { embeddedDatabase } from '../../support/databases.ts';
import { frontLine } from '../../support/front-line.ts';
import { inScene, type Scene } from '../../support/scene.ts';

const ticketOf = async (scene: Scene, reference: string) => {
  const ticket = await scene.store().read(({ tickets }) => tickets.find({ reference }));
  if (ticket === null) throw new Error(`no ticket ${reference}`);
  return ticket;
};

test.each(['slack', 'telegram'] as const)(
  'a ticket is cancelled, is spam, or goes on as another one, with agents on %s',
  (agentsIn) =>
    inScene(
      { database: embeddedDatabase, at: '2026-11-16T10:00:00+03:00', agentsIn, contract: true },
      async (scene) => {
        const ivan = await customerOn(scene, 'telegram');
        const jane = await customerOn(scene, 'slack');
        const { contract } = await signs(scene, [ivan, jane]);
        const anna = await frontLine(scene, agentsIn);

        await ivan.opens('Отменю сам', 'critical', 'use');
        await anna.reads('ACME-1', 'Отменю сам');
        await ivan.commands('cancel ACME-1');
        await ivan.reads(format('ru', 'cancel.keepsPriority'));
        expect(await scene.store().read(({ quota }) => quota.used(contract.id, 1))).toBe(1);

        await jane.opens('Buy now', 'low', 'without');
        await anna.reads('ACME-2', 'Buy now');
        await scene.settled();
        const before = jane.transcript();
        await anna.says('ACME-2', 'spam');
        await anna.isTold('ACME-2', format('en', 'spam.done', { reference: 'ACME-2' }));
        await scene.settled();
        expect(jane.transcript()).toBe(before);
        expect(await ticketOf(scene, 'ACME-2')).toMatchObject({ status: 'closed', outcome: 'spam' });

        await ivan.opens('Всё стоит', 'critical', 'without');
        await anna.reads('ACME-3', 'Всё стоит');
        await jane.opens('Nothing works', 'critical', 'use');
        await anna.reads('ACME-4', 'Nothing works');
        await anna.says('ACME-4', 'merge ACME-3');
        const merged = { reference: 'ACME-4', into: 'ACME-3' };
        await jane.reads(format('en', 'merged.requester', merged));
        await jane.reads(format('en', 'refunded.requester', { reference: 'ACME-4', reason: 'duplicate' }));
        await anna.reads('ACME-4', format('en', 'outcome.duplicateOf', { reference: 'ACME-3' }));
        expect((await ticketOf(scene, 'ACME-4')).timers.map(({ cancelledAt }) => cancelledAt)).not.toContain(
          null,
        );

        await anna.says('ACME-3', 'reply It is the switch');
        await ivan.reads('It is the switch');
        await jane.reads('It is the switch');
        await jane.commands('reply ACME-4 Which one?');
        await anna.reads('ACME-3', 'Which one?');
        expect((await ticketOf(scene, 'ACME-3')).timers.some(({ metAt }) => metAt !== null)).toBe(true);
      },
    ),
);
