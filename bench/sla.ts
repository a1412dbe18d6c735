// `npm run bench -- sla`: business time beside the libraries that people use for it, as ratios in one run.
import { HOUR_MS, MINUTE_MS } from '../src/domain/instant.ts';
import { type Calendar, compileCalendar } from '../src/domain/sla/calendar.ts';
import { type Engine, OFFICE, TIMEZONE } from './sla/engine.ts';
import { nsPerCall, nsPerCallInTurns } from './sla/measure.ts';
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

/** How many different minutes the calls begin in. */
const STARTS = 200;

type Operation = 'add' | 'between';

/** What one engine made of a row; null for a library that is too slow to be asked. */
interface Cell {
  readonly nsPerCall: number;
  /** How many times as long as the engine's own call this one takes. */
  readonly ratio: number;
  /** Whether the answer was the engine's own. */
  readonly agrees: boolean;
}

interface Row {
  readonly operation: Operation;
  readonly distance: string;
  readonly nsPerCall: number;
  readonly others: Readonly<Record<string, Cell | null>>;
}

/** A library that took longer than this is not asked about longer distances. */
const PATIENCE_NS = 200_000_000;

function ownEngine(calendar: Calendar): Engine {
  return {
    name: 'deskhand',
    add: (startAt, durationMs) => calendar.add(startAt, durationMs) ?? Number.NaN,
    between: calendar.between,
  };
}

/** One operation over one distance. */
interface Task {
  readonly operation: Operation;
  readonly distance: string;
  callOf(engine: Engine): (index: number) => number;
}

/** What there is to measure; every call begins in another minute. */
function tasksOf(own: Engine): Task[] {
  return (['add', 'between'] as const).flatMap((operation) =>
    DISTANCES.map(([distance, hours]): Task => {
      const distanceMs = hours * HOUR_MS;
      const endAt = own.add(START_AT + STARTS * MINUTE_MS, distanceMs);
      const startOf = (index: number): number => START_AT + (index % STARTS) * MINUTE_MS;
      return {
        operation,
        distance,
        callOf: (engine) =>
          operation === 'add'
            ? (index) => engine.add(startOf(index), distanceMs)
            : (index) => engine.between(startOf(index), endAt),
      };
    }),
  );
}

function cellOf(own: (index: number) => number, ownNs: number, call: (index: number) => number): Cell {
  const otherNs = nsPerCall(call);
  return { nsPerCall: Math.round(otherNs), ratio: Math.round(otherNs / ownNs), agrees: call(0) === own(0) };
}

/** One row; `shorter` is the row before, which tells whom not to wait for. */
function measureRow(task: Task, own: Engine, ownNs: number, others: readonly Engine[], shorter?: Row): Row {
  const { operation, distance } = task;
  const cells = others.map((engine): [string, Cell | null] => {
    const before = shorter?.operation === operation ? shorter.others[engine.name] : undefined;
    const isTooSlow = before === null || (before?.nsPerCall ?? 0) > PATIENCE_NS;
    return [engine.name, isTooSlow ? null : cellOf(task.callOf(own), ownNs, task.callOf(engine))];
  });
  return { operation, distance, nsPerCall: Math.round(ownNs), others: Object.fromEntries(cells) };
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

function textOf({ operation, distance, nsPerCall: ownNs, others }: Row): string {
  const cells = Object.entries(others).map(([name, cell]) => {
    if (cell === null) return `${name} not waited for`;
    return `${name} ×${cell.ratio}${cell.agrees ? '' : ' (another answer)'}`;
  });
  return `${operation.padEnd(8)}${distance.padEnd(9)}${String(ownNs).padStart(5)} ns   ${cells.join('   ')}`;
}

/** Slowest over fastest of the engine's own `add` over all distances. */
function spreadOf(rows: readonly Row[]): number {
  const times = rows.filter(({ operation }) => operation === 'add').map((row) => row.nsPerCall);
  return Math.round((Math.max(...times) / Math.min(...times)) * 100) / 100;
}

/** Measures, prints the table unless `json` is asked for, and returns what was measured. */
export async function run({ json }: { json: boolean }): Promise<Record<string, unknown>> {
  return inTimezone(TIMEZONE, async () => {
    const own = ownEngine(compileCalendar(OFFICE));
    const others = await otherEngines();
    const tasks = tasksOf(own);
    const ownTimes = nsPerCallInTurns(tasks.map((task) => task.callOf(own)));
    const rows: Row[] = [];
    for (const [index, task] of tasks.entries()) {
      const row = measureRow(task, own, ownTimes[index] ?? Number.NaN, others, rows.at(-1));
      rows.push(row);
      if (!json) console.log(textOf(row));
    }
    const addSpread = spreadOf(rows);
    if (!json) console.log(`add, slowest over fastest distance: ×${addSpread}`);
    return { benchmark: 'sla', addSpread, rows };
  });
}
