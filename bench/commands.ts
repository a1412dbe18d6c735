// `npm run -s bench -- commands`: how fast tickets are opened, what that costs, and what it would cost at the least.
import { parseArgs } from 'node:util';
import { type Flatness, measureFlatness } from './commands/flat.ts';
import { type FrameworkLimits, measureFrameworks } from './commands/frameworks-limit.ts';
import { findHighest, type Highest } from './commands/highest-rate.ts';
import { createOpener, type Opener, type Step, type TelegramStep } from './commands/opening.ts';
import { measureRawWrites, type RawCosts } from './commands/raw-writes.ts';
import { commandsTables } from './commands/tables.ts';
import { type Verdict, verify } from './commands/verify.ts';
import { supportChannel } from './load/desk-file.ts';
import { machine } from './load/machine.ts';
import { type DatabaseKind, databasesIn, type OwnDatabase, onOwnDatabase } from './load/own-database.ts';
import type { SentSoFar } from './load/platforms-process.ts';
import { progress } from './load/progress.ts';
import { onStage } from './load/stage.ts';

/** So many openings side by side, for the comparison with the same writes. */
const atOnce = 8;

export interface CommandsResult {
  readonly database: DatabaseKind;
  readonly slack: readonly Step[];
  readonly highest: Highest | null;
  readonly sideBySide: Step | null;
  /** As many side by side, up to their acknowledgement. */
  readonly alone: Step | null;
  readonly telegram: readonly TelegramStep[];
  readonly flat: Flatness | null;
  readonly raw: RawCosts | null;
  readonly verdict: Verdict;
}

interface Options {
  readonly rates: readonly number[];
  readonly seconds: number;
  readonly minutesFlat: number | null;
}

/** Measures, prints tables, and returns what was measured; the exit code is 1 if anything was lost or doubled. */
export async function run({ json, flags }: { readonly json: boolean; readonly flags: readonly string[] }) {
  const { values } = parseArgs({
    args: [...flags],
    options: {
      json: { type: 'boolean' },
      markdown: { type: 'boolean' },
      database: { type: 'string' },
      rates: { type: 'string' },
      seconds: { type: 'string', default: '10' },
      'minutes-flat': { type: 'string' },
    },
  });
  const options = {
    seconds: positive('seconds', values.seconds),
    minutesFlat:
      values['minutes-flat'] === undefined ? null : positive('minutes-flat', values['minutes-flat']),
  };
  const results: CommandsResult[] = [];
  for (const kind of databasesIn(values.database)) {
    const rates =
      values.rates?.split(',').map((rate) => positive('rates', rate)) ?? usualRates(kind, options);
    results.push(await onOwnDatabase(kind, (own) => measure(own, { ...options, rates })));
  }
  const frameworks = options.minutesFlat === null ? await measureFrameworks(options.seconds) : null;
  const measured = { benchmark: 'commands', machine: machine(), results, frameworks };
  if (!json) process.stdout.write(commandsTables(measured, values.markdown === true));
  if (results.some(({ verdict }) => !verdict.isSound)) process.exitCode = 1;
  return measured;
}

export interface CommandsMeasured {
  readonly machine: string;
  readonly results: readonly CommandsResult[];
  readonly frameworks: FrameworkLimits | null;
}

/** What is asked of the desk on either database, where memory is watched; else the rates of the table. */
function usualRates(kind: DatabaseKind, { minutesFlat }: Pick<Options, 'minutesFlat'>): readonly number[] {
  if (minutesFlat === null) return [20, 50, 100];
  return kind === 'postgres' ? [50] : [20];
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new Error(`--${name} wants a number above 0, not ${text}`);
  return value;
}

async function measure(own: OwnDatabase, options: Options): Promise<CommandsResult> {
  const isFlat = options.minutesFlat !== null;
  const people = { slackUsers: 200, telegramUsers: isFlat ? 0 : 400 };
  const wanted = { ...people, channels: [supportChannel], rateLimits: false };
  const staged = await onStage(own, wanted, async ({ desk, platforms, database }) => {
    const opener = createOpener({ desk, platforms, database }, 'bench');
    progress(`${own.kind}: warming up`);
    await opener.slack(10, people.slackUsers / 10);
    const figures = isFlat ? await flatFigures(opener, desk.pid, options) : await figuresOf(opener, options);
    const sent = await platforms.sent();
    return { figures, opener, sent };
  });
  progress(`${own.kind}: checking what was kept`);
  const { figures, opener, sent } = staged;
  const verdict = await verdictOn(own, opener, sent);
  progress(`${own.kind}: writing straight`);
  const raw = isFlat ? null : await measureRawWrites(own, { seconds: options.seconds, atOnce });
  const alone = isFlat ? null : await openAlone(own, options.seconds);
  return { database: own.kind, ...figures, raw, alone, verdict };
}

/** What an opening costs up to its acknowledgement, when nothing else is asked of the desk. */
const openAlone = (own: OwnDatabase, seconds: number): Promise<Step> =>
  onStage(
    own,
    { slackUsers: 200, telegramUsers: 0, channels: [supportChannel], rateLimits: false, isDelivered: false },
    async (stage) => {
      const opener = createOpener(stage, 'alone');
      await opener.slackAlone(atOnce, seconds);
      return opener.slackAlone(atOnce, seconds);
    },
  );

const verdictOn = (own: OwnDatabase, opener: Opener, sent: SentSoFar): Promise<Verdict> =>
  verify(own, { acknowledged: opener.acknowledged(), descriptions: opener.descriptions, sent });

async function figuresOf(opener: Opener, { rates, seconds }: Options) {
  const slack: Step[] = [];
  const telegram: TelegramStep[] = [];
  for (const rate of rates) slack.push(await opener.slack(rate, seconds));
  for (const rate of rates) telegram.push(await opener.telegram(rate, seconds));
  const sideBySide = await opener.slackSideBySide(atOnce, seconds);
  const highest = await findHighest(10, (rate) => opener.slack(rate, seconds));
  return { slack, telegram, sideBySide, highest, flat: null };
}

async function flatFigures(opener: Opener, pid: number, { rates, minutesFlat }: Options) {
  const [rate = 20] = rates;
  const minutes = minutesFlat ?? 0;
  const flat = await measureFlatness({ pid, rate, minutes }, () => opener.slack(rate, minutes * 60));
  return { slack: [], telegram: [], sideBySide: null, highest: null, flat };
}
