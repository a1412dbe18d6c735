// `deskhand calendar import --write`: dates put into a file that somebody keeps by hand.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseDeskFile } from '../../src/config/desk-file.ts';
import { calendarsIn, importInto } from './calendar/import-call.ts';

const example = readFileSync(new URL('../../deskhand.example.yml', import.meta.url), 'utf8');

const officeWith = (lists: string): string => `# Ours.
desk: { name:   Acme }   # odd spaces, on purpose
calendars:
  always: { timezone: UTC, hours: { mon: [["00:00", "24:00"]] } }
  office:
    timezone: Europe/Moscow
    hours:
      mon: [["08:00", "12:00"], ["13:00", "17:00"]]   # a break
      tue: [["09:00", "18:00"]]
      wed: [["09:00", "18:00"]]
      thu: [["09:00", "18:00"]]
      fri: [["09:00", "16:00"]]
${lists}
# The queues.
queues:
  support: { slackChannel: C0SUPPORT }
`;

/** What is in the second text and not in the first, line by line; the rest must be the same and in order. */
function addedLines(before: string, after: string): string[] {
  const left = before.split('\n');
  const added = after.split('\n').filter((line) => {
    if (left[0] !== line) return true;
    left.shift();
    return false;
  });
  expect(left).toEqual([]);
  return added;
}

describe('the shipped example', () => {
  it('agrees with the production calendar of 2026 on every weekday', async () => {
    const { lines } = await importInto(example, 'RU', 2026);
    const dates = lines.flatMap((line) => /^ {2}(2026-\d\d-\d\d)/.exec(line)?.[1] ?? []);
    expect(lines.filter((line) => /^ {2}2027-/.test(line))).toEqual([]);
    expect(dates.filter((date) => ![0, 6].includes(new Date(date).getUTCDay()))).toEqual([]);
  });

  it('takes both years, and loses no line, comment or space', async () => {
    const first = await importInto(example, 'RU', 2026);
    const { text } = await importInto(first.text, 'RU', 2027);
    expect(addedLines(example, text).every((line) => /"202[67]-\d\d-\d\d".* # /.test(line))).toBe(true);
    expect(parseDeskFile(text, 'deskhand.yml').ok).toBe(true);
    const { holidays, extra } = calendarsIn(text).office!;
    expect(holidays).toEqual(holidays.toSorted());
    expect(extra.map(({ date }) => date)).toContain('2027-02-20');
  });
});

describe('a calendar that exists', () => {
  const own = officeWith(`    holidays:
      - "2026-01-01"           # closed
      # The firm's birthday.
      - 2026-07-15
    extra:
      - { date: "2026-04-30", hours: [["09:00", "11:00"]] }   # half a day of ours
      - date: "2026-05-01"
        hours: [["10:00", "12:00"]]
      - { date: "2026-08-03", hours: [] }
`);

  it('gets the dates with hours cut from its own, and keeps what the import does not name', async () => {
    const { text, lines, exitCode } = await importInto(own, 'RU', 2026);
    expect(exitCode).toBe(0);
    const office = calendarsIn(text).office!;
    const hoursOn = (date: string) => office.extra.find((day) => day.date === date)?.hours;
    expect(hoursOn('2026-06-11')).toEqual([['09:00', '17:00']]);
    expect(hoursOn('2026-05-08')).toEqual([['09:00', '15:00']]);
    expect(hoursOn('2026-08-03')).toEqual([]);
    expect(office.holidays).toContain('2026-07-15');
    expect(lines).toContain('  2026-07-15 kept, which the import does not know');
  });

  it('works a moved Saturday as the Monday that is free for it', async () => {
    const { text } = await importInto(own, 'RU', 2027);
    const day = calendarsIn(text).office!.extra.find(({ date }) => date === '2027-02-20');
    expect(day?.hours).toEqual([
      ['08:00', '12:00'],
      ['13:00', '16:00'],
    ]);
  });

  it('has what contradicts the import replaced, and every change is told', async () => {
    const { text, lines } = await importInto(own, 'RU', 2026);
    const { extra, holidays } = calendarsIn(text).office!;
    expect(extra.find(({ date }) => date === '2026-04-30')?.hours).toEqual([['09:00', '17:00']]);
    expect(extra.some(({ date }) => date === '2026-05-01')).toBe(false);
    expect(holidays).toContain('2026-05-01');
    expect(lines).toEqual(
      expect.arrayContaining([
        '  2026-04-30 changed in extra from [["09:00", "11:00"]]: [["09:00", "17:00"]], eve of a holiday, an hour shorter',
        '  2026-05-01 taken out of extra, where it was [["10:00", "12:00"]]: it is a holiday',
        '  2026-05-01 added to holidays: Spring and Labour Day',
      ]),
    );
  });

  it('has a working Saturday taken out of its holidays', async () => {
    const text = officeWith('    holidays: ["2027-02-20", "2027-03-01"]');
    const after = await importInto(text, 'RU', 2027);
    expect(calendarsIn(after.text).office!.holidays).not.toContain('2027-02-20');
    expect(after.lines).toContain('  2027-02-20 taken out of holidays: it is worked');
  });

  it('keeps comments where they stood', async () => {
    const { text } = await importInto(own, 'RU', 2026);
    expect(text).toContain('- "2026-01-01"           # closed\n');
    expect(text).toContain("      # The firm's birthday.\n      - 2026-07-15\n");
    expect(text).toContain('desk: { name:   Acme }   # odd spaces, on purpose\n');
    expect(text).toContain('   # half a day of ours\n');
    expect(text).toContain('\n\n# The queues.\nqueues:\n');
  });

  it('is not written a second time', async () => {
    const first = await importInto(own, 'RU', 2026);
    const second = await importInto(first.text, 'RU', 2026);
    expect(first.writes).toBe(1);
    expect(second.writes).toBe(0);
    expect(second.lines[1]).toBe('  nothing to change');
  });

  it.each([
    ['no lists', ''],
    [
      'lists in brackets',
      '    holidays: ["2026-02-02", "2026-05-01"]\n    extra: [{ date: "2026-05-01", hours: [] }]',
    ],
    [
      'lists in brackets over several lines',
      '    holidays: [\n      "2026-01-01", # one\n      "2026-12-31" # two\n    ]',
    ],
    ['empty lists', '    holidays: []   # none\n    extra: []'],
    ['a list without an indent', '    holidays:\n    - "2026-02-02"\n    - "2026-01-02"'],
    ['only extra days', '    extra:\n      - { date: "2026-05-01", hours: [["09:00", "10:00"]] }'],
    ['comments at the end of a list', '    holidays:\n      - "2026-02-02"\n      # to be gone on with\n'],
    [
      'comments before its lists',
      '    # Dates.\n    holidays:\n      # Days.\n      - "2026-02-02"\n    # More.\n    extra: []',
    ],
  ])('may have %s', async (_, lists) => {
    for (const text of [officeWith(lists), officeWith(lists).replaceAll('\n', '\r\n')]) {
      const { text: after, exitCode } = await importInto(text, 'RU', 2026);
      expect(exitCode).toBe(0);
      const office = calendarsIn(after).office!;
      expect(office.holidays).toEqual(expect.arrayContaining(['2026-01-01', '2026-05-01', '2026-12-31']));
      expect(office.extra.map(({ date }) => date)).toEqual([
        '2026-04-30',
        '2026-05-08',
        '2026-06-11',
        '2026-11-03',
      ]);
      expect(calendarsIn(after).always).toEqual(calendarsIn(text).always);
      for (const comment of text.match(/# .*/g) ?? []) expect(after).toContain(comment);
      if (text.includes('\r')) expect(after.match(/[^\r]\n/)).toBeNull();
      expect((await importInto(after, 'RU', 2026)).writes).toBe(0);
    }
  });

  it('may be the last line of a file that does not end it', async () => {
    const text = officeWith('').split('\n# The queues')[0]!.trimEnd();
    const { text: after } = await importInto(text, 'RU', 2026);
    expect(after.startsWith(`${text}\n`)).toBe(true);
    expect(calendarsIn(after).office!.holidays).toHaveLength(18);
  });

  it('keeps its hours and its zone, so that others are refused', async () => {
    const refused = [{ hours: '10:00-19:00' }, { timezone: 'UTC' }];
    for (const options of refused) {
      expect(await importInto(own, 'RU', 2026, options)).toMatchObject({ exitCode: 64, writes: 0 });
    }
    expect((await importInto(own, 'RU', 2026, { timezone: 'Europe/Moscow' })).exitCode).toBe(0);
    expect((await importInto(example, 'RU', 2026, { hours: '09:00-18:00' })).exitCode).toBe(0);
  });
});

describe('a calendar that does not exist', () => {
  it('is added after the others', async () => {
    const { text, lines } = await importInto(example, 'DE-BY', 2027, { as: 'munich', hours: '08:00-16:00' });
    expect(addedLines(example, text)[0]).toBe('  munich:');
    expect(lines[1]).toBe('  a new calendar with 12 holidays and 0 extra days');
    expect(calendarsIn(text).munich).toMatchObject({
      timezone: 'Europe/Berlin',
      hours: { fri: [['08:00', '16:00']] },
    });
    expect(parseDeskFile(text, 'deskhand.yml').ok).toBe(true);
  });

  it.each([
    ['has no calendars', 'desk: { prefix: ACME }\n'],
    ['is empty but for a comment', '# Nothing yet.\n'],
    ['has a section without any', 'calendars:\nqueues: {}\n'],
    ['has a section without any but a comment', 'calendars:   # none yet\nqueues: {}'],
  ])('is added to a file that %s', async (_, text) => {
    const after = await importInto(text, 'RU', 2027);
    expect(after.exitCode).toBe(0);
    expect(calendarsIn(after.text).office!.holidays).toHaveLength(20);
    addedLines(text.trimEnd(), after.text.trimEnd());
  });
});

describe('a file that nothing can be put into', () => {
  it.each([
    ['is not YAML', 'calendars: ["'],
    ['is a list', '- calendars'],
    ['has calendars that are none', 'calendars: [office]'],
    [
      'has its calendars in braces',
      'calendars: { always: { timezone: UTC, hours: { mon: [["00:00", "24:00"]] } } }',
    ],
    [
      'has the calendar in braces',
      'calendars:\n  office: { timezone: UTC, hours: { mon: [["00:00", "24:00"]] } }',
    ],
    ['is braces altogether', '{ "desk": {} }'],
    ['has a calendar that is wrong', officeWith('    holidays: ["2026-02-30"]')],
    ['has the calendar twice, by an alias', officeWith('  berlin: *o').replace('office:', 'office: &o')],
    ['has a list that is an alias', `x: &dates ["2026-01-01"]\n${officeWith('    holidays: *dates')}`],
    [
      'merges the list from elsewhere',
      `x: &base { holidays: ["2026-07-15"] }\n${officeWith('    <<: *base')}`,
    ],
  ])('stays as it is, and the reason is told, when it %s', async (_, text) => {
    const { exitCode, writes, problems } = await importInto(text, 'RU', 2026);
    expect({ exitCode, writes }).toEqual({ exitCode: 78, writes: 0 });
    expect(problems.join('\n')).not.toBe('');
  });

  it('has its problems told by line and by path', async () => {
    expect((await importInto('desk: {}\ncalendars: ["', 'RU', 2026)).problems[0]).toContain('deskhand.yml:2');
    const { problems } = await importInto(officeWith('    holidays: ["2026-02-30"]'), 'RU', 2026);
    expect(problems.join('\n')).toContain('calendars.office.holidays.0 "2026-02-30" is not a date');
  });

  it("may be wrong elsewhere, which is not the import's business", async () => {
    const after = await importInto(`${officeWith('')}plans: 12\n`, 'RU', 2026);
    expect(after.exitCode).toBe(0);
    expect(after.text).toContain('plans: 12\n');
  });

  it('is not guessed at when the calendar is not named', async () => {
    expect(await importInto(example, 'RU', 2026, { as: undefined })).toMatchObject({
      exitCode: 64,
      writes: 0,
    });
  });
});
