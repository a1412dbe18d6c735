// `why` in words and as a picture, for requesters and agents, in both languages.
import { describe, expect, it } from 'vitest';
import type { Language } from '../../../src/domain/language.ts';
import { advanceTimer, type SlaTimer, startTimer, type TimerEvent } from '../../../src/domain/sla/timers.ts';
import { explainTimers, whyView } from '../../../src/messages/views/why.ts';
import { ticketAfter } from '../../builders/ticket.ts';
import { calendars, hours, moscow } from '../../domain/sla/given.ts';

const friday = moscow('2026-02-06 17:40');
const monday = moscow('2026-02-09 12:00');

interface Given {
  readonly withinMs?: number | null;
  readonly metric?: SlaTimer['metric'];
  readonly events?: readonly TimerEvent[];
}

function timerOf({ withinMs = hours(6), metric = 'firstResponse', events = [] }: Given = {}): SlaTimer {
  const start = startTimer({ metric, startedAt: friday, withinMs, calendar: 'office' }, calendars);
  return events.reduce((timer, event) => advanceTimer(timer, event, calendars), start);
}

const readBy = (language: Language = 'en', side: 'agents' | 'requester' = 'requester', now = monday) => ({
  policy: { calendars },
  reader: { side, language, timezone: 'Europe/Moscow', now },
});

const ticketWith = (...timers: readonly SlaTimer[]) => ({ ...ticketAfter(), timers });

const wordsOf = (given: Given, ...reading: Parameters<typeof readBy>): readonly string[] =>
  explainTimers(ticketWith(timerOf(given)), readBy(...reading)).flatMap((paragraph) => paragraph.split('\n'));

describe('the words', () => {
  it('tell a Friday evening’s deadline segment by segment', () => {
    expect(wordsOf({})).toEqual([
      'First response: 6 working hours from Friday 6 February 17:40 Moscow time',
      '• Fri 6 Feb 17:40–18:00: 20 min counted',
      '• Fri 6 Feb 18:00 – Mon 9 Feb 09:00: closed',
      '• Mon 9 Feb 09:00–14:40: 5 h 40 min counted',
      '→ due today 14:40 Moscow time',
    ]);
  });

  it('tell the same in Russian', () => {
    expect(wordsOf({}, 'ru')).toEqual([
      'Первый ответ: 6 рабочих часов, отсчёт: пятница, 6 февраля, 17:40 по Москве',
      '• пт 6 февр. 17:40–18:00: учтено 20 мин',
      '• пт 6 февр. 18:00 – пн 9 февр. 09:00: нерабочее время',
      '• пн 9 февр. 09:00–14:40: учтено 5 ч 40 мин',
      '→ срок: сегодня, 14:40 по Москве',
    ]);
  });

  it('tell where the clock was paused and went on', () => {
    const events: TimerEvent[] = [
      { type: 'pause', at: moscow('2026-02-09 10:00') },
      { type: 'resume', at: moscow('2026-02-09 11:30') },
    ];
    expect(wordsOf({ metric: 'resolution', events }).slice(3, 6)).toEqual([
      '• Mon 9 Feb 09:00–10:00: 1 h counted',
      '• Mon 9 Feb 10:00–11:30: paused',
      '• Mon 9 Feb 11:30–16:10: resumed, 4 h 40 min counted',
    ]);
  });

  it('tell what is left while the clock is paused', () => {
    const events: TimerEvent[] = [{ type: 'pause', at: moscow('2026-02-09 10:00') }];
    expect(wordsOf({ metric: 'resolution', events }).at(-1)).toBe('→ paused, 4 h 40 min left to count');
  });

  it('tell of a promise from when it was made', () => {
    const events: TimerEvent[] = [{ type: 'promise', at: moscow('2026-02-09 10:00'), withinMs: hours(4) }];
    expect(wordsOf({ withinMs: null, events }).slice(0, 2)).toEqual([
      'First response: 4 working hours, promised Monday 9 February 10:00 Moscow time',
      '• Fri 6 Feb 17:40 – Mon 9 Feb 10:00: no time promised yet',
    ]);
  });

  it('tell for how long a breached deadline has been overdue', () => {
    const words = wordsOf({}, 'en', 'requester', moscow('2026-02-09 17:05'));
    expect(words.slice(-2)).toEqual([
      '• Mon 9 Feb 14:40–17:05: overdue',
      '→ overdue since today 14:40 Moscow time',
    ]);
  });

  it('name the calendar to agents, and to the requester not', () => {
    expect(wordsOf({}, 'en', 'agents')[0]).toContain('on the calendar “office”');
    expect(wordsOf({}, 'en', 'requester').join()).not.toContain('office');
  });

  it('say so where the target was changed after the answer', () => {
    const events: TimerEvent[] = [
      { type: 'met', at: moscow('2026-02-09 10:00') },
      { type: 'target', at: moscow('2026-02-09 11:00'), withinMs: hours(1) },
    ];
    expect(wordsOf({ events })).toEqual([
      'First response: the target was changed after the answer, which stands as it was judged then',
      '→ given today 10:00 Moscow time',
    ]);
  });

  it('stay short for a deadline of months, and for a ticket of many deadlines', () => {
    expect(wordsOf({ withinMs: hours(1_000) }).length).toBeLessThanOrEqual(14);
    const many = Array.from({ length: 9 }, () => timerOf());
    const paragraphs = explainTimers(ticketWith(...many), readBy());
    expect(paragraphs).toHaveLength(5);
    expect(paragraphs[0]).toBe('5 earlier deadlines are left out.');
  });
});

/** The letters of a picture, piece by piece. */
const lettersOf = (svg: string): readonly string[] =>
  [...svg.matchAll(/>([^<>]+)<\/text>/g)].map(([, text = '']) => text);

const lettersFor = (given: Given, ...reading: Parameters<typeof readBy>): readonly string[] =>
  lettersOf(whyView(ticketWith(timerOf(given)), readBy(...reading))?.svg ?? '');

it('a calendar is named without the digest of its version', () => {
  const timer = { ...timerOf(), calendar: 'office@3f2a91c0d4e7' };
  const versioned = { calendars: (key: string) => calendars(key.split('@', 1)[0] ?? '') };
  const [words] = explainTimers(ticketWith(timer), { ...readBy('en', 'agents'), policy: versioned });
  expect(words).toContain('on the calendar “office” from');
});

describe('the picture', () => {
  it('names the ticket, the target and the deadline, and the instants that matter', () => {
    const letters = lettersFor({});
    expect(letters.slice(0, 2)).toEqual([
      'ACME-118 · First response',
      '6 working hours · due today 14:40 Moscow time',
    ]);
    expect(letters).toEqual(expect.arrayContaining(['17:40', '09:00', '14:40', 'Fri 6 Feb', 'Mon 9 Feb']));
    expect(letters).toEqual(expect.arrayContaining(['20 min', 'closed', '3 h', '2 h 40 min', 'now']));
  });

  it('is in the language and zone of its reader', () => {
    const reading = readBy('ru');
    const view = whyView(ticketWith(timerOf()), {
      ...reading,
      reader: { ...reading.reader, timezone: 'Asia/Omsk' },
    });
    const letters = lettersOf(view?.svg ?? '');
    expect(letters).toEqual(
      expect.arrayContaining(['ACME-118 · Первый ответ', '20:40', '17:40', 'нерабочее', 'сейчас']),
    );
  });

  it('shows an answer and what it left to spare, and no present', () => {
    const letters = lettersFor({ events: [{ type: 'met', at: moscow('2026-02-09 10:10') }] });
    expect(letters).toEqual(expect.arrayContaining(['answer', 'to spare', '4 h 30 min']));
    expect(letters).not.toContain('now');
  });

  it('shows what was overdue until a late answer', () => {
    const letters = lettersFor({ events: [{ type: 'met', at: moscow('2026-02-09 17:10') }] });
    expect(letters).toEqual(expect.arrayContaining(['overdue', '14:40', '17:10']));
    expect(letters[1]).toMatch(/^6 working hours · given late: today 17:10 Moscow time$/);
  });

  it('tells days instead of hours on a deadline of a month', () => {
    const letters = lettersFor({ withinMs: hours(160) });
    expect(letters).toEqual(expect.arrayContaining(['Fri 6 Feb', '17:40']));
    expect(letters.filter((each) => each === '09:00')).toEqual([]);
  });

  it('stays within bounds however far off the deadline is', () => {
    const view = whyView(ticketWith(timerOf({ withinMs: hours(200_000) })), readBy());
    expect(view?.svg.length).toBeLessThan(30_000);
  });

  it('is of the deadline that comes next', () => {
    const answered = timerOf({ events: [{ type: 'met', at: moscow('2026-02-06 17:50') }] });
    const resolution = timerOf({ metric: 'resolution', withinMs: hours(20) });
    const view = whyView(ticketWith(answered, resolution), readBy());
    expect(lettersOf(view?.svg ?? '')[0]).toBe('ACME-118 · Resolution');
    expect(view?.altText).toMatch(/^Resolution → due/);
  });

  it('holds nothing that was typed as markup', () => {
    const ticket = { ...ticketWith(timerOf()), reference: '<b>&"' };
    expect(whyView(ticket, readBy())?.svg).toContain('&lt;b&gt;&amp;&quot; · First response');
  });
});

it('a ticket without deadlines has nothing to explain', () => {
  expect(whyView(ticketWith(), readBy())).toBeNull();
});
