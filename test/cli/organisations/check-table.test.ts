// The table of organisations, row by row: what spreadsheets write is read, and what is wrong is said.
import { describe, expect, it } from 'vitest';
import { checkTable, rulesOf } from '../../../src/cli/organisations/check-table.ts';
import type { LineProblem } from '../../../src/cli/organisations/read-table.ts';
import { configOf, contractFile } from '../../support/scene-config.ts';

const header = 'key,name,plan,from,to,contacts,slack_team,slack_channel,telegram_chat';
const rules = rulesOf(configOf({}, contractFile('both')));

const checked = (text: string) => checkTable(new TextEncoder().encode(text), rules);
const said = (problems: readonly LineProblem[]): string =>
  problems.flatMap((each) => each.problems).join('\n');

describe('a table', () => {
  it('is read as spreadsheets write it: byte order mark, semicolons, any order of columns, quoted line breaks', () => {
    const text =
      '\uFEFFName;Key;Contacts;Plan;From\r\n"Глобэкс; ООО";globex;"Анна, +7 495 000-00-00;\nБорис";MSA-start;1.1.2026\r\n;;;;\r\n"Acme";acme;;;;\r\n';
    const { rows, problems } = checked(text);
    expect(rows).toEqual([
      {
        line: 2,
        row: {
          key: 'globex',
          name: 'Глобэкс; ООО',
          contract: {
            plan: 'msa-start',
            startsOn: '2026-01-01',
            endsOn: null,
            contacts: [
              { name: 'Анна', phone: '+74950000000', email: null },
              { name: 'Борис', phone: null, email: null },
            ],
          },
          places: [],
        },
      },
    ]);
    expect(problems).toEqual([{ line: 5, problems: [expect.stringMatching(/more or fewer cells/)] }]);
  });

  it('tells of everything that is wrong with a row at once', () => {
    const [problem] = checked(`${header}\n,,gold,tomorrow,,,,general,\n`).problems;
    expect(problem?.problems.map((text) => text.split(':')[0])).toEqual([
      'key',
      'name',
      'plan',
      'from',
      'slack_channel',
    ]);
  });

  it.each([
    ['globex,Globex,gold,2026-01-01,,,,,', /^plan: "gold" is none of standard, msa-start/],
    ['globex,Globex,msa-strat,2026-01-01,,,,,', /Did you mean "msa-start"/],
    ['globex,Globex,msa-start,,,,,,', /^from: is missing/],
    ['globex,Globex,,2026-01-01,,,,,', /^plan: is missing/],
    ['globex,Globex,,,,Anna,,,', /^plan: is missing/],
    ['globex,Globex,msa-start,2026-01-01,yesterday,,,,', /^to: "yesterday" is no date/],
    ['globex,Globex,msa-start,2026-01-01,,"Anna, Boris",,,', /^contacts: "Anna, Boris" is not understood/],
    ['globex,Globex,,,,,,C0SUPPORT,', /^slack_channel: C0SUPPORT is a chat of the desk's own/],
    ['globex,Globex,,,,,,,-1001000000001', /^telegram_chat: .* desk's own/],
    ['globex,Globex,,,,,acme,,', /^slack_team: "acme" is no id such as T/],
    ['globex,Globex,,,,,,,777', /^telegram_chat: "777" is no id/],
    [',Globex,,,,,,,', /^key: is missing/],
    ['add,Globex,,,,,,,', /^key: cannot be "add"/],
    ['globex,Globex', /more or fewer cells/],
  ])('of the row “%s” says what is wrong', (row, words) => {
    const { problems } = checked(`${header}\n${row}\n`);
    expect(problems).toHaveLength(1);
    expect(said(problems)).toMatch(words);
  });

  it.each([
    ['key,name,plant', /unknown column "plant". Did you mean "plan"/],
    ['key,plan', /lacks the column "name"/],
    ['key,name,key', /twice/],
    ['', /lacks the column "key"/],
    [`${header}\nglobex,"Globex,,,`, /no CSV from here on/],
  ])('is refused as a whole when it begins “%s”', (text, words) => {
    const { rows, problems } = checked(text);
    expect(rows).toBeNull();
    expect(said(problems)).toMatch(words);
  });

  it('is refused when it is not UTF-8', () => {
    const { problems } = checkTable(new Uint8Array([0x6b, 0x65, 0x79, 0xcf, 0xf0]), rules);
    expect(problems).toEqual([{ line: 1, problems: [expect.stringMatching(/UTF-8/)] }]);
  });
});
