// `open`: what a draft's severity buttons send.
import { z } from 'zod';
import { openDraft } from '../app/drafts.ts';
import { fail, ok } from '../domain/result.ts';
import { severities } from '../domain/ticket.ts';
import { silent } from './answers.ts';
import { draftAnswer, ownDraft } from './draft-answer.ts';
import { deskCommand } from './spec.ts';

export const open = deskCommand({
  verb: 'open',
  isHidden: true,
  audience: 'everyone',
  usage: 'DRAFT SEVERITY',
  summary: 'help.new',
  examples: ['open 018f… critical'],
  arguments: draftAnswer(z.enum(severities)),
  problem: () => ({ code: 'draftGone' }),
  async run(request, { draftId, answer }) {
    const opened = await request.once(async (tx) => {
      const draft = await ownDraft(tx, request, draftId);
      return draft === null
        ? fail({ code: 'draftGone' as const })
        : openDraft(tx, request.desk, draft, answer);
    });
    if (opened === null) return ok(null);
    return opened.ok ? silent : opened;
  },
});
