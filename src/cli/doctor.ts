// `deskhand doctor [--offline]`: says whether the desk would start as it is configured, and what to mend.

import type { Config, Queue } from '../config/config.ts';
import type { RawEnvironment } from '../config/environment.ts';
import { exampleConfigFile, loadConfig, type ReadFile } from '../config/load.ts';
import { describeProblems } from '../config/problems.ts';

/** One thing that was looked at. */
export interface Finding {
  /** A warning lets the desk start and run short of something; a problem does not. */
  readonly status: 'ok' | 'warning' | 'problem';
  /** What was found and, unless it is well, what to do. Never contains a secret. */
  readonly message: string;
}

export interface DoctorOptions {
  readonly env: RawEnvironment;
  readonly readFile: ReadFile;
  /** Look only at the configuration, and ask no platform. */
  readonly offline: boolean;
  /** Asks the configured platforms: tokens, the queues' chats, and the bot's rights in them. Not called offline. */
  readonly askPlatforms: (config: Config) => Promise<readonly Finding[]>;
}

export interface DoctorReport {
  readonly lines: readonly string[];
  /** 0 without problems, 78 for a wrong configuration, 1 for what a platform refused. */
  readonly exitCode: 0 | 1 | 78;
}

/** Checks the configuration and, unless offline, that the platforms agree with it. */
export async function runDoctor({
  env,
  readFile,
  offline,
  askPlatforms,
}: DoctorOptions): Promise<DoctorReport> {
  const loaded = loadConfig(env, readFile);
  if (!loaded.ok) return { lines: describeProblems(loaded.error).split('\n'), exitCode: 78 };
  const config = loaded.value;
  const findings = [...configurationFindings(config), ...(offline ? [] : await askPlatforms(config))];
  const problems = findings.filter(({ status }) => status === 'problem').length;
  const warnings = findings.filter(({ status }) => status === 'warning').length;
  return {
    lines: [...findings.map(lineOf), summary(problems, warnings)],
    exitCode: problems > 0 ? 1 : 0,
  };
}

const marks: Readonly<Record<Finding['status'], string>> = {
  ok: 'ok',
  warning: 'warning',
  problem: 'PROBLEM',
};

const lineOf = ({ status, message }: Finding): string => `${marks[status].padEnd(8)} ${message}`;

function summary(problems: number, warnings: number): string {
  if (problems + warnings === 0) return 'Everything looked at is well.';
  return `${counted(problems, 'problem')}, ${counted(warnings, 'warning')}.`;
}

function configurationFindings(config: Config): Finding[] {
  return [
    well(`configuration ${config.file}: ${contents(config)}`),
    slackFinding(config),
    telegramFinding(config),
    well(
      config.databaseUrl === null
        ? `embedded database in ${config.dataDirectory}`
        : 'PostgreSQL by DATABASE_URL',
    ),
    ...exampleInUse(config),
    ...Object.values(config.queues).flatMap((queue) => [
      ...silentQueue(config, queue),
      ...missingRota(config, queue),
    ]),
  ];
}

const well = (message: string): Finding => ({ status: 'ok', message });

function contents({ calendars, queues, plans, requestTypes }: Config): string {
  return [
    counted(Object.keys(calendars).length, 'calendar'),
    counted(Object.keys(queues).length, 'queue'),
    counted(Object.keys(plans).length, 'plan'),
    counted(Object.keys(requestTypes).length, 'request type'),
  ].join(', ');
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

function slackFinding({ slack }: Config): Finding {
  if (slack === null) return well('Slack: no token, not used');
  return well(slack.inbound.mode === 'socket' ? 'Slack: Socket Mode' : 'Slack: signed HTTP requests');
}

function telegramFinding({ telegram }: Config): Finding {
  if (telegram === null) return well('Telegram: no token, not used');
  return well(
    telegram.inbound.mode === 'polling'
      ? 'Telegram: long polling'
      : `Telegram: webhook ${telegram.inbound.url}`,
  );
}

/** Tokens of a real desk beside the example's made-up channels. */
function exampleInUse({ file, slack, telegram }: Config): Finding[] {
  if (file !== exampleConfigFile || (slack === null && telegram === null)) return [];
  const message = 'the shipped example is in use; copy it to deskhand.yml and put in your own channels';
  return [{ status: 'warning', message }];
}

/** A queue all of whose chats are on a platform without a token. */
function silentQueue({ slack, telegram }: Config, queue: Queue): Finding[] {
  if (slack === null && telegram === null) return [];
  const isHeard =
    (slack !== null && queue.slackChannel !== null) || (telegram !== null && queue.telegramChat !== null);
  if (isHeard) return [];
  const message = `queues.${queue.key}: its only chat is on a platform without a token; nobody would see its tickets`;
  return [{ status: 'warning', message }];
}

function missingRota({ onCall }: Config, queue: Queue): Finding[] {
  if (queue.outsideHours !== 'on-call' || onCall[queue.key] !== undefined) return [];
  const message = `queues.${queue.key}: outsideHours is on-call, but onCall.${queue.key} names nobody; write a rota`;
  return [{ status: 'warning', message }];
}
