// What the desk's owner has decided, as the application needs it: made from the configuration at start.

import type { Instant } from '../domain/instant.ts';
import type { Language } from '../domain/language.ts';
import type { OutsideHours, ReminderPolicy } from '../domain/sla/reminders.ts';
import type { SlaTargets } from '../domain/sla/targets.ts';
import type { Calendars } from '../domain/sla/timers.ts';
import type { PlanKey, QueueKey, Severity } from '../domain/ticket.ts';

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
  readonly leads: readonly { readonly platform: string; readonly userId: string }[];
  /** What a plain message in an agents' thread is. */
  readonly threadMessages: 'note' | 'reply';
  /** What becomes of a reminder that falls outside working hours. */
  readonly outsideHours: OutsideHours;
  /** Who is on call at an instant, the first to be asked first; nobody where there is no rota. */
  onCallAt(at: Instant): readonly { readonly platform: string; readonly userId: string }[];
}

export interface PlanPolicy {
  readonly key: PlanKey;
  readonly title: LocalText;
  readonly targets: Readonly<Partial<Record<Severity, SlaTargets>>>;
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
  /** How long a draft waits for its severity. */
  readonly draftMs: number;
  readonly queues: ReadonlyMap<QueueKey, QueuePolicy>;
  readonly plans: ReadonlyMap<PlanKey, PlanPolicy>;
  readonly calendars: Calendars;
  readonly reminders: ReminderPolicy;
  /** By what name an agent appears to requesters, as `platform:user` → name; others by their own. */
  readonly aliases: ReadonlyMap<string, LocalText>;
  /** Changes with anything that moves a deadline or a reminder. */
  readonly clockFingerprint: string;
}
