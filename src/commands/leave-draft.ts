// `cancel` while a draft waits in the same conversation is meant for the draft, not for some ticket.
import { dropDraft } from '../app/drafts.ts';
import { ok } from '../domain/result.ts';
import { silent } from './answers.ts';
import type { Outcome, Request } from './spec.ts';

/** Ends the person's draft here, with whatever was typed for it; null where none waits. */
export async function leaveDraft(request: Request): Promise<Outcome | null> {
  const { desk, conversation, person } = request;
  const drafts = await desk.store.read((tx) => tx.drafts.openOf(person.id));
  const here = drafts.find(({ conversationId }) => conversationId === conversation?.id);
  if (here === undefined) return null;
  const left = await request.once(async (tx) => {
    const draft = await tx.drafts.lock(here.id);
    if (draft?.state === 'open') await dropDraft(tx, desk, { ...draft, promptMessageId: null });
  });
  return left === null ? ok(null) : silent;
}
