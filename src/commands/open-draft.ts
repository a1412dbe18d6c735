// `open`: what a draft's severity buttons send.
import { z } from 'zod';
import { openOrAsk } from '../app/draft-choices.ts';
import { fail } from '../domain/result.ts';
import { severities } from '../domain/ticket.ts';
import { draftAnswer, onDraftToOpen } from './draft-answer.ts';
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
  run: (request, { draftId, answer: severity }) =>
    onDraftToOpen(request, draftId, async (tx, draft) => {
      const [first] = draft.messages;
      if (draft.question !== 'severity' || first === undefined) return fail({ code: 'draftGone' });
      const chosen = { ...draft, choices: { ...draft.choices, severity } };
      return openOrAsk(tx, request.desk, chosen, first.at);
    }),
});
