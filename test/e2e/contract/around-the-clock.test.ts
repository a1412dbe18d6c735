// The row of the reference contract on when requests are accepted: opened, numbered and acknowledged on a night off.
import { describe, expect, test } from 'vitest';
import { customerOn, isOpen, signs, stages } from '../../support/contract-people.ts';
import { embeddedDatabase } from '../../support/databases.ts';
import { frontLine } from '../../support/front-line.ts';
import { inScene } from '../../support/scene.ts';

const saturdayNight = '2026-11-21T23:30:00+03:00';

describe('Requests are accepted around the clock, without days off.', () => {
  test.each(stages)('$who, agents on $agentsIn', ({ from, agentsIn }) =>
    inScene({ database: embeddedDatabase, at: saturdayNight, agentsIn, contract: true }, async (scene) => {
      const customer = await customerOn(scene, from);
      await signs(scene, [customer]);
      const anna = await frontLine(scene, agentsIn);

      await customer.opens('Nothing works', 'critical', 'without');
      const { text } = await customer.reads(isOpen('ACME-1'));
      const lineWith = (clock: string) => text.split('\n').find((line) => line.includes(clock)) ?? '';
      const weekday = customer.language === 'ru' ? 'понедельник' : 'Monday';
      expect(lineWith('09:00'), `when the clock starts: ${text}`).toContain(weekday);
      expect(lineWith('15:00'), `when the answer is due: ${text}`).toContain(weekday);
      await anna.reads('ACME-1', 'Nothing works');

      const ticket = await scene.store().read(({ tickets }) => tickets.find({ reference: 'ACME-1' }));
      expect(ticket?.openedAt).toBeLessThan(Date.parse('2026-11-21T23:31:00+03:00'));
      expect(ticket?.timers).toMatchObject([{ dueAt: Date.parse('2026-11-23T15:00:00+03:00') }]);
    }),
  );
});
