// A ticket asked for by a form, where the platform shows one: all its fields at once.
import { quotaOf } from '../app/draft-choices.ts';
import { checkPreconditions } from '../app/form-checks.ts';
import { answersToKeep, summaryOf } from '../app/form-steps.ts';
import { openTicket } from '../app/opening.ts';
import type { RequestTypePolicy } from '../app/policy.ts';
import type { DeskError } from '../domain/errors.ts';
import { ok, type Result } from '../domain/result.ts';
import { format } from '../messages/format.ts';
import { newFormView } from '../messages/views/new-form.ts';
import { organisationsOf } from './admission.ts';
import { refuse, showTo } from './answers.ts';
import { directConversation } from './direct-conversation.ts';
import { chosenOrganisation, chosenSeverity, filesOf, readAnswers, wantsPriority } from './form-answers.ts';
import type { Outcome, Request } from './spec.ts';

/** Shows the form of the request type, with the words typed so far in it; its answers complete `command`. */
export async function askInForm(
  request: Request,
  type: RequestTypePolicy,
  { words, command }: { readonly words: string; readonly command: string },
): Promise<Outcome> {
  const { desk, reader } = request;
  const { policy, clock } = desk;
  const { organisations, left } = await desk.store.read(async (tx) => {
    const own = await organisationsOf(tx, request);
    const quotas = await Promise.all(own.map(({ id }) => quotaOf(tx, policy, id, clock.now())));
    return { organisations: own, left: quotas.map((quota) => quota?.remaining ?? 0) };
  });
  const most = Math.max(0, ...left);
  const priorityLeft = organisations.length > 1 ? null : most;
  const priority = most > 0 ? { left: priorityLeft } : null;
  return showTo(
    newFormView({ language: reader.language, policy, type, words, command, organisations, priority }),
  );
}

/** Opens the ticket of a form that was sent, or says what is wrong with it while it is still in sight. */
export async function openFromForm(request: Request, type: RequestTypePolicy): Promise<Outcome> {
  const { desk, reader } = request;
  const description = (request.values.description ?? '').trim();
  if (description === '' && type.form.length === 0) return refuse({ code: 'textMissing', verb: 'new' });
  const read = readAnswers(request, type);
  if (!read.ok) return read;
  const opened = await request.once(async (tx): Promise<Result<string, DeskError>> => {
    const holds = await checkPreconditions(tx, type, read.value, () => null);
    if (!holds.ok) return holds;
    const organisationId = await chosenOrganisation(tx, request);
    const text = description === '' ? summaryOf(desk.policy, type, read.value) : description;
    const done = await openTicket(tx, desk, {
      requesterId: request.person.id,
      organisationId,
      requestType: type.key,
      answers: answersToKeep(type, read.value),
      wantsPriority: await wantsPriority(tx, request, organisationId),
      severity: chosenSeverity(request),
      message: { messageId: desk.ids.next(), text, attachments: filesOf(request, type) },
      requestedAt: request.at,
      conversation: await tx.conversations.open(directConversation(request)),
      follows: null,
    });
    return done.ok ? ok(done.value.ticket.reference) : done;
  });
  if (opened === null) return ok(null);
  if (!opened.ok) return opened;
  const text = format(reader.language, 'new.done', { reference: opened.value });
  return showTo({ kind: 'notice', tone: 'success', text });
}
