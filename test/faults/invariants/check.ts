// Judges a trial: every promise of the desk held against what people did, saw, and what was kept.
import type { Excused, TrialRecord, Violation } from '../record.ts';
import { doubled, handledTwice } from './doubled.ts';
import { indexRecord } from './index-of-record.ts';
import { differingFromLog, gaps, unowed, unsettled } from './ledger.ts';
import { lost, notesLeaked, swapped } from './relayed.ts';
import { type ReminderRules, remindersWrong } from './reminders.ts';

export interface Verdict {
  readonly violations: readonly Violation[];
  /** Duplicates that a platform which cannot be asked leaves possible. */
  readonly excused: readonly Excused[];
}

/** All that is wrong with the record; nothing where the desk kept its promises. */
export function check(record: TrialRecord, rules: ReminderRules): Verdict {
  const indexed = indexRecord(record);
  const doubles = doubled(indexed);
  return {
    excused: doubles.excused,
    violations: [
      ...lost(indexed),
      ...handledTwice(indexed),
      ...doubles.violations,
      ...swapped(indexed),
      ...notesLeaked(indexed),
      ...unsettled(indexed),
      ...gaps(indexed),
      ...differingFromLog(indexed, rules.calendars),
      ...unowed(indexed),
      ...remindersWrong(indexed, rules),
    ],
  };
}
