// `deskhand import` and `export`: a table of organisations goes in whole or not at all, and comes out as it went in.
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/adapters/clock.ts';
import { uuidIds } from '../../src/adapters/ids.ts';
import { withOrganisations } from '../../src/adapters/store/organisations-only.ts';
import { runExport } from '../../src/cli/export.ts';
import { runImport } from '../../src/cli/import.ts';
import {
  type DatabaseLocation,
  type DatabaseUnderTest,
  databases,
  openTestDatabase,
  silentLogger,
} from '../support/databases.ts';
import { configOf, contractFile } from '../support/scene-config.ts';

const header = 'key,name,plan,from,to,contacts,slack_team,slack_channel,telegram_chat';

const worldAt = ({ url, dataDirectory }: DatabaseLocation) => ({
  config: configOf(
    { DESKHAND_DATA: dataDirectory, ...(url !== undefined && { DATABASE_URL: url }) },
    contractFile('both'),
  ),
  clock: systemClock,
  logger: silentLogger,
});

interface Told {
  readonly applied: boolean;
  readonly changes: readonly Record<string, unknown>[];
  readonly problems: readonly { readonly line: number; readonly problems: readonly string[] }[];
}

async function imported(location: DatabaseLocation, text: string | Uint8Array, apply = true) {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const world = { ...worldAt(location), ids: uuidIds(systemClock), bytes, apply };
  const { lines, exitCode } = await runImport({ ...world, json: true });
  const told: Told = JSON.parse(lines.join('\n'));
  return { ...told, exitCode };
}

async function exported(location: DatabaseLocation): Promise<string> {
  const result = await runExport({ ...worldAt(location), json: false });
  if (!result.ok) throw new Error(result.error.join('\n'));
  return result.value;
}

/** Plays on a fresh database that no desk has open. */
async function withData(
  kind: DatabaseUnderTest,
  play: (at: DatabaseLocation) => Promise<void>,
): Promise<void> {
  const { database, location, dispose } = await kind.open();
  await database.close();
  try {
    await play(location);
  } finally {
    await dispose();
  }
}

const [embedded] = databases;
const inData = (play: (at: DatabaseLocation) => Promise<void>): Promise<void> => {
  if (embedded === undefined) throw new Error('there is always an embedded database');
  return withData(embedded, play);
};

describe.each(databases.filter(({ available }) => available))('deskhand import, $name', (kind) => {
  it(
    'of 1,000 rows with 37 bad ones reports exactly those 37 and imports nothing; mended, it imports all, once',
    () =>
      withData(kind, async (at) => {
        const good = Array.from(
          { length: 1_000 },
          (_, n) =>
            `org-${n},"Company ${n}, Ltd",msa-start,2026-01-01,2026-12-31,"Anna ${n}, +7495${1_000_000 + n}",,C${10_000 + n},`,
        );
        const mistakes: readonly ((row: string) => string)[] = [
          (row) => row.replace('msa-start', 'msa-strat'),
          (row) => row.replace('2026-12-31', '2025-12-31'),
          (row) => row.replace('2026-01-01', '2026-02-30'),
          (row) => row.replace(/^org-/, 'ORG_'),
          (row) => `${row},`,
          (row) => row.replace(/C\d+/, 'general'),
          (row) => row.replace(/"Company[^"]*"/, ''),
          (row) => row.replace('+7495', 'phone 7495'),
        ];
        const badIndexes = new Set(Array.from({ length: 37 }, (_, n) => n * 27 + 3));
        const rows = good.map((row, n) =>
          badIndexes.has(n) ? (mistakes[n % mistakes.length] ?? String)(row) : row,
        );
        const refused = await imported(at, [header, ...rows].join('\n'));
        expect(refused).toMatchObject({ applied: false, changes: [], exitCode: 1 });
        expect(refused.problems.map(({ line }) => line)).toEqual([...badIndexes].map((index) => index + 2));
        expect(await exported(at)).toBe(`\uFEFF${header}\r\n`);

        const mended = [header, ...good].join('\n');
        expect(await imported(at, mended)).toMatchObject({ applied: true, exitCode: 0 });
        const table = await exported(at);
        expect(parse(table, { bom: true })).toHaveLength(1_001);
        expect(await imported(at, mended)).toMatchObject({ changes: [], problems: [] });
        expect(await imported(at, table)).toMatchObject({ changes: [], problems: [] });
      }),
    120_000,
  );
});

describe('an import', () => {
  it('without --apply says what it would do and does nothing', () =>
    inData(async (at) => {
      const dry = await imported(at, `${header}\nglobex,Globex,msa-start,1.1.2026,,,,,-100777`, false);
      expect(dry).toMatchObject({
        applied: false,
        exitCode: 0,
        changes: [
          { kind: 'addOrganisation', key: 'globex', name: 'Globex' },
          { kind: 'addContract', plan: 'msa-start', from: '2026-01-01', to: null },
          { kind: 'bind', platform: 'telegram', scope: 'chat', place: '-100777' },
        ],
      });
      expect(await exported(at)).toBe(`\uFEFF${header}\r\n`);
    }));

  it('says in words what it does, and what to do', () =>
    inData(async (at) => {
      const world = { ...worldAt(at), ids: uuidIds(systemClock), json: false };
      const table = (text: string) => new TextEncoder().encode(`${header}\n${text}`);
      const globex = table('globex,Globex,msa-start,2026-01-01,,,T0GLOBEX,,');
      expect((await runImport({ ...world, bytes: globex, apply: false })).lines).toEqual([
        'globex: new organisation "Globex"',
        'globex: new contract msa-start from 2026-01-01 to no end',
        'globex: bound to the slack team T0GLOBEX',
        '',
        'Nothing was changed yet: 3 in all. Add --apply to do it.',
      ]);
      expect((await runImport({ ...world, bytes: globex, apply: true })).lines.at(-1)).toBe(
        'Imported: 3 in all.',
      );
      expect((await runImport({ ...world, bytes: globex, apply: true })).lines).toEqual([
        'Everything in the table is known already.',
      ]);
      const wrong = await runImport({ ...world, bytes: table('globex,,gold,,,,,,'), apply: true });
      expect(wrong.exitCode).toBe(1);
      expect(wrong.lines.at(0)).toMatch(/^line 2: name: is missing/);
      expect(wrong.lines.at(-1)).toBe('1 line is wrong, so nothing was imported.');
    }));

  it('changes a contract that it knows by plan and first day, and the name', () =>
    inData(async (at) => {
      await imported(at, `${header}\nglobex,Globex,msa-start,2026-01-01,2026-12-31,Anna,,,`);
      const changed = await imported(
        at,
        `${header}\nglobex,Globex GmbH,msa-start,2026-01-01,2027-12-31,Anna,,,`,
      );
      expect(changed.changes.map(({ kind }) => kind)).toEqual(['renameOrganisation', 'changeContract']);
      expect(await exported(at)).toContain('globex,Globex GmbH,msa-start,2026-01-01,2027-12-31,Anna,,,');
    }));

  it('takes several rows of an organisation as its contracts and places', () =>
    inData(async (at) => {
      const rows = [
        'globex,Globex,msa-start,2026-01-01,2026-12-31,"Anna, a@g.example; Boris",T0GLOBEX,C0GLOBEX,-100777',
        'globex,Globex,msa-start,2027-01-01,,,,C0OTHER,',
        'globex,Globex,standard,2025-01-01,2025-12-31,,,,',
      ];
      expect((await imported(at, [header, ...rows].join('\n'))).problems).toEqual([]);
      const table = await exported(at);
      expect(parse(table, { bom: true })).toHaveLength(4);
      expect((await imported(at, table)).changes).toEqual([]);
    }));

  it('says which rows contradict each other or what the desk knows', () =>
    inData(async (at) => {
      await imported(at, `${header}\nacme,Acme,msa-start,2026-01-01,,,,C0ACME,`);
      const rows = [
        'globex,Globex,msa-start,2026-01-01,2026-12-31,,,C0GLOBEX,',
        'globex,Globex Ltd,,,,,,,',
        'globex,Globex,msa-start,2026-01-01,2027-12-31,,,,',
        'globex,Globex,msa-start,2026-12-31,,,,,',
        'acme,Acme,,,,,,C0GLOBEX,',
        'acme,Acme,msa-start,2027-01-01,,,,,',
        'globex,Globex,,,,,,C0ACME,',
      ];
      const { problems } = await imported(at, [header, ...rows].join('\n'));
      expect(problems.map(({ line, problems: [first] }) => `${line} ${first}`)).toEqual([
        expect.stringMatching(/^3 name: .* differs from line 2/),
        expect.stringMatching(/^4 plan: .* differs from line 2/),
        expect.stringMatching(/^5 from: overlaps the contract of line 2/),
        expect.stringMatching(/^6 slack_channel: C0GLOBEX is bound to "globex"/),
        expect.stringMatching(/^7 from: overlaps the contract that the desk knows/),
        expect.stringMatching(/^8 slack_channel: C0ACME is bound to "acme"/),
      ]);
    }));

  it('says to stop a desk that runs on embedded data, and where there is none', () =>
    inData(async (at) => {
      const world = { ...worldAt(at), ids: uuidIds(systemClock), apply: true, json: false };
      const bytes = new TextEncoder().encode(`${header}\nglobex,Globex,,,,,,,`);
      const running = await openTestDatabase(at);
      const refused = await runImport({ ...world, bytes });
      await running.close();
      expect(refused).toMatchObject({ exitCode: 1 });
      expect(refused.lines.join('\n')).toMatch(/in use by another Deskhand[\s\S]*Stop the desk first/);
      const dataDirectory = path.join(tmpdir(), 'deskhand-nowhere');
      const none = await runExport({ ...worldAt({ dataDirectory }), json: false });
      expect(none).toMatchObject({ ok: false, error: [expect.stringMatching(/There is no desk in/)] });
      expect(existsSync(dataDirectory)).toBe(false);
    }));
});

describe('an export', () => {
  it('writes nothing that a spreadsheet would run, and loses nothing by it', () =>
    inData(async (at) => {
      const names = ['=HYPERLINK("http://x")', '+7 company', '-1', '@home', "'quoted", "'=both", 'plain'];
      const database = await openTestDatabase(at);
      await withOrganisations(database, async (organisations) => {
        const ids = uuidIds(systemClock);
        for (const [index, name] of names.entries())
          await organisations.save({ id: ids.next(), key: `org-${index}`, name });
      });
      await database.close();
      const table = await exported(at);
      const cells: readonly (readonly string[])[] = parse(table, { bom: true });
      const written = cells.slice(1).map(([, name = '']) => name);
      expect(written).toEqual([
        '\'=HYPERLINK("http://x")',
        "'+7 company",
        '-1',
        "'@home",
        "''quoted",
        "''=both",
        'plain',
      ]);
      expect((await imported(at, table)).changes).toEqual([]);
    }));

  it('is data too', () =>
    inData(async (at) => {
      await imported(at, `${header}\nglobex,Globex,msa-start,2026-01-01,,Anna,,,`);
      const result = await runExport({ ...worldAt(at), json: true });
      expect(JSON.parse(result.ok ? result.value : '')).toMatchObject([
        { key: 'globex', name: 'Globex', plan: 'msa-start', from: '2026-01-01', to: '', contacts: 'Anna' },
      ]);
    }));
});
