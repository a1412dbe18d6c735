// `deskhand sla explain REF`: how a ticket's deadlines come about, read from the desk's own database.
import type { Database } from '../adapters/store/database/database.ts';
import type { OpenDatabaseOptions } from '../adapters/store/database/open-database.ts';
import { readOnly } from '../adapters/store/read-only.ts';
import { knownCalendars } from '../app/calendar-history.ts';
import type { Clock, Reader } from '../app/ports.ts';
import { keptCalendars } from '../config/calendar-versions.ts';
import type { Config } from '../config/config.ts';
import { deskPolicy } from '../config/desk-policy.ts';
import type { Instant } from '../domain/instant.ts';
import { explainTimer } from '../domain/sla/explain.ts';
import { type Calendars, judgeTimer, type SlaTimer, timerState } from '../domain/sla/timers.ts';
import type { Ticket } from '../domain/ticket.ts';
import { format } from '../messages/format.ts';
import { explainTimers } from '../messages/views/why.ts';
import { withDeskDatabase } from './desk-database.ts';

export interface SlaExplainOptions {
  /** As people write it, in any letter case. */
  readonly reference: string;
  /** One JSON object a timer instead of words. */
  readonly json: boolean;
  readonly config: Config;
  readonly clock: Clock;
  readonly logger: OpenDatabaseOptions['logger'];
}

export interface SlaExplainReport {
  readonly lines: readonly string[];
  /** 1 when there is no such ticket, or the database cannot be read. */
  readonly exitCode: 0 | 1;
}

const refusal = (...lines: readonly string[]): SlaExplainReport => ({ lines, exitCode: 1 });

const whenInUse = 'A running desk explains a ticket in chat: why REF.';

/** Reads the ticket and explains its timers as agents see them; changes nothing. */
export async function runSlaExplain(options: SlaExplainOptions): Promise<SlaExplainReport> {
  const done = await withDeskDatabase(options, whenInUse, (database) => explainFrom(database, options));
  return done.ok ? done.value : refusal(...done.error);
}

async function explainFrom(
  database: Database,
  { reference, json, config, clock }: SlaExplainOptions,
): Promise<SlaExplainReport> {
  const { ticket, known } = await readOnly(database, async ({ tickets, settings }) => ({
    ticket: await tickets.find({ reference: reference.toUpperCase() }),
    known: await knownCalendars(settings),
  }));
  if (ticket === null) return refusal(`There is no ticket ${reference.toUpperCase()}.`);
  const policy = deskPolicy(config, keptCalendars(known));
  const { language, timezone } = config.desk;
  const reader: Reader = { side: 'agents', language, timezone, now: clock.now() };
  const lines = json
    ? ticket.timers.map((timer) => JSON.stringify(factsOf(ticket, timer, reader.now, policy.calendars)))
    : inWords(ticket, explainTimers(ticket, { policy, reader }), reader);
  return { lines, exitCode: 0 };
}

function inWords(ticket: Ticket, paragraphs: readonly string[], { language }: Reader): readonly string[] {
  const { reference } = ticket;
  if (paragraphs.length === 0) return [format(language, 'why.none', { reference })];
  return [
    format(language, 'why.title', { reference }),
    ...paragraphs.flatMap((paragraph) => ['', ...paragraph.split('\n')]),
  ];
}

/** A timer as data: instants in ISO 8601, lengths in milliseconds. */
function factsOf(ticket: Ticket, timer: SlaTimer, now: Instant, calendars: Calendars): object {
  const iso = (at: Instant | null): string | null => (at === null ? null : new Date(at).toISOString());
  const judged = judgeTimer(timer, now);
  const { withinMs, segments } = explainTimer(judged, now, calendars);
  return {
    reference: ticket.reference,
    metric: timer.metric,
    state: timerState(judged, now),
    startedAt: iso(timer.startedAt),
    withinMs,
    dueAt: iso(timer.dueAt),
    answeredAt: iso(timer.answers[0]?.at ?? null),
    breachedAt: iso(judged.breachedAt),
    segments: segments.map(({ kind, fromAt, toAt, countedMs, calendar }) => ({
      kind,
      fromAt: iso(fromAt),
      toAt: iso(toAt),
      countedMs,
      calendar,
    })),
  };
}
