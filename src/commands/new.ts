// `new`: opens a ticket, by a form where the platform has them, else by a draft.
import { z } from 'zod';
import { queueAt } from '../app/agents.ts';
import { beginDraft } from '../app/drafts.ts';
import { openTicket } from '../app/opening.ts';
import type { NewConversation } from '../app/ports.ts';
import type { FormView } from '../app/view.ts';
import { ok } from '../domain/result.ts';
import { type Severity, severities } from '../domain/ticket.ts';
import { format } from '../messages/format.ts';
import { severityChoice } from '../messages/views/words.ts';
import { refuse, showTo, silent } from './answers.ts';
import { deskCommand, type Given, type Outcome, type Request } from './spec.ts';

interface NewArguments {
  readonly description: string;
  /** Null where it is still to be chosen. */
  readonly severity: Severity | null;
  readonly isForm: boolean;
}

const newArguments: z.ZodType<NewArguments, Given> = z
  .object({
    text: z.string(),
    values: z.object({ description: z.string().optional(), severity: z.enum(severities).optional() }),
  })
  .transform(({ text, values }) => ({
    description: (values.description ?? text).trim(),
    severity: values.severity ?? null,
    isForm: values.description !== undefined,
  }));

export const newTicket = deskCommand({
  verb: 'new',
  audience: 'everyone',
  usage: '[text]',
  summary: 'help.new',
  examples: ['new', 'new The scanner stops at 99 %'],
  arguments: newArguments,
  problem: ({ values }) => ({ code: 'severityUnknown', input: values.severity ?? '', choices: severities }),
  run(request, given) {
    if (given.isForm) return openFromForm(request, given);
    if (request.canOpenForm) return Promise.resolve(askInForm(request, given.description));
    return draft(request, given.description);
  },
});

/** Longest text that the platforms' forms take. */
const inputLimit = 3000;

function askInForm({ reader, desk }: Request, description: string): Outcome {
  const { language } = reader;
  const form: FormView = {
    kind: 'form',
    command: 'new',
    title: format(language, 'new.form.title'),
    intro: null,
    fields: [
      {
        name: 'severity',
        label: format(language, 'new.form.severity'),
        optional: false,
        input: {
          type: 'choice',
          options: severities.map((severity) => ({
            value: severity,
            label: severityChoice(language, severity),
          })),
          initial: desk.policy.defaultSeverity,
        },
      },
      {
        name: 'description',
        label: format(language, 'new.form.description'),
        hint: format(language, 'new.form.hint'),
        optional: false,
        input: {
          type: 'text',
          multiline: true,
          maxLength: inputLimit,
          initial: description.slice(0, inputLimit),
        },
      },
    ],
    submit: format(language, 'new.form.submit'),
    cancel: format(language, 'form.cancel'),
    skip: null,
  };
  return showTo(form);
}

/** The requester's side of a form lives in their direct messages with the desk. */
const directConversation = ({ place, person }: Request): NewConversation => ({
  side: 'requester',
  platform: place.platform,
  chat: person.identities.find(({ platform }) => platform === place.platform)?.userId ?? place.chat,
  thread: null,
  form: place.form,
  personId: person.id,
});

async function openFromForm(request: Request, { description, severity }: NewArguments): Promise<Outcome> {
  const { desk, person, at, reader } = request;
  if (description === '') return refuse({ code: 'textMissing', verb: 'new' });
  const opened = await request.once(async (tx) =>
    openTicket(tx, desk, {
      requesterId: person.id,
      severity: severity ?? desk.policy.defaultSeverity,
      message: { messageId: desk.ids.next(), text: description, attachments: request.attachments },
      requestedAt: at,
      conversation: await tx.conversations.open(directConversation(request)),
      follows: null,
    }),
  );
  if (opened === null) return ok(null);
  if (!opened.ok) return opened;
  const text = format(reader.language, 'new.done', { reference: opened.value.ticket.reference });
  return showTo({ kind: 'notice', tone: 'success', text });
}

/** What is asked for among the agents goes on in direct messages: their threads belong to the tickets there. */
function draftConversation(request: Request): NewConversation {
  const { place, person, desk } = request;
  const { platform, chat, thread, form, kind } = place;
  if (queueAt(desk.policy, platform, chat) !== null) return directConversation(request);
  return { side: 'requester', platform, chat, thread, form, personId: kind === 'direct' ? person.id : null };
}

async function draft(request: Request, text: string): Promise<Outcome> {
  const { desk, person, at, messageId, attachments } = request;
  const isEmpty = text === '' && attachments.length === 0;
  const messages = isEmpty || messageId === null ? [] : [{ messageId, text, attachments, at }];
  await request.once(async (tx) => {
    const conversation = await tx.conversations.open(draftConversation(request));
    await beginDraft(tx, desk, {
      personId: person.id,
      conversation,
      question: 'severity',
      messages,
      follows: null,
    });
  });
  return silent;
}
