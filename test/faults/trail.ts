// All that is known of what a violation is about, in order of time: acts, log, deliveries, sights, and faults near them.
import { wordsOf } from './invariants/index-of-record.ts';
import type { TrialRecord, Violation } from './record.ts';
import { tokensIn } from './record.ts';

interface Line {
  readonly at: number;
  readonly text: string;
}

/** Faults this near to something that is told of are told of too, in milliseconds. */
const nearMs = 5_000;

export function trailOf({ subject }: Violation, record: TrialRecord): readonly string[] {
  const tokens = tokensIn(subject);
  const isAbout = (text: string): boolean =>
    tokens.length > 0 ? tokens.some((token) => text.includes(token)) : text.includes(subject);
  const told = [
    ...record.acts
      .filter(({ token }) => isAbout(token))
      .map((act) => ({ at: act.at, text: `act ${JSON.stringify(act)}` })),
    ...record.sights
      .filter(({ text }) => isAbout(text))
      .map((sight) => ({ at: sight.at, text: `seen ${JSON.stringify(sight)}` })),
    ...logLines(record, isAbout),
    ...record.rows.inbox
      .filter(({ payload, eventId }) => isAbout(`${payload} ${eventId}`))
      .map((row) => ({ at: record.rows.readAt, text: `inbox ${JSON.stringify(row)}` })),
    ...record.rows.deliveries
      .filter(({ id }) => id === subject)
      .map((row) => ({ at: record.rows.readAt, text: `delivery ${JSON.stringify(row)}` })),
  ];
  const near = record.faults
    .filter(({ at }) => told.some((line) => Math.abs(line.at - at) < nearMs && line.at < record.rows.readAt))
    .filter(({ text }) => text === undefined || isAbout(text))
    .map(({ at, until, kind, platform = '' }) => {
      const lasted = until === undefined ? '' : ` for ${until - at} ms`;
      return { at, text: `fault ${platform} ${kind}${lasted}` };
    });
  return [...told, ...near]
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, text }) => `${new Date(at).toISOString().slice(11, 23)} ${text}`);
}

function logLines({ rows }: TrialRecord, isAbout: (text: string) => boolean): readonly Line[] {
  return rows.tickets.flatMap(({ ticket, events }) =>
    events.flatMap((event, index) => {
      if (!isAbout(wordsOf(event)) && !isAbout(ticket.reference)) return [];
      const owed = rows.deliveries
        .filter(({ ticketId, content }) => ticketId === ticket.id && content.sequence === index + 1)
        .map(({ state, attempts, messageId, error }) => ({ state, attempts, messageId, error }));
      const text = `log ${ticket.reference} #${index + 1} ${event.type} owed ${JSON.stringify(owed)}`;
      return [{ at: event.at, text }];
    }),
  );
}
