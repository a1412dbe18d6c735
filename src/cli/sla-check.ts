// `deskhand sla check FILE`: runs an administrator's own cases of business time and timers against the engine.
import { z } from 'zod';
import { type CaseResult, runBusinessTimeCase, runTimelineCase } from '../domain/sla/check.ts';
import { businessTimeCaseSchema, type NamedCalendars, timelineCaseSchema } from './sla-check-schema.ts';

export interface SlaCheckOptions {
  /** One JSON object a case instead of text. */
  readonly json: boolean;
  /** Those of the loaded configuration, which cases may name. */
  readonly calendars: NamedCalendars;
}

export interface SlaCheckReport {
  readonly lines: string[];
  /** 0 when every case passed; 1 when one failed or was malformed, or the file could not be read. */
  readonly exitCode: 0 | 1;
}

interface Malformed {
  readonly id: string;
  readonly actual: null;
  readonly passed: false;
  /** What is wrong, by position, such as `vectors[3].start is not an instant …`. */
  readonly problems: readonly string[];
}

type Outcome = CaseResult | Malformed;

const SECTIONS = ['vectors', 'pauses', 'timelines'] as const;
type Section = (typeof SECTIONS)[number];

const fileSchema = z
  .object({
    vectors: z.array(z.unknown()).optional(),
    pauses: z.array(z.unknown()).optional(),
    timelines: z.array(z.unknown()).optional(),
  })
  .refine((file) => SECTIONS.some((section) => file[section] !== undefined), {
    message: `holds none of ${SECTIONS.join(', ')}`,
  });

const pathText = (path: readonly PropertyKey[]): string =>
  path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');

function malformed(raw: unknown, position: string, error: z.ZodError): Malformed {
  const named = z.object({ id: z.string() }).safeParse(raw);
  const problems = error.issues.map((issue) => `${position}${pathText(issue.path)}: ${issue.message}`);
  return { id: named.success ? named.data.id : position, actual: null, passed: false, problems };
}

function runnerOf(section: Section, calendars: NamedCalendars): (raw: unknown, position: string) => Outcome {
  const runnable =
    section === 'timelines'
      ? timelineCaseSchema(calendars).transform(runTimelineCase)
      : businessTimeCaseSchema(calendars).transform(runBusinessTimeCase);
  return (raw, position) => {
    const parsed = runnable.safeParse(raw);
    return parsed.success ? parsed.data : malformed(raw, position, parsed.error);
  };
}

function readFile(contents: string): z.ZodSafeParseResult<z.output<typeof fileSchema>> | { error: string } {
  try {
    return fileSchema.safeParse(JSON.parse(contents));
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

const worded = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function mismatchLines(outcome: Outcome): string[] {
  if (outcome.passed) return [];
  if ('problems' in outcome) return outcome.problems.map((problem) => `${outcome.id}: malformed: ${problem}`);
  return [`${outcome.id}: expected ${worded(outcome.expected)}, got ${worded(outcome.actual)}`];
}

function jsonLine(outcome: Outcome): string {
  const { id, actual, passed } = outcome;
  return JSON.stringify({ id, actual, passed, ...('problems' in outcome && { problems: outcome.problems }) });
}

/** Runs every case of the file, given by its contents. */
export function runSlaCheck(contents: string, { json, calendars }: SlaCheckOptions): SlaCheckReport {
  const file = readFile(contents);
  if (!('success' in file)) return { lines: [`not JSON: ${file.error}`], exitCode: 1 };
  if (!file.success) {
    const problems = file.error.issues.map(({ path, message }) => `file${pathText(path)}: ${message}`);
    return { lines: problems, exitCode: 1 };
  }
  const outcomes = SECTIONS.flatMap((section) => {
    const run = runnerOf(section, calendars);
    return (file.data[section] ?? []).map((raw, index) => run(raw, `${section}[${index}]`));
  });
  const failed = outcomes.filter(({ passed }) => !passed).length;
  const lines = json
    ? outcomes.map(jsonLine)
    : [...outcomes.flatMap(mismatchLines), `${outcomes.length - failed} passed, ${failed} failed`];
  return { lines, exitCode: failed === 0 ? 0 : 1 };
}
