// What the desk's owner has decided, as the application needs it: made from the configuration at start.

import type { Instant } from '../domain/instant.ts';
import type { Language } from '../domain/language.ts';
import type { OutsideHours, ReminderPolicy } from '../domain/sla/reminders.ts';
import type { SlaTarget, SlaTargets } from '../domain/sla/targets.ts';
import type { CalendarKey, Calendars } from '../domain/sla/timers.ts';
import type { Account, PlanKey, QueueKey, RequestTypeKey, Severity } from '../domain/ticket.ts';
import type { MovedChats } from './moved-chats.ts';

/** Words that the configuration gives in every language. */
export type LocalText = Readonly<Record<Language, string>>;

/** A chat where a queue's tickets appear. */
export interface QueueChat {
  readonly platform: string;
  readonly chat: string;
  /** Every queue's ticket gets a thread or topic of its own. */
  readonly form: 'thread';
}

export interface QueuePolicy {
  readonly key: QueueKey;
  readonly title: LocalText;
  readonly chats: readonly QueueChat[];
  readonly phone: string | null;
  readonly leads: readonly Account[];
  /** What a plain message in an agents' thread is. */
  readonly threadMessages: 'note' | 'reply';
  /** What becomes of a reminder that falls outside working hours. */
  readonly outsideHours: OutsideHours;
  /** Who is on call at an instant, the first to be asked first; nobody where there is no rota. */
  onCallAt(at: Instant): readonly Account[];
  /** How long a page waits before the next person is paged, in milliseconds. */
  readonly pageAgainMs: number;
}

export interface PlanPolicy {
  readonly key: PlanKey;
  readonly title: LocalText;
  /** Whose tickets come first: higher before lower. */
  readonly rank: number;
  /** Priority incidents per contract year. */
  readonly priorityIncidents: number;
  /** Whether what it asks for is released ahead of others. */
  readonly urgentRelease: boolean;
  /** Whose tickets its people see. */
  readonly visibility: 'own' | 'organisation';
  readonly targets: Readonly<Partial<Record<Severity, SlaTargets>>>;
}

export interface FieldPolicy {
  readonly name: string;
  readonly type: 'text' | 'longText' | 'select' | 'checkbox' | 'file' | 'hash' | 'url' | 'version' | 'date';
  readonly label: LocalText;
  readonly help: LocalText | null;
  readonly required: boolean;
  /** Regular expression that the whole of a text must match, for the flag `u`. */
  readonly pattern: string | null;
  /** The choices of a select. */
  readonly options: readonly { readonly value: string; readonly label: LocalText }[];
  /** Of the fields that share this name, one answer is enough. */
  readonly oneOf: string | null;
  /** Whether its file may be malware. */
  readonly isSample: boolean;
}

export interface StagePolicy {
  readonly name: string;
  readonly title: LocalText;
  /** Whether the request is over with it. */
  readonly isFinal: boolean;
  /** Whether the agent must say why. */
  readonly needsReason: boolean;
  /** Whether the agent must name the version of the databases that carry the change. */
  readonly needsVersion: boolean;
}

/** A kind of request: what its form asks, where it goes and which stages it passes. */
export interface RequestTypePolicy {
  readonly key: RequestTypeKey;
  readonly title: LocalText;
  readonly help: LocalText | null;
  readonly queue: QueueKey;
  readonly form: readonly FieldPolicy[];
  readonly preconditions: readonly {
    readonly field: string;
    readonly atLeast: 'latestDatabases';
    readonly refusal: LocalText;
  }[];
  readonly stages: readonly StagePolicy[];
  /** Its resolution targets, for plans without and with `urgentRelease`. */
  readonly release: { readonly standard: SlaTarget | null; readonly urgent: SlaTarget | null };
}

/** How long things are kept after their ticket was closed, in milliseconds; null for ever. */
export interface RetentionPolicy {
  readonly messagesMs: number | null;
  readonly filesMs: number | null;
  readonly samplesMs: number | null;
}

export interface DeskPolicy {
  readonly name: LocalText;
  readonly prefix: string;
  /** Spoken in shared chats, and to people whose own language has no catalogue. */
  readonly language: Language;
  /** IANA zone of those whose own is not known. */
  readonly timezone: string;
  readonly defaultPlan: PlanKey;
  readonly defaultQueue: QueueKey;
  readonly defaultSeverity: Severity;
  /** What becomes of somebody who belongs to no organisation. */
  readonly unknownRequesters: 'accept' | 'invite';
  /** What a plain message asks for. */
  readonly defaultRequestType: RequestTypeKey;
  readonly requestTypes: ReadonlyMap<RequestTypeKey, RequestTypePolicy>;
  /** The calendar that is always open, on which time counts after a phone call. */
  readonly aroundTheClock: CalendarKey;
  readonly retention: RetentionPolicy;
  /** How long a draft waits for its severity. */
  readonly draftMs: number;
  readonly queues: ReadonlyMap<QueueKey, QueuePolicy>;
  readonly plans: ReadonlyMap<PlanKey, PlanPolicy>;
  readonly calendars: Calendars;
  readonly reminders: ReminderPolicy;
  /** What became of chats that the configuration names by an id they no longer have. */
  readonly movedChats: MovedChats;
  /** By what name an agent appears to requesters, as `platform:user` → name; others by their own. */
  readonly aliases: ReadonlyMap<string, LocalText>;
  /** Changes with anything that moves a deadline or a reminder. */
  readonly clockFingerprint: string;
}
