// The row of the reference contract on who comes first: by plan, priority incident and severity.
import { describe, expect, test } from 'vitest';
import { format } from '../../../src/messages/format.ts';
import { customerOn, signs, stages } from '../../support/contract-people.ts';
import { embeddedDatabase } from '../../support/databases.ts';
import { frontLine } from '../../support/front-line.ts';
import { inScene } from '../../support/scene.ts';

describe('These customers are handled before subscribers with standard support.', () => {
  test.each(stages)('$who, agents on $agentsIn', ({ from, agentsIn }) =>
    inScene(
      { database: embeddedDatabase, at: '2026-11-16T10:00:00+03:00', agentsIn, contract: true },
      async (scene) => {
        const stranger = await customerOn(scene, from, 'Eve');
        const jane = await customerOn(scene, from);
        await signs(scene, [jane]);
        const anna = await frontLine(scene, agentsIn);

        await stranger.opens('Standard and critical', 'critical');
        await anna.reads('ACME-1', 'Standard and critical');
        await jane.opens('Under contract, low', 'low', 'without');
        await anna.reads('ACME-2', 'Under contract');
        await jane.opens('Under contract, critical', 'critical', 'without');
        await anna.reads('ACME-3', 'Under contract');
        await jane.opens('Under contract, priority', 'low', 'use');
        await anna.reads('ACME-4', 'Under contract');

        await anna.says('ACME-1', 'list');
        const { text } = await anna.isTold('ACME-1', format('en', 'list.queue', { count: 4 }));
        const order = [...text.matchAll(/ACME-\d/g)].map(([reference]) => reference);
        expect([...new Set(order)]).toEqual(['ACME-4', 'ACME-3', 'ACME-2', 'ACME-1']);
        expect(text).toContain(format('en', 'card.priority'));
      },
    ),
  );
});
