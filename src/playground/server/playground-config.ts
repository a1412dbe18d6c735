// The configuration of the playground's desk: the administrator's own, on emulated platforms and an empty database.
import type { Config } from '../../config/config.ts';
import { type Calendar, compileCalendar } from '../../domain/sla/calendar.ts';
import type { SlackEmulator } from '../slack/emulator.ts';
import type { TelegramEmulator } from '../telegram/emulator.ts';

export const botToken = 'xoxb-playground';
export const signingSecret = 'playground-signing-secret';

export interface Platforms {
  readonly slack: SlackEmulator;
  readonly telegram: TelegramEmulator;
}

/** `config` with the platforms and the database of the playground. */
export function playgroundConfig(
  config: Config,
  { slack, telegram }: Platforms,
  dataDirectory: string,
): Config {
  return {
    ...config,
    databaseUrl: null,
    dataDirectory,
    slack: { botToken, apiUrl: slack.apiUrl, inbound: { mode: 'http', signingSecret } },
    telegram: { botToken: telegram.token, apiRoot: telegram.url, inbound: { mode: 'polling' } },
  };
}

/** What the playground's customers have bought: the plan whose clocks are worth watching. */
export function bestPlan(config: Config): string {
  const [best] = Object.values(config.plans).sort((a, b) => b.rank - a.rank);
  return best?.key ?? config.defaultPlan;
}

/** The calendar on which that plan's gravest tickets are answered. */
export function playedCalendar(config: Config): Calendar {
  const target = config.plans[bestPlan(config)]?.targets.critical.firstResponse;
  const spec = config.calendars[target?.calendar ?? ''] ?? Object.values(config.calendars)[0];
  if (spec === undefined) throw new Error('a checked configuration has a calendar');
  return compileCalendar(spec);
}
