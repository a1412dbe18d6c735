// `new`: opens a ticket, by a form where the platform has them, else by a draft.
import { z } from 'zod';
import { queueAt } from '../app/agents.ts';
import { beginDraft } from '../app/drafts.ts';
import { requestTypeOf } from '../app/opening.ts';
import type { DeskPolicy, RequestTypePolicy } from '../app/policy.ts';
import type { NewConversation } from '../app/ports.ts';
import { fail } from '../domain/result.ts';
import { severities } from '../domain/ticket.ts';
import { onlyOrganisation, refusalOf } from './admission.ts';
import { silent } from './answers.ts';
import { directConversation } from './direct-conversation.ts';
import { askInForm, openFromForm } from './new-by-form.ts';
import { deskCommand, type Given, type Outcome, type Request } from './spec.ts';

interface NewArguments {
  readonly text: string;
  readonly isForm: boolean;
}

const newArguments: z.ZodType<NewArguments, Given> = z
  .object({
    text: z.string(),
    values: z.object({ description: z.string().optional(), severity: z.enum(severities).optional() }),
  })
  .transform(({ text, values }) => ({ text: text.trim(), isForm: values.description !== undefined }));

export const newTicket = deskCommand({
  verb: 'new',
  audience: 'everyone',
  usage: '[TYPE] [text]',
  summary: 'help.new',
  examples: ['new', 'new The scanner stops at 99 %', 'new signature-change'],
  arguments: newArguments,
  problem: ({ values }) => ({ code: 'severityUnknown', input: values.severity ?? '', choices: severities }),
  async run(request, { text, isForm }) {
    const refusal = await refusalOf(request);
    if (refusal !== null) return fail(refusal);
    const { type, words } = typeIn(request.desk.policy, text);
    if (isForm) return openFromForm(request, type);
    if (!request.canOpenForm) return draft(request, type, words);
    const isUsual = type.key === request.desk.policy.defaultRequestType;
    return askInForm(request, type, { words, command: isUsual ? 'new' : `new ${type.key}` });
  },
});

/** The request type that the text begins with, and what follows it; without one, the type of plain messages. */
function typeIn(
  policy: DeskPolicy,
  text: string,
): { readonly type: RequestTypePolicy; readonly words: string } {
  const [first = ''] = text.split(/\s+/, 1);
  const typed = first.toLowerCase();
  const named = [...policy.requestTypes.values()].find(({ key }) => key.toLowerCase() === typed);
  const usual = requestTypeOf(policy, policy.defaultRequestType);
  // "Incident with the printer" begins with a word of the matter, not with the name of a type.
  const isName = named !== undefined && (named.key !== usual.key || first === text);
  return isName ? { type: named, words: text.slice(first.length).trim() } : { type: usual, words: text };
}

/** What is asked for among the agents goes on in direct messages: their threads belong to the tickets there. */
function draftConversation(request: Request): NewConversation {
  const { place, person, desk } = request;
  const { platform, chat, thread, form, kind } = place;
  if (queueAt(desk.policy, platform, chat) !== null) return directConversation(request);
  return { side: 'requester', platform, chat, thread, form, personId: kind === 'direct' ? person.id : null };
}

async function draft(request: Request, type: RequestTypePolicy, text: string): Promise<Outcome> {
  const { desk, person, at, messageId, attachments } = request;
  const isEmpty = text === '' && attachments.length === 0;
  const messages = isEmpty || messageId === null ? [] : [{ messageId, text, attachments, at }];
  await request.once(async (tx) => {
    await beginDraft(tx, desk, {
      personId: person.id,
      conversation: await tx.conversations.open(draftConversation(request)),
      question: 'severity',
      messages,
      follows: null,
      organisationId: await onlyOrganisation(tx, request),
      requestType: type.key,
    });
  });
  return silent;
}
