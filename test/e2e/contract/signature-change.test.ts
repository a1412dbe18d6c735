// The rows of the reference contract on how a change of signatures is handled, and what becomes of its sample.
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { format } from '../../../src/messages/format.ts';
import { unsealed } from '../../support/archives.ts';
import { isOpen, type Stage, signs, stages } from '../../support/contract-people.ts';
import { embeddedDatabase } from '../../support/databases.ts';
import { frontLine } from '../../support/front-line.ts';
import { labOn, senderOn } from '../../support/lab-people.ts';
import { inScene, type Scene } from '../../support/scene.ts';
import { supportChannel, supportGroup } from '../../support/scene-config.ts';

const day = 24 * 3_600_000;
/** Bytes of every value, as a program has them. */
const virus = Buffer.from(Array.from({ length: 50_000 }, (_, at) => (at * 31 + (at >> 8)) % 256));
const sample = { name: 'invoice.pdf.exe', content: virus };
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

const stage = {
  database: embeddedDatabase,
  at: '2026-11-16T10:00:00+03:00',
  contract: true,
} as const;

const ticketIn = (scene: Scene, reference: string) =>
  scene.store().read(({ tickets }) => tickets.find({ reference }));

/** What the front line's own chat has been told. */
const onFrontLine = ({ slack, telegram }: Scene, agentsIn: Stage['agentsIn']): string =>
  JSON.stringify(agentsIn === 'slack' ? slack.messages(supportChannel) : telegram.messages(supportGroup));

describe('Step 1: a dedicated group handles the request.', () => {
  test.each(stages)(
    '$who, agents on $agentsIn: the laboratory acts, the front line follows',
    ({ from, agentsIn }) =>
      inScene({ ...stage, agentsIn }, async (scene) => {
        const lab = await labOn(scene, agentsIn);
        const boris = await frontLine(scene, agentsIn, { name: 'Boris' });
        const customer = await senderOn(scene, from);
        await customer.asksForChange({ sample });
        await customer.reads(isOpen('ACME-1'));
        await lab.thread('ACME-1');

        await boris.commands('show ACME-1');
        const card = await boris.hears(/ACME-1 ·/);
        expect(card.buttons).toEqual([]);
        await boris.commands('claim ACME-1');
        await boris.hears('belongs to “Virus laboratory”');
        await boris.commands('stage ACME-1 released 1.0');
        await boris.hears('only the agents of that queue can “stage” it');
        expect(await ticketIn(scene, 'ACME-1')).toMatchObject({
          queue: 'virus-lab',
          assigneeId: null,
          stage: 'received',
        });

        await lab.says('ACME-1', 'claim');
        await lab.says('ACME-1', 'stage analysing');
        const analysing = customer.language === 'ru' ? 'Анализируется' : 'Being analysed';
        const words = { reference: 'ACME-1', stage: analysing };
        await customer.reads(format(customer.language, 'stage.requester', words));
        expect(await ticketIn(scene, 'ACME-1')).toMatchObject({
          assigneeId: expect.any(String),
          stage: 'analysing',
        });
      }),
  );
});

describe('Step 2: priority (urgent) updates are released for customers of this plan.', () => {
  test.each(stages)(
    '$who, agents on $agentsIn: first in the queue, within a day, each stage told',
    ({ from, agentsIn }) =>
      inScene({ ...stage, agentsIn }, async (scene) => {
        const lab = await labOn(scene, agentsIn);
        const other = await senderOn(scene, from, 'Olga');
        const urgent = await senderOn(scene, from, 'Petr');
        const { language } = urgent;
        const named = (en: string, ru: string): string => (language === 'ru' ? ru : en);
        await signs(scene, [urgent]);
        await other.asksForChange({ sample });
        await other.reads(isOpen('ACME-1'));
        await urgent.asksForChange({ sample });
        if (from === 'telegram') await urgent.presses(format('ru', 'draft.priority.without'));
        const opened = await urgent.reads(isOpen('ACME-2'));
        const handledFirst = format(language, 'opened.urgent', { due: '' }).slice(0, 25);
        expect(opened.text).toContain(handledFirst);
        expect(opened.text).toContain(
          format(language, 'opened.stage', { stage: named('Received', 'Принято') }),
        );
        expect(other.transcript()).not.toContain(handledFirst);
        const ticket = await ticketIn(scene, 'ACME-2');
        const timer = ticket?.timers.find(({ metric }) => metric === 'resolution');
        expect(timer?.dueAt).toBe((ticket?.openedAt ?? 0) + day);
        const queue = await scene
          .store()
          .read(({ tickets }) => tickets.list({ queues: ['virus-lab'], limit: 9 }));
        expect(queue.map(({ reference }) => reference)).toEqual(['ACME-2', 'ACME-1']);

        const told = (en: string, ru: string) =>
          format(language, 'stage.requester', { reference: 'ACME-2', stage: named(en, ru) });
        await lab.says('ACME-2', 'stage analysing');
        await urgent.reads(told('Being analysed', 'Анализируется'));
        await lab.says('ACME-2', 'stage update-prepared We have it');
        await urgent.reads('We have it');
        await scene.until('2026-11-17T09:00:00+03:00');
        await lab.says('ACME-2', 'stage released 2026.11.17.0800 Thank you');
        await urgent.reads(format(language, 'stage.update', { version: '2026.11.17.0800' }));
        await urgent.reads(format(language, 'resolved.plain', { reference: 'ACME-2' }));
        await scene.settled();
        const released = await ticketIn(scene, 'ACME-2');
        expect(released?.timers).toMatchObject([
          { metric: 'firstResponse', breachedAt: null, metAt: expect.any(Number) },
          { metric: 'resolution', breachedAt: null, metAt: expect.any(Number) },
        ]);
      }),
  );
});

describe('Samples are sealed, go to that queue alone under a neutral name, and are deleted.', () => {
  test.each(stages)('$who, agents on $agentsIn', ({ from, agentsIn }) =>
    inScene({ ...stage, agentsIn }, async (scene) => {
      const lab = await labOn(scene, agentsIn);
      const customer = await senderOn(scene, from);
      await customer.asksForChange({ sample });
      await customer.reads(sha256(virus));
      await scene.settled();
      const [file, ...others] = await lab.files();
      expect(others).toEqual([]);
      expect(file).toMatchObject({
        name: 'ACME-1-sample-1.zip',
        caption: expect.stringContaining(sha256(virus)),
      });
      expect(file && (await unsealed(file.bytes))).toEqual({ name: 'sample-1.bin', bytes: virus });
      await (await lab.thread('ACME-1')).reads(new RegExp(sha256(virus)));

      const second = { name: 'second.exe', content: virus.subarray(1) };
      await customer.sends(second);
      await customer.reads(sha256(second.content));
      await scene.settled();
      const names = (await lab.files()).map(({ name }) => name);
      expect(names).toEqual(['ACME-1-sample-1.zip', 'ACME-1-sample-2.zip']);
      expect(onFrontLine(scene, agentsIn)).not.toContain('ACME-1');

      await lab.says('ACME-1', 'stage released 2026.11.22.1200 Thank you');
      await customer.reads('2026.11.22.1200');
      await scene.advance(29 * day);
      expect(await lab.files()).toHaveLength(2);
      await scene.advance(2 * day);
      // Where a bot cannot delete a message so old, it takes the archive out of it.
      expect((await lab.files()).filter(({ name }) => name.endsWith('.zip'))).toEqual([]);
      const ticket = await ticketIn(scene, 'ACME-1');
      const log = await scene.store().read(({ tickets }) => tickets.events(ticket?.id ?? ''));
      expect(JSON.stringify(log)).not.toContain(sample.name);
    }),
  );
});
