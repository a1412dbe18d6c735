// Which of the things to try have happened: read from the desk's own event log and from what people were told.
import type { Store } from '../../app/ports.ts';
import type { TicketEventType } from '../../domain/events.ts';
import { statuses } from '../../domain/ticket.ts';

export const stepKeys = [
  'open',
  'claim',
  'race',
  'note',
  'call',
  'remind',
  'answer',
  'resolve',
  'stage',
] as const;
export type StepKey = (typeof stepKeys)[number];

export interface Progress {
  /** Looks again; a step that has happened stays so. */
  look(): Promise<void>;
  done(): readonly StepKey[];
}

const provenBy: Readonly<Record<Exclude<StepKey, 'race'>, readonly TicketEventType[]>> = {
  open: ['TicketOpened'],
  claim: ['TicketClaimed', 'TicketAssigned'],
  note: ['NoteAdded'],
  call: ['PageAcknowledged'],
  remind: ['SlaReminderSent', 'SlaBreached'],
  answer: ['ReplySent'],
  resolve: ['TicketResolved'],
  stage: ['StageReached'],
};
const ticketsLookedAt = 50;

/** `isLoserTold` says whether the desk has told an agent in person that somebody else was first. */
export function watchProgress(store: Store, isLoserTold: () => boolean): Progress {
  const done = new Set<StepKey>();
  const keys = stepKeys.filter((key) => key !== 'race');
  return {
    done: () => stepKeys.filter((key) => done.has(key)),
    async look() {
      if (done.size === stepKeys.length) return;
      const happened = await eventTypes(store);
      for (const key of keys) if (provenBy[key].some((type) => happened.has(type))) done.add(key);
      if (done.has('claim') && isLoserTold()) done.add('race');
    },
  };
}

async function eventTypes(store: Store): Promise<ReadonlySet<TicketEventType>> {
  return store.read(async ({ tickets }) => {
    const types = new Set<TicketEventType>();
    for (const { id } of await tickets.list({ statuses, limit: ticketsLookedAt })) {
      for (const { type } of await tickets.events(id)) types.add(type);
    }
    return types;
  });
}
