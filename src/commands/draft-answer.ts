// The answers to a draft's question: whose draft it is, and what was chosen.
import { z } from 'zod';
import type { Draft, Repositories } from '../app/ports.ts';
import type { Given, Request } from './spec.ts';

export interface DraftAnswer<A> {
  readonly draftId: string;
  readonly answer: A;
}

/** Parses `DRAFT ANSWER`. */
export function draftAnswer<A>(answer: z.ZodType<A, string>): z.ZodType<DraftAnswer<A>, Given> {
  return z
    .object({ text: z.string(), values: z.record(z.string(), z.string()) })
    .transform(({ text }) => {
      const [draftId = '', chosen = ''] = text.trim().split(/\s+/);
      return { draftId, answer: chosen };
    })
    .pipe(z.object({ draftId: z.uuid(), answer }));
}

/** The person's own open draft, held; null for one that is gone, answered, or somebody else's. */
export async function ownDraft(
  tx: Repositories,
  { person }: Request,
  draftId: string,
): Promise<Draft | null> {
  const draft = await tx.drafts.lock(draftId);
  return draft?.state === 'open' && draft.personId === person.id ? draft : null;
}
