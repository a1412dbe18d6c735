// The judge of trials is judged: an honest record passes, and every way to doctor it is found out.
import { describe, expect, test } from 'vitest';
import { reminded, replied } from '../builders/ticket.ts';
import { at, honestEvents, honestTrial, places, rules, said } from './honest-trial.ts';
import { check } from './invariants/check.ts';
import type { Act, DeliveryRow, Fault, Sight, TrialRecord } from './record.ts';

const brokenIn = (record: TrialRecord): readonly string[] => [
  ...new Set(check(record, rules).violations.map(({ invariant }) => invariant)),
];

const withSights = (edit: (sights: readonly Sight[]) => readonly Sight[], faults: readonly Fault[] = []) => {
  const record = honestTrial(undefined, faults);
  return { ...record, sights: edit(record.sights) };
};

const withDeliveries = (edit: (rows: readonly DeliveryRow[]) => readonly DeliveryRow[]): TrialRecord => {
  const record = honestTrial();
  return { ...record, rows: { ...record.rows, deliveries: edit(record.rows.deliveries) } };
};

const shows =
  (token: string, place: { readonly chat: string }) =>
  ({ text, chat }: Sight): boolean =>
    text.includes(token) && chat === place.chat;

test('an honest record breaks nothing', () => {
  expect(check(honestTrial(), rules)).toEqual({ violations: [], excused: [] });
});

describe('what was written and is lost', () => {
  test('is found where one side did not see it', () => {
    for (const [token, place] of [
      [said.words, places.slack],
      [said.reply, places.requester],
      [said.note, places.telegram],
      [said.opening, places.slack],
    ] as const) {
      expect(brokenIn(withSights((all) => all.filter((sight) => !shows(token, place)(sight))))).toEqual([
        'lost',
      ]);
    }
  });

  test('is found where it never came into the log', () => {
    const record = honestTrial();
    const unheard: Act = { ...record.acts[1]!, token: 'm9-c0' };
    expect(brokenIn({ ...record, acts: [...record.acts, unheard] })).toEqual(['lost']);
  });

  test('is not missed where a new matter was taken for more of an earlier one, but in a stranger’s ticket it is', () => {
    const begun = (token: string): TrialRecord => {
      const record = JSON.parse(JSON.stringify(honestTrial()).replaceAll(said.words, token)) as TrialRecord;
      const acts = record.acts.map((act) =>
        act.token === token ? { ...act, kind: 'opening' as const, ticket: token } : act,
      );
      return { ...record, acts };
    };
    expect(brokenIn(begun(said.words))).toEqual([]);
    expect(brokenIn(begun('m2-c9'))).toContain('lost');
  });

  test('is not missed where the platform itself gave up', () => {
    const record = honestTrial();
    const unheard: Act = { ...record.acts[1]!, token: 'm9-c0', isDelivered: false };
    expect(brokenIn({ ...record, acts: [...record.acts, unheard] })).toEqual([]);
  });
});

describe('two messages of one writer', () => {
  const swap = (sights: readonly Sight[]): readonly Sight[] => {
    const swapped = [...sights];
    const first = swapped.findIndex(shows(said.words, places.telegram));
    const second = swapped.findIndex(shows(said.more, places.telegram));
    [swapped[first], swapped[second]] = [swapped[second]!, swapped[first]!];
    return swapped;
  };

  test('are found where they appear the other way round', () => {
    expect(brokenIn(withSights(swap))).toEqual(['swapped']);
  });

  test('may where nobody knows which came first', () => {
    const record = withSights(swap);
    const acts = record.acts.map((act) => (act.token === said.more ? { ...act, isOrdered: false } : act));
    expect(brokenIn({ ...record, acts })).toEqual([]);
  });
});

describe('what is said twice', () => {
  const twice = (token: string, place: { readonly chat: string }) => (sights: readonly Sight[]) => {
    const first = sights.find(shows(token, place))!;
    return [...sights, { ...first, messageId: `${first.messageId}-again`, at: first.at + 30_000 }];
  };
  const seenAt = honestTrial().sights.find(shows(said.words, places.telegram))!.at;

  test('on Slack is never excused', () => {
    const kill = { at: at(0), until: at(600), kind: 'kill' };
    expect(brokenIn(withSights(twice(said.words, places.slack), [kill]))).toEqual(['doubled on slack']);
    expect(brokenIn(withSights(twice('50 %', places.slack), [kill]))).toEqual(['doubled on slack']);
  });

  test('on Telegram is found, also where no token tells', () => {
    for (const words of [said.words, '50 %']) {
      expect(brokenIn(withSights(twice(words, places.telegram)))).toEqual(['doubled on telegram']);
    }
  });

  test('on Telegram is excused where a death met its sending, and counted', () => {
    const kill = { at: seenAt + 40, kind: 'kill' };
    const verdict = check(withSights(twice(said.words, places.telegram), [kill]), rules);
    expect(verdict).toMatchObject({ violations: [], excused: [{ fault: 'kill' }] });
  });

  test('on Telegram is excused where the answer to that very message was lost, and to no other', () => {
    const lost = (text: string): Fault => ({
      at: seenAt,
      kind: 'cutAfterProcessing',
      platform: 'telegram',
      text,
    });
    expect(
      brokenIn(withSights(twice(said.words, places.telegram), [lost(`<b>Ivan</b> ${said.words}`)])),
    ).toEqual([]);
    expect(brokenIn(withSights(twice(said.words, places.telegram), [lost(said.more)]))).toEqual([
      'doubled on telegram',
    ]);
  });

  test('on Telegram is not excused by a death long before or after', () => {
    for (const away of [-10_000, 20_000]) {
      const kill = { at: seenAt + away, kind: 'kill' };
      expect(brokenIn(withSights(twice(said.words, places.telegram), [kill]))).toEqual([
        'doubled on telegram',
      ]);
    }
  });

  test('is found in the log itself', () => {
    const record = honestTrial([...honestEvents, replied(said.reply, at(201))]);
    expect(brokenIn(record)).toContain('handled twice');
  });
});

test('a note that a customer saw is found', () => {
  const leak = (sights: readonly Sight[]): readonly Sight[] => {
    const seen = sights.find(shows(said.note, places.telegram))!;
    return [...sights, { ...seen, ...places.requester, messageId: 'leaked' }];
  };
  expect(brokenIn(withSights(leak))).toEqual(['note leaked']);
});

describe('the ledger', () => {
  const editOne = (id: string, change: Partial<DeliveryRow>) =>
    withDeliveries((rows) => rows.map((row) => (row.id === id ? { ...row, ...change } : row)));

  test('is found unsettled', () => {
    for (const state of ['queued', 'sending', 'retrying']) {
      expect(brokenIn(editOne('slack-4', { state }))).toEqual(['still owed']);
    }
    expect(brokenIn(editOne('slack-4', { state: 'failed' }))).toEqual(['given up']);
  });

  test('is found with a gap', () => {
    expect(brokenIn(withDeliveries((rows) => rows.filter(({ id }) => id !== 'slack-3')))).toEqual([
      'gap in the ledger',
    ]);
  });

  test('is found to owe nobody what somebody must hear', () => {
    const elsewhere = { kind: 'event', sequence: 99 };
    expect(brokenIn(editOne('slack-2', { content: elsewhere }))).toEqual(['not in the ledger']);
    expect(brokenIn(editOne('requester-2', { content: elsewhere }))).toEqual(['not in the ledger']);
  });
});

test('an event that is still waiting, or failed, is found', () => {
  const record = honestTrial();
  for (const state of ['waiting', 'failed'] as const) {
    const inbox = [{ platform: 'slack', eventId: 'Ev1', state, error: null, payload: '' }];
    expect(brokenIn({ ...record, rows: { ...record.rows, inbox } })).toEqual(['event not handled']);
  }
});

describe('the log', () => {
  const editTicket = (change: Partial<TrialRecord['rows']['tickets'][number]>): TrialRecord => {
    const record = honestTrial();
    const tickets = record.rows.tickets.map((each) => ({ ...each, ...change }));
    return { ...record, rows: { ...record.rows, tickets } };
  };

  test('is found with a gap in its numbers', () => {
    expect(brokenIn(editTicket({ sequences: [1, 2, 3, 5, 6, 7] }))).toEqual(['gap in the log']);
  });

  test('is found to give other timers than are kept', () => {
    const [{ ticket }] = honestTrial().rows.tickets as [TrialRecord['rows']['tickets'][number]];
    const timers = ticket.timers.map((timer) => ({ ...timer, dueAt: Number(timer.dueAt) + 1 }));
    expect(brokenIn(editTicket({ ticket: { ...ticket, timers } }))).toEqual(['timers differ from the log']);
  });
});

describe('a reminder', () => {
  const unreplied = honestEvents.slice(0, 5);

  test('is found missing where it stayed true, sent neither late nor as passed over', () => {
    expect(brokenIn(honestTrial(unreplied))).toContain('reminder missing');
    const sent = [...unreplied, reminded('+0m', at(360) + 1)];
    expect(brokenIn(honestTrial(sent))).not.toContain('reminder missing');
  });

  test('is found doubled', () => {
    const again = [...unreplied, reminded('50%', at(181))];
    expect(brokenIn(honestTrial(again))).toContain('reminder doubled');
  });

  test('is found where it was no longer true, or not yet', () => {
    const wrongAt = (step: string, minute: number, before = honestEvents) =>
      brokenIn(honestTrial([...before, reminded(step, at(minute))]));
    expect(wrongAt('+0m', 361)).toContain('reminder after the answer');
    expect(wrongAt('50%', 361, honestEvents.slice(0, 4))).toContain('reminder no longer true');
    expect(wrongAt('50%', 100, honestEvents.slice(0, 4))).toContain('reminder too early');
  });

  test('is found on record and told to nobody', () => {
    const untold = withDeliveries((rows) =>
      rows.map((row) => (row.id === 'slack-5' ? { ...row, content: { kind: 'event', sequence: 99 } } : row)),
    );
    expect(brokenIn(untold)).toEqual(['reminder not told']);
  });

  test('counts as told where a digest names it', () => {
    const inDigest = { ...reminded('50%', at(181)), inDigest: true };
    const record = honestTrial([...honestEvents.slice(0, 4), inDigest, ...honestEvents.slice(5)]);
    expect(brokenIn(record)).toEqual(['reminder not told']);
    const digest = { kind: 'digest', items: [{ ticketId: 't1', sequence: 5 }], more: 0 };
    const deliveries = record.rows.deliveries.map((row) =>
      row.id === 'slack-5' ? { ...row, content: digest } : row,
    );
    expect(brokenIn({ ...record, rows: { ...record.rows, deliveries } })).toEqual([]);
  });
});
