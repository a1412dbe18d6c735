// `attach`: what the buttons send that ask which of several tickets some words belong to.
import { z } from 'zod';
import { askSeverity, attachDraft } from '../app/drafts.ts';
import { fail, ok } from '../domain/result.ts';
import { silent } from './answers.ts';
import { draftAnswer, ownDraft } from './draft-answer.ts';
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
  async run(request, { draftId, answer }) {
    const { desk, person } = request;
    const attached = await request.once(async (tx) => {
      const draft = await ownDraft(tx, request, draftId);
      if (draft === null) return fail({ code: 'draftGone' as const });
      if (answer === 'new') return ok(await askSeverity(tx, desk, draft));
      const ticket = await tx.tickets.find({ reference: answer.toUpperCase() });
      const isOwn = ticket?.requesterId === person.id;
      if (ticket === null || !isOwn) return fail({ code: 'ticketNotFound' as const, reference: answer });
      return attachDraft(tx, desk, draft, ticket);
    });
    if (attached === null) return ok(null);
    return attached.ok ? silent : attached;
  },
});
