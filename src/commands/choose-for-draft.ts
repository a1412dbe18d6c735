// `choose`: what the buttons of a draft send that ask for its request type, organisation or priority incident.
import { z } from 'zod';
import { openOrAsk } from '../app/draft-choices.ts';
import { isForm } from '../app/drafts.ts';
import { becomeType } from '../app/form-draft.ts';
import type { Draft, Repositories } from '../app/ports.ts';
import type { DeskError } from '../domain/errors.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { draftAnswer, onDraftToOpen } from './draft-answer.ts';
import { askDraftInForm } from './draft-by-form.ts';
import { deskCommand, type Request } from './spec.ts';

/** An organisation is named by the end of its id, and shortly, which is what a button has room for. */
const choice = z.union([
  z
    .string()
    .regex(/^type \d{1,3}$/)
    .transform((text) => ({ kind: 'type' as const, index: Number(text.slice('type '.length)) })),
  z
    .string()
    .regex(/^org \S{1,12}$/)
    .transform((text) => ({ kind: 'organisation' as const, end: text.slice('org '.length) })),
  z
    .enum(['priority yes', 'priority no'])
    .transform((text) => ({ kind: 'priority' as const, isWanted: text === 'priority yes' })),
]);

type Choice = z.output<typeof choice>;

export const choose = deskCommand({
  verb: 'choose',
  isHidden: true,
  audience: 'everyone',
  usage: 'DRAFT CHOICE',
  summary: 'help.new',
  examples: ['choose 018f… priority yes'],
  arguments: draftAnswer(choice),
  problem: () => ({ code: 'draftGone' }),
  async run(request, { draftId, answer }) {
    const taken = await onDraftToOpen(request, draftId, (tx, draft) => take(tx, request, draft, answer));
    const showsForm = taken.ok && answer.kind === 'type' && request.canOpenForm;
    return showsForm ? askDraftInForm(request, draftId) : taken;
  },
});

async function take(
  tx: Repositories,
  request: Request,
  draft: Draft,
  chosen: Choice,
): Promise<Result<unknown, DeskError>> {
  const { desk } = request;
  switch (chosen.kind) {
    case 'type': {
      const type = [...desk.policy.requestTypes.values()][chosen.index];
      if (draft.question !== 'severity' || type === undefined) return fail({ code: 'draftGone' });
      return ok(await becomeType(tx, desk, draft, type.key));
    }
    case 'organisation': {
      const own = await tx.organisations.ofPerson(draft.personId);
      const organisation = own.find(({ id }) => id.endsWith(chosen.end));
      if (draft.question !== 'organisation' || organisation === undefined) return fail({ code: 'draftGone' });
      const choices = { ...draft.choices, organisationId: organisation.id };
      return openOrAsk(tx, desk, { ...draft, choices }, requestedAt(request, draft));
    }
    case 'priority': {
      if (draft.question !== 'priority') return fail({ code: 'draftGone' });
      const choices = { ...draft.choices, wantsPriority: chosen.isWanted };
      return openOrAsk(tx, desk, { ...draft, choices }, requestedAt(request, draft));
    }
  }
}

/** A form is asked for when it is sent for good; anything else, when it was first written. */
const requestedAt = ({ desk, at }: Request, draft: Draft): number =>
  isForm(desk.policy, draft) ? at : (draft.messages[0]?.at ?? at);
