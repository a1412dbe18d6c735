// The rows of the reference contract on severity levels: six working hours, or a time that an agent promises.
import { describe, expect, test } from 'vitest';
import type { Severity } from '../../../src/domain/ticket.ts';
import { customerOn, isOpen, type Stage, signs, stages } from '../../support/contract-people.ts';
import { embeddedDatabase } from '../../support/databases.ts';
import { frontLine } from '../../support/front-line.ts';
import { inScene, type Scene } from '../../support/scene.ts';
import { leadOnSlack } from '../../support/shift.ts';

const monday = (clock: string): string => `2026-11-16T${clock}:00+03:00`;
const stage = { database: embeddedDatabase, at: monday('10:00'), contract: true } as const;

async function cast(scene: Scene, { from, agentsIn }: Stage) {
  const customer = await customerOn(scene, from);
  await signs(scene, [customer]);
  const anna = await frontLine(scene, agentsIn);
  return { customer, anna, lead: leadOnSlack(scene) };
}

describe('Level 1, critical: interrupted work, failing systems or loss of data. 6 working hours.', () => {
  const due = {
    ru: 'сегодня, 16:00 по Москве (6 рабочих часов)',
    en: 'today 16:00 Moscow time (6 working hours)',
  };

  test.each(stages)(
    '$who, agents on $agentsIn: they are told when, and the desk holds itself to it',
    (people) =>
      inScene({ ...stage, agentsIn: people.agentsIn }, async (scene) => {
        const { customer, anna, lead } = await cast(scene, people);
        await customer.opens('The server is down', 'critical', 'without');
        expect((await customer.reads(isOpen('ACME-1'))).text).toContain(due[customer.language]);
        for (const [at, said] of [
          ['13:00', /50 % of the time is used, 3 h left/],
          ['14:48', /80 % of the time is used/],
          ['15:42', /95 % of the time is used, 18 min left/],
          ['16:00', /the deadline has passed/],
        ] as const) {
          await scene.until(monday(at));
          await anna.reads('ACME-1', said);
        }
        await lead.direct.reads(/the deadline has passed/);
        await scene.settled();
        expect(await anna.card('ACME-1')).toContain('overdue since Monday 16 November 16:00 Moscow time');
        await anna.says('ACME-1', 'reply Restart the service');
        await customer.reads('Restart the service');
        await anna.reads('ACME-1', /given late/);
      }),
  );
});

const promises: readonly [string, Severity][] = [
  ['Level 2, high: affects function. The time depends on the nature of the request.', 'high'],
  ['Level 3, medium: a non-critical service request, or hardly affects function. The same.', 'medium'],
  ['Level 4, low: a minor request or problem. The same.', 'low'],
];

describe.each(promises)('%s', (_, severity) => {
  const owed = { ru: /сообщит, когда ждать ответа/, en: /tell you when to expect the answer/ };
  const promised = { ru: /обещает ответ/, en: /promises an answer/ };
  const due = { ru: 'сегодня, 16:31 по Москве', en: 'today 16:31 Moscow time' };

  test.each(stages)(
    '$who, agents on $agentsIn: a time is promised; agents are reminded until then, and of it',
    (people) =>
      inScene({ ...stage, agentsIn: people.agentsIn }, async (scene) => {
        const { customer, anna, lead } = await cast(scene, people);
        await customer.opens('The report looks odd', severity, 'without');
        expect((await customer.reads(isOpen('ACME-1'))).text).toMatch(owed[customer.language]);

        await scene.until(monday('10:30'));
        const reminder = await anna.reads('ACME-1', /no time has been promised .* 30 working minutes/);
        expect(reminder.buttons).toEqual(['Promise a time', 'Acknowledge']);
        await anna.says('ACME-1', 'claim');
        await anna.isTold('ACME-1', 'Promise one: promise ACME-1 4h');
        await scene.until(monday('12:00'));
        const again = await anna.reads('ACME-1', /no time has been promised .* 2 working hours/);
        expect(again.text).toContain(anna.mention);
        await anna.direct.reads(/no time has been promised/);

        await scene.until(monday('12:31'));
        await anna.says('ACME-1', 'promise 4h');
        expect((await customer.reads(promised[customer.language])).text).toContain(due[customer.language]);
        await scene.until(monday('15:44'));
        await anna.reads('ACME-1', /80 % of the time is used/);
        const thread = await anna.thread('ACME-1');
        expect(thread.all(/no time has been promised/), 'it has been').toHaveLength(2);
        expect(lead.direct.all(/no time has been promised/), 'in time for the lead not to hear').toEqual([]);

        await anna.says('ACME-1', 'reply It is the new format');
        await customer.reads('It is the new format');
        await anna.reads('ACME-1', /First response\W+given Monday 16 November 15:4\d/);
        await scene.until(monday('18:00'));
        expect(thread.all(/deadline has passed/)).toEqual([]);
      }),
  );
});
