// A month under the contract, and the statement of it: as a message, as values for a spreadsheet, and on pages.
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { format } from '../../../src/messages/format.ts';
import { customerOn, signs, stages } from '../../support/contract-people.ts';
import { embeddedDatabase } from '../../support/databases.ts';
import { filesTo } from '../../support/desk-files.ts';
import { frontLine } from '../../support/front-line.ts';
import { pdfText, readPdf } from '../../support/pdf.ts';
import { inScene } from '../../support/scene.ts';

const critical = 'critical: { firstResponse: { within: 6h, calendar: office, afterHours: phone }';
/** With a time for the resolution too, so that there is something to pause. */
const withResolution = (file: string): string =>
  file.replace(`${critical} }`, `${critical}, resolution: { within: 24h, calendar: office } }`);

const monday = '2026-11-16T10:00:00+03:00';

test.each(stages)(
  'a monthly statement tells what was kept, what was late, what was paused and what is left: on $from',
  ({ from, agentsIn }) =>
    inScene({ database: embeddedDatabase, at: monday, agentsIn, contract: withResolution }, async (scene) => {
      const customer = await customerOn(scene, from);
      const { language } = customer;
      await signs(scene, [customer]);
      const anna = await frontLine(scene, agentsIn);

      await customer.opens('Nothing works', 'critical', 'use');
      await anna.reads('ACME-1', 'Nothing works');
      await anna.says('ACME-1', 'reply Since when?');
      await customer.reads('Since when?');
      await anna.says('ACME-1', 'pending');
      await scene.settled();
      await scene.until('2026-11-16T13:00:00+03:00');
      await anna.says('ACME-1', 'resume');
      await scene.settled();
      await anna.says('ACME-1', 'priority off');
      await customer.reads(
        format(language, 'refunded.requester', { reference: 'ACME-1', reason: 'downgraded' }),
      );
      await anna.says('ACME-1', 'resolve Fixed');
      await customer.reads('Fixed');
      await customer.opens('=It is slow', 'critical', 'use');
      await anna.reads('ACME-2', '=It is slow');
      await scene.settled();
      await scene.until('2026-12-01T10:00:00+03:00');

      await customer.commands('statement');
      const month = language === 'ru' ? 'ноябрь 2026 г.' : 'November 2026';
      const title = format(language, 'statement.title', { organisation: 'globex', month });
      const { text } = await customer.reads(title);
      const counts = { met: 1, late: 1 };
      for (const metric of ['firstResponse', 'resolution'] as const) {
        const words = { metric: format(language, `metric.${metric}`), ...counts };
        expect(text).toContain(format(language, 'statement.metric', words));
      }
      expect(text).toContain(
        format(language, 'statement.quota', {
          from: language === 'ru' ? '1 марта 2026 г.' : '1 March 2026',
          to: language === 'ru' ? '28 февраля 2027 г.' : '28 February 2027',
          spent: 2,
          refunded: 1,
          left: 5,
          granted: 6,
        }),
      );
      expect(text).toContain(language === 'ru' ? '3 ч рабочего времени' : '3 h of working time');

      await customer.presses('CSV');
      await scene.settled();
      await customer.presses('PDF');
      await scene.settled();
      const files = await filesTo(scene, customer);
      expect(files.map(({ name }) => name)).toEqual([
        'statement-globex-2026-11.csv',
        'statement-globex-2026-11.pdf',
      ]);
      const [csv, pdf] = files;

      const label = (
        key:
          | 'reference'
          | 'subject'
          | 'priority'
          | 'firstResult'
          | 'resolutionResult'
          | 'pausedMinutes'
          | 'outcome',
      ) => format(language, `statement.column.${key}`);
      const rows: Record<string, string>[] = parse(csv?.bytes ?? '', { bom: true, columns: true });
      const standing = (key: 'met' | 'breached') => format(language, `statement.standing.${key}`);
      expect(rows).toMatchObject([
        {
          [label('reference')]: 'ACME-1',
          [label('subject')]: 'Nothing works',
          [label('priority')]: format(language, 'statement.no'),
          [label('firstResult')]: standing('met'),
          [label('resolutionResult')]: standing('met'),
          [label('pausedMinutes')]: '180',
          [label('outcome')]: format(language, 'statement.outcome.resolved'),
        },
        {
          [label('reference')]: 'ACME-2',
          [label('subject')]: "'=It is slow",
          [label('priority')]: format(language, 'statement.yes'),
          [label('firstResult')]: standing('breached'),
          [label('resolutionResult')]: standing('breached'),
          [label('pausedMinutes')]: '0',
          [label('outcome')]: format(language, 'statement.outcome.open'),
        },
      ]);

      const bytes = new Uint8Array(pdf?.bytes ?? []);
      expect(readPdf(bytes)).toMatchObject({ title, pages: [[841.89, 595.28]] });
      const [page = ''] = pdfText(bytes);
      for (const words of [
        title,
        'ACME-1',
        'ACME-2',
        'Nothing works',
        format(language, 'statement.page', { page: 1, pages: 1 }),
      ])
        expect(page).toContain(words);
    }),
);
