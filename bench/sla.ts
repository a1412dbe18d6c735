// `npm run bench -- sla`: business time beside the libraries that people use for it, as ratios in one run.
import { HOUR_MS, MINUTE_MS } from '../src/domain/instant.ts';
import { type Calendar, compileCalendar } from '../src/domain/sla/calendar.ts';
import { type Engine, OFFICE, TIMEZONE } from './sla/engine.ts';
import { nsPerCall } from './sla/measure.ts';
import { otherEngines } from './sla/other-engines.ts';

/** Hours of working time; as in the configuration, a day of it is 24 h of what the calendar counts. */
const DISTANCES = [
  ['1 h', 1],
  ['8 h', 8],
  ['1 week', 7 * 24],
  ['1 month', 30 * 24],
  ['1 year', 365 * 24],
  ['10 years', 3_650 * 24],
] as const;

/** Tuesday 3 February 2026, 11:20 in Moscow. */
const START_AT = Date.UTC(2026, 1, 3, 8, 20);

type Operation = 'add' | 'between';

interface Row {
  readonly operation: Operation;
  readonly distance: string;
  readonly nsPerCall: Readonly<Record<string, number>>;
  /** How many times as long as the engine's each library's call takes. */
  readonly ratios: Readonly<Record<string, number>>;
  /** Whether each library gave the engine's answer. */
  readonly agrees: Readonly<Record<string, boolean>>;
}

const OWN = 'deskhand';

function ownEngine(calendar: Calendar): Engine {
  return {
    name: OWN,
    add: (startAt, durationMs) => calendar.add(startAt, durationMs) ?? Number.NaN,
    between: calendar.between,
  };
}

/** A call of the operation over the distance, beginning in another minute each time. */
function callOf(engine: Engine, operation: Operation, distanceMs: number, endAt: number) {
  return (index: number): number => {
    const startAt = START_AT + (index % 200) * MINUTE_MS;
    return operation === 'add' ? engine.add(startAt, distanceMs) : engine.between(startAt, endAt);
  };
}

function measureRow(
  own: Engine,
  others: readonly Engine[],
  operation: Operation,
  distance: string,
  hours: number,
): Row {
  const distanceMs = hours * HOUR_MS;
  const endAt = own.add(START_AT + 200 * MINUTE_MS, distanceMs);
  const engines = [own, ...others];
  const calls = engines.map((engine) => callOf(engine, operation, distanceMs, endAt));
  const times = calls.map(nsPerCall);
  const answer = calls[0]?.(0);
  const named = <T>(valueOf: (index: number) => T, from: number): Record<string, T> =>
    Object.fromEntries(engines.slice(from).map(({ name }, index) => [name, valueOf(index + from)]));
  return {
    operation,
    distance,
    nsPerCall: named((index) => Math.round(times[index] ?? Number.NaN), 0),
    ratios: named((index) => Math.round((times[index] ?? Number.NaN) / (times[0] ?? Number.NaN)), 1),
    agrees: named((index) => calls[index]?.(0) === answer, 1),
  };
}

/** The libraries know no zone but the process's own, which is put back afterwards. */
async function inTimezone<T>(timezone: string, work: () => Promise<T>): Promise<T> {
  const { TZ } = process.env;
  process.env.TZ = timezone;
  try {
    return await work();
  } finally {
    if (TZ === undefined) delete process.env.TZ;
    else process.env.TZ = TZ;
  }
}

function textOf({ operation, distance, nsPerCall: times, ratios, agrees }: Row): string {
  const others = Object.entries(ratios).map(
    ([name, ratio]) => `${name} ×${ratio}${agrees[name] ? '' : ' (another answer)'}`,
  );
  return `${operation.padEnd(8)}${distance.padEnd(9)}${String(times[OWN]).padStart(5)} ns   ${others.join('   ')}`;
}

/** Slowest over fastest of the engine's own `add` over all distances. */
function spreadOf(rows: readonly Row[]): number {
  const times = rows
    .filter(({ operation }) => operation === 'add')
    .map((row) => row.nsPerCall[OWN] ?? Number.NaN);
  return Math.max(...times) / Math.min(...times);
}

/** Measures, prints the table unless `json` is asked for, and returns what was measured. */
export async function run({ json }: { json: boolean }): Promise<Record<string, unknown>> {
  return inTimezone(TIMEZONE, async () => {
    const own = ownEngine(compileCalendar(OFFICE));
    const others = await otherEngines();
    const rows: Row[] = [];
    for (const operation of ['add', 'between'] as const) {
      for (const [distance, hours] of DISTANCES) {
        const row = measureRow(own, others, operation, distance, hours);
        rows.push(row);
        if (!json) console.log(textOf(row));
      }
    }
    const addSpread = Math.round(spreadOf(rows) * 100) / 100;
    if (!json) console.log(`add, slowest over fastest distance: ×${addSpread}`);
    return { benchmark: 'sla', addSpread, rows };
  });
}
