// Colleagues on both platforms on one ticket, where the contract's plan shares an organisation's tickets.
import { expect, test } from 'vitest';
import { format } from '../../../src/messages/format.ts';
import { customerOn, signs, stages } from '../../support/contract-people.ts';
import { embeddedDatabase } from '../../support/databases.ts';
import { frontLine } from '../../support/front-line.ts';
import { inScene } from '../../support/scene.ts';

const monday = '2026-11-16T10:00:00+03:00';
const shared = (file: string): string =>
  file.replace(/^( *)urgentRelease: true$/m, '$1urgentRelease: true\n$1visibility: organisation');

test.each(stages)(
  'a colleague on the other platform sees a ticket from $from, writes on it, and is answered too',
  ({ from, agentsIn }) =>
    inScene({ database: embeddedDatabase, at: monday, agentsIn, contract: shared }, async (scene) => {
      const asker = await customerOn(scene, from);
      const colleague = await customerOn(scene, from === 'slack' ? 'telegram' : 'slack');
      await signs(scene, [asker, colleague]);
      const anna = await frontLine(scene, agentsIn);
      await asker.opens('Nothing works', 'critical', 'without');
      await anna.reads('ACME-1', 'Nothing works');

      await colleague.commands('list');
      const list = await colleague.reads(format(colleague.language, 'list.shared', { count: 1 }));
      expect(list.text).toContain(format(colleague.language, 'list.askedBy', { name: asker.name }));

      await colleague.commands('reply ACME-1 Here it fails as well');
      const written = { name: colleague.name, reference: 'ACME-1' };
      await anna.reads('ACME-1', format('en', 'written.heading', written));
      await asker.reads(format(asker.language, 'replied.heading', written));
      await scene.settled();
      await anna.says('ACME-1', 'reply It is the switch');
      await asker.reads('It is the switch');
      await colleague.reads('It is the switch');
      await scene.settled();
      expect(asker.transcript().match(/It is the switch/g)).toHaveLength(1);
      expect(colleague.transcript().match(/It is the switch/g)).toHaveLength(1);
      await colleague.commands('resolve ACME-1 We replaced it');
      await asker.reads('We replaced it');
      await scene.settled();
      const ticket = await scene.store().read(({ tickets }) => tickets.find({ reference: 'ACME-1' }));
      expect(ticket).toMatchObject({ status: 'resolved' });
      expect(ticket?.replyIds, 'a colleague’s words are no answer').toHaveLength(1);
    }),
);

test.each(stages)('where tickets are not shared, a colleague finds none from $from', ({ from, agentsIn }) =>
  inScene({ database: embeddedDatabase, at: monday, agentsIn, contract: true }, async (scene) => {
    const asker = await customerOn(scene, from);
    const colleague = await customerOn(scene, from === 'slack' ? 'telegram' : 'slack');
    const { language } = colleague;
    await signs(scene, [asker, colleague]);
    await asker.opens('Nothing works', 'critical', 'without');
    await scene.settled();
    for (const line of ['show ACME-1', 'reply ACME-1 Me too']) {
      await colleague.commands(line);
      await colleague.reads(format(language, 'error.ticketNotFound', { reference: 'ACME-1' }));
    }
  }),
);

test.each(stages)('a requester on $from reads what their contract promises', ({ from, agentsIn }) =>
  inScene({ database: embeddedDatabase, at: monday, agentsIn, contract: true }, async (scene) => {
    const customer = await customerOn(scene, from);
    const { language } = customer;
    await signs(scene, [customer]);
    await customer.commands('contract');
    const { text } = await customer.reads(format(language, 'terms.title'));
    const until = language === 'ru' ? '1 марта 2027 г.' : '1 March 2027';
    expect(text).toContain(format(language, 'terms.quota', { left: 6, granted: 6, until }));
    expect(text).toContain(
      language === 'ru' ? 'первый ответ — 6 рабочих часов' : 'first answer within 6 working hours',
    );
    expect(text).toContain('+7 495 000-00-00');
  }),
);
