// `attach`: what the buttons send that ask which of several tickets some words belong to.
import { z } from 'zod';
import { attachDraft } from '../app/draft-ending.ts';
import { askSeverity } from '../app/drafts.ts';
import { fail, ok } from '../domain/result.ts';
import { draftAnswer, onDraftToOpen, onOwnDraft } from './draft-answer.ts';
import { deskCommand } from './spec.ts';

export const attach = deskCommand({
  verb: 'attach',
  isHidden: true,
  audience: 'everyone',
  usage: 'DRAFT REF | new',
  summary: 'help.new',
  examples: ['attach 018f… ACME-118'],
  arguments: draftAnswer(z.string().min(1)),
  problem: () => ({ code: 'draftGone' }),
  run(request, { draftId, answer }) {
    const { desk, person } = request;
    if (answer === 'new')
      return onDraftToOpen(request, draftId, async (tx, draft) =>
        draft.question === 'ticket' ? ok(await askSeverity(tx, desk, draft)) : fail({ code: 'draftGone' }),
      );
    return onOwnDraft(request, draftId, async (tx, draft) => {
      const ticket = await tx.tickets.find({ reference: answer.toUpperCase() });
      const isOwn = ticket?.requesterId === person.id;
      if (ticket === null || !isOwn) return fail({ code: 'ticketNotFound', reference: answer });
      return attachDraft(tx, desk, draft, ticket);
    });
  },
});
