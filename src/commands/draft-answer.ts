// The answers to a draft's question: whose draft it is, what was chosen, and who may go on with it.
import { z } from 'zod';
import type { Draft, Repositories } from '../app/ports.ts';
import type { DeskError } from '../domain/errors.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { refusalOf } from './admission.ts';
import { silent } from './answers.ts';
import type { Given, Outcome, Request } from './spec.ts';

export interface DraftAnswer<A> {
  readonly draftId: string;
  readonly answer: A;
}

/** Parses `DRAFT ANSWER`. */
export function draftAnswer<A>(answer: z.ZodType<A, string>): z.ZodType<DraftAnswer<A>, Given> {
  return z
    .object({ text: z.string(), values: z.record(z.string(), z.string()) })
    .transform(({ text }) => {
      const [draftId = '', ...chosen] = text.trim().split(/\s+/);
      return { draftId, answer: chosen.join(' ') };
    })
    .pipe(z.object({ draftId: z.uuid(), answer }));
}

/** The person's own draft, held; null for one that has become something, or is somebody else's. */
async function ownDraft(tx: Repositories, { person }: Request, draftId: string): Promise<Draft | null> {
  const draft = await tx.drafts.lock(draftId);
  return draft !== null && draft.state !== 'done' && draft.personId === person.id ? draft : null;
}

/** Goes on with the person's own draft, once; what follows is told by the ledger. */
export async function onOwnDraft(
  request: Request,
  draftId: string,
  work: (tx: Repositories, draft: Draft) => Promise<Result<unknown, DeskError>>,
): Promise<Outcome> {
  const done = await request.once(async (tx) => {
    const draft = await ownDraft(tx, request, draftId);
    return draft === null ? fail({ code: 'draftGone' as const }) : work(tx, draft);
  });
  if (done === null) return ok(null);
  return done.ok ? silent : done;
}

/** The same for what may lead to a new ticket, which is not for everybody. */
export async function onDraftToOpen(
  ...[request, draftId, work]: Parameters<typeof onOwnDraft>
): Promise<Outcome> {
  const refusal = await refusalOf(request);
  return refusal === null ? onOwnDraft(request, draftId, work) : fail(refusal);
}
