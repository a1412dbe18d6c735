// The row of the reference contract on phone calls out of hours.
import { expect, test } from 'vitest';
import { customerOn, isOpen, signs, stages } from '../../support/contract-people.ts';
import { describeEachDatabase, embeddedDatabase } from '../../support/databases.ts';
import { frontLine } from '../../support/front-line.ts';
import { inScene } from '../../support/scene.ts';
import { leadOnSlack, onCall } from '../../support/shift.ts';

const moscow = (local: string): string => `${local}:00+03:00`;

describeEachDatabase('Out of hours, on weekends and on holidays, a phone call is required.', (database) => {
  const stage = { database, at: moscow('2026-11-20T17:40'), contract: true } as const;
  const recorded = {
    ru: /Звонок по заявке ACME-1 записан: сегодня, 21:40/,
    en: /The call of today 21:40 Moscow time about ACME-1 is on record/,
  };
  const due = { ru: 'завтра, 03:20 по Москве', en: 'tomorrow 03:20 Moscow time' };

  test.each(stages)(
    '$who, agents on $agentsIn: the line is shown, the call finds somebody and moves the clock',
    (people) =>
      inScene({ ...stage, agentsIn: people.agentsIn }, async (scene) => {
        const customer = await customerOn(scene, people.from);
        await signs(scene, [customer]);
        const anna = await frontLine(scene, people.agentsIn);
        const { oleg, sveta } = await onCall(scene);
        const lead = leadOnSlack(scene);

        await customer.opens('The server is down', 'critical', 'without');
        const opened = await customer.reads(isOpen('ACME-1'));
        expect(opened.text, 'the desk closes before the answer is due').toContain('+7 495 000-00-00');
        await anna.reads('ACME-1', /First response\W+Monday 23 November 14:40 Moscow time/);

        await scene.until(moscow('2026-11-21T21:50'));
        await anna.says('ACME-1', 'call +7 916 000-00-00 Pavel at 21:40');
        await anna.isTold('ACME-1', 'The call of today 21:40 Moscow time is on record in ACME-1');
        await anna.reads('ACME-1', 'Anna logged a call on ACME-1: Pavel (+79160000000) phoned today 21:40');
        await anna.reads('ACME-1', /First response\W+Sunday 22 November 03:20 Moscow time/);
        const said = await customer.reads(recorded[customer.language]);
        expect(said.text).toContain(due[customer.language]);

        const page = await oleg.direct.reads(/ACME-1, severity critical: a call out of hours/);
        expect(page.text).toContain('Pavel (+79160000000) phoned today 21:40');
        expect(page.buttons).toEqual(['Acknowledge']);
        expect(sveta.all(/ACME-1/), 'whoever is next is not disturbed yet').toEqual([]);
        await scene.advance(10 * 60_000);
        await sveta.reads(/звонок в нерабочее время/);
        expect(lead.direct.all(/a call out of hours/)).toEqual([]);
        await scene.restart(() => scene.sleepUntil(moscow('2026-11-21T22:30')));
        await scene.advance(1_000);
        await lead.direct.reads(/ACME-1, severity critical: a call out of hours/);

        await sveta.presses('Принять вызов');
        await anna.reads('ACME-1', 'Света has answered the page about ACME-1');
        await oleg.direct.reads(/Света has answered the page about ACME-1/);
        await lead.direct.reads(/Света has answered the page about ACME-1/);
        await scene.until(moscow('2026-11-21T23:30'));
        expect(lead.direct.all(/a call out of hours/), 'nobody is paged any more').toHaveLength(1);
        expect(oleg.direct.all(/a call out of hours/)).toHaveLength(1);
        // Twenty minutes of Friday and the rest around the clock since the call.
        await scene.until(moscow('2026-11-22T00:20'));
        await anna.reads('ACME-1', /50 % of the time is used/);
      }),
  );
});

test('whoever is on call but cannot be written to is passed over at once', () =>
  inScene(
    { database: embeddedDatabase, at: moscow('2026-11-21T21:30'), agentsIn: 'slack', contract: true },
    async (scene) => {
      const anna = await frontLine(scene, 'slack');
      const lead = leadOnSlack(scene);
      await anna.commands('call +7 916 000-00-00: the server is down');
      await anna.hears('ACME-1 is open for +79160000000, and the call');
      await lead.direct.reads(/ACME-1, severity critical: a call out of hours/);
      await anna.reads('ACME-1', 'Paged about ACME-1: 4343');
      await anna.reads('ACME-1', 'Paged about ACME-1: U0LEAD, 4242');
      expect(scene.now(), 'nobody of the shift is there').toBeLessThan(
        Date.parse(moscow('2026-11-21T21:40')),
      );
    },
  ));
