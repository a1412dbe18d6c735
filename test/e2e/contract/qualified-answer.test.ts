// The row of the reference contract on what counts as an answer.
import { describe, expect, test } from 'vitest';
import { customerOn, isOpen, signs, stages } from '../../support/contract-people.ts';
import { embeddedDatabase } from '../../support/databases.ts';
import { frontLine } from '../../support/front-line.ts';
import { inScene } from '../../support/scene.ts';

const monday = (clock: string): string => `2026-11-16T${clock}:00+03:00`;
const stage = { database: embeddedDatabase, at: monday('10:00'), contract: true } as const;
const needsAnswer = { ru: /нужен ваш ответ/, en: /we need your answer/ };

describe('The response time is the time to a qualified answer, for which more data may be needed.', () => {
  test.each(stages)(
    '$who, agents on $agentsIn: a person answers, and waiting for data takes nothing back',
    ({ from, agentsIn }) =>
      inScene({ ...stage, agentsIn }, async (scene) => {
        const customer = await customerOn(scene, from);
        await signs(scene, [customer]);
        const anna = await frontLine(scene, agentsIn);
        await customer.opens('The server is down', 'critical', 'without');
        await customer.reads(isOpen('ACME-1'));

        await anna.presses('ACME-1', 'Claim');
        await anna.reads('ACME-1', /Owner\W+Anna/);
        await anna.writes('ACME-1', 'Looks like last week');
        await customer.writes('It is still down');
        await anna.reads('ACME-1', 'It is still down');
        await anna.says('ACME-1', 'pending');
        await customer.reads(needsAnswer[customer.language]);
        await scene.settled();
        expect(
          await anna.card('ACME-1'),
          'neither the claim, nor the note, nor waiting is an answer',
        ).toMatch(/First response\W+Monday 16 November 16:00 Moscow time/);

        await scene.until(monday('11:00'));
        await anna.says('ACME-1', 'reply Please send the log');
        await customer.reads('Please send the log');
        await anna.reads('ACME-1', /Status\W+waiting for the requester[\s\S]*First response\W+given/);
        await customer.writes('Here it is: 0xC0000005');
        await anna.reads('ACME-1', '0xC0000005');
        await scene.until(monday('18:00'));
        const card = await anna.card('ACME-1');
        expect(card).toMatch(/First response\W+given Monday 16 November 11:00 Moscow time/);
        expect(card).toMatch(/Status\W+open/);
        expect((await anna.thread('ACME-1')).all(/of the time is used|deadline has passed/)).toEqual([]);
      }),
  );
});
