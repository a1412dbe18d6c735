// Everything an administrator decides, checked, with defaults filled in and names resolved.

import type { Language } from '../domain/language.ts';
import type { CalendarSpec, Weekday } from '../domain/sla/calendar.ts';
import type { SlaTarget, SlaTargets } from '../domain/sla/targets.ts';
import type { PlanKey, QueueKey, Severity } from '../domain/ticket.ts';
import type { LocalText } from './local-text.ts';

/** The whole configuration, deeply frozen. Records have no prototype, so that any string may be looked up. */
export interface Config extends Environment {
  /** The file that was read; the shipped example when there is none of the desk's own. */
  readonly file: string;
  readonly desk: Desk;
  readonly calendars: ByName<CalendarSpec>;
  readonly queues: ByName<Queue>;
  /** Where a ticket goes that no other queue takes; a key of `queues`. */
  readonly defaultQueue: QueueKey;
  readonly plans: ByName<Plan>;
  /** The plan of requesters without a contract; a key of `plans`. */
  readonly defaultPlan: PlanKey;
  readonly reminders: Reminders;
  readonly requestTypes: ByName<RequestType>;
  /** What requesters know an agent by, where configured; by `slack:U0123ABCD` or `telegram:123`. */
  readonly agents: ByName<{ readonly name: LocalText }>;
  readonly onCall: ByName<Rota>;
  readonly retention: Retention;
}

/** How long things are kept after their ticket was closed, in milliseconds; null for ever. */
export interface Retention {
  readonly messagesMs: number | null;
  readonly filesMs: number | null;
  readonly samplesMs: number | null;
}

export type ByName<Value> = Readonly<Record<string, Value>>;

/** What comes from environment variables; without either platform the desk runs the playground. */
export interface Environment {
  readonly slack: SlackSettings | null;
  readonly telegram: TelegramSettings | null;
  /** `postgres://…`, or null for the embedded database under `dataDirectory`. */
  readonly databaseUrl: string | null;
  readonly dataDirectory: string;
  readonly host: string;
  /** 0 to 65535; 0 takes any free port. */
  readonly port: number;
  readonly logLevel: LogLevel;
  /** File that every platform call and event is written to as JSON lines, or null. */
  readonly trafficLog: string | null;
}

export interface SlackSettings {
  readonly botToken: string;
  /** How events arrive: signed HTTP requests, or Socket Mode where SLACK_APP_TOKEN is set. */
  readonly inbound:
    | { readonly mode: 'http'; readonly signingSecret: string }
    | { readonly mode: 'socket'; readonly appToken: string };
  /** Ends in a slash. */
  readonly apiUrl: string;
}

export interface TelegramSettings {
  readonly botToken: string;
  /** Does not end in a slash. */
  readonly apiRoot: string;
  readonly inbound:
    | { readonly mode: 'polling' }
    | { readonly mode: 'webhook'; readonly url: string; readonly secret: string };
}

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export interface Desk {
  readonly name: LocalText;
  /** What references begin with: `ACME` in `ACME-118`. */
  readonly prefix: string;
  /** Language of shared chats, and of people whose own is not known. */
  readonly language: Language;
  /** IANA zone of people whose own is not known. */
  readonly timezone: string;
  readonly unknownRequesters: 'accept' | 'invite';
  readonly defaultSeverity: Severity;
  /** How long a draft waits for a severity before it opens at the default one, in milliseconds. */
  readonly draftMs: number;
}

export interface Queue {
  readonly key: QueueKey;
  readonly title: LocalText;
  readonly slackChannel: string | null;
  readonly telegramChat: number | null;
  /** The priority phone line, as people dial it. */
  readonly phone: string | null;
  /** `slack:U0123ABCD` or `telegram:123`, of platforms that may not be configured. */
  readonly leads: readonly string[];
  /** What a plain message in an agent thread is. */
  readonly threadMessages: 'note' | 'reply';
  /** What becomes of a reminder that falls outside working hours. */
  readonly outsideHours: 'hold' | 'send' | 'on-call';
  /** Keys of `requestTypes` that this queue handles. */
  readonly requestTypes: readonly string[];
}

export interface Plan {
  readonly key: PlanKey;
  readonly title: LocalText;
  /** Whose tickets come first: higher before lower. */
  readonly rank: number;
  /** Priority incidents per contract year. */
  readonly priorityIncidents: number;
  readonly urgentRelease: boolean;
  /** Whose tickets a requester sees. */
  readonly visibility: 'own' | 'organisation';
  readonly targets: Readonly<Record<Severity, SlaTargets>>;
}

/** Steps in their written form: `50%` or `30m` before a deadline, `0m` or `2h` after it. */
export interface Reminders {
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** Business time after which agents are reminded that a promise is owed. */
  readonly owed: readonly string[];
}

export interface RequestType {
  readonly key: string;
  readonly title: LocalText;
  readonly help: LocalText | null;
  readonly form: readonly RequestField[];
  readonly preconditions: readonly {
    readonly field: string;
    readonly atLeast: 'latestDatabases';
    readonly refusal: LocalText;
  }[];
  readonly stages: readonly RequestStage[];
  /** When a change is released, for plans without and with `urgentRelease`. */
  readonly release: { readonly standard: SlaTarget | null; readonly urgent: SlaTarget | null };
}

export interface RequestField {
  readonly name: string;
  readonly type: 'text' | 'longText' | 'select' | 'checkbox' | 'file' | 'hash' | 'url' | 'version' | 'date';
  readonly label: LocalText;
  readonly help?: LocalText | undefined;
  readonly required: boolean;
  /** Regular expression that a text must match, for the flag `u`. */
  readonly pattern?: string | undefined;
  /** The choices of a select. */
  readonly options?: readonly { readonly value: string; readonly label: LocalText }[] | undefined;
  readonly sample: boolean;
  /** Of the fields that share this name, one answer is enough. */
  readonly oneOf?: string | undefined;
}

export interface RequestStage {
  readonly name: string;
  readonly title: LocalText;
  readonly final: boolean;
  readonly needsReason: boolean;
  readonly needsVersion: boolean;
}

/** Who is paged outside working hours, for one queue; the first person of a shift first. */
export interface Rota {
  readonly timezone: string;
  readonly shifts: readonly {
    readonly days: readonly Weekday[];
    readonly from: string;
    readonly to: string;
    readonly people: readonly string[];
  }[];
  readonly exceptions: readonly { readonly date: string; readonly people: readonly string[] }[];
  readonly escalateAfterMs: number;
}
