// The slash command, buttons, shortcuts and forms: handled at once, and answered where the person is.
import type { AckFn, App, RespondFn, ViewResponseAction, ViewSubmitAction } from '@slack/bolt';
import type { Answer, Desk, Inbound } from '../../app/inbound.ts';
import type { InboxIntake } from '../../app/inbox.ts';
import type { Logger } from '../../app/ports.ts';
import type { StoreUnavailableError } from '../../app/store-unavailable.ts';
import type { FormView } from '../../app/view.ts';
import { acknowledge } from './acknowledge.ts';
import type { Occasion, ShowAnswer } from './answer.ts';
import { buttonActionId } from './blocks.ts';
import type { SlackClient } from './client.ts';
import { renderModal } from './form.ts';
import { errorsOf } from './form-answers.ts';
import type { Translator } from './inbound.ts';
import { type Act, actFromKept, actOf, keptAct } from './kept.ts';
import { formCallbackId, shortcuts, slashCommand } from './surface.ts';
import { type SubmissionPayload, submissionPayload } from './wire.ts';

export interface InteractionParts {
  readonly desk: Desk;
  readonly inbox: InboxIntake;
  readonly translator: Translator;
  readonly client: SlackClient;
  readonly showAnswer: ShowAnswer;
  readonly logger: Logger;
}

/** Attaches the listeners of everything in `surface.ts` that people can press or type. */
export function listenToInteractions(app: App, parts: InteractionParts): void {
  app.command(slashCommand, async ({ body, ack, respond }) => {
    await run(parts, { body, ack: () => ack(), respond });
  });
  app.action(buttonActionId, async ({ body, ack, respond }) => {
    await run(parts, { body, ack: () => ack(), respond });
  });
  for (const { callbackId } of shortcuts) {
    app.shortcut(callbackId, async ({ body, ack, respond }) => {
      await run(parts, { body, ack: () => ack(), respond: respond ?? null });
    });
  }
  app.view<ViewSubmitAction>(
    { callback_id: formCallbackId, type: 'view_submission' },
    async ({ body, ack }) => {
      await submit(parts, submissionPayload.parse(body), body, ack);
    },
  );
}

/** Does what was kept of an act whose process did not finish it; false for a payload that holds none. */
export function createKeptHandler({ desk, translator, showAnswer }: InteractionParts) {
  return async (payload: unknown): Promise<boolean> => {
    const act = actFromKept(payload, translator);
    if (act === null) return false;
    const inbound = await act.translate();
    const answer = await desk.receive(inbound);
    // Neither the trigger nor the response_url works any more.
    if (answer !== null) await showAnswer(answer, { ...act, place: inbound.place, respond: null });
    return true;
  };
}

interface Outcome {
  readonly inbound: Inbound;
  readonly answer: Answer | null;
}

/** What the act comes to, how it is kept meanwhile, and what is said while the store is away. */
function handling({ desk, inbox }: InteractionParts, act: Act, body: object) {
  let inbound: Inbound | null = null;
  return {
    async work(): Promise<Outcome> {
      inbound = await act.translate();
      return { inbound, answer: await desk.receive(inbound) };
    },
    keep: (work: Promise<Outcome>, signal: AbortSignal) => inbox.keep(keptAct(body), work, signal),
    unavailable(error: StoreUnavailableError): Outcome {
      if (inbound === null) throw error;
      return { inbound, answer: desk.unavailable(inbound, error) };
    },
  };
}

async function run(
  parts: InteractionParts,
  given: {
    readonly body: object;
    readonly ack: () => Promise<void>;
    readonly respond: RespondFn | null;
  },
): Promise<void> {
  const { body, ack, respond } = given;
  const act = actOf(body, parts.translator);
  const done = await acknowledge({ ...handling(parts, act, body), ack, responseTo: () => undefined });
  if (done === null) return;
  const { inbound, answer } = done.outcome;
  if (answer === null) return;
  const occasion = { ...act, respond, place: inbound.place };
  if (answer.view.kind === 'form') await openForm(parts, answer.view, occasion, act.triggerId);
  else await parts.showAnswer(answer, occasion);
}

/** Opens the form, or, where Slack takes the trigger no more, offers it by a button whose press is a new one. */
async function openForm(
  parts: InteractionParts,
  form: FormView,
  occasion: Occasion,
  triggerId: string,
): Promise<void> {
  const origin = { ...occasion.place, visibleThread: occasion.visibleThread };
  try {
    await parts.client.views.open({ trigger_id: triggerId, view: renderModal(form, origin) });
  } catch (error) {
    parts.logger.warn({ err: error, command: form.command }, 'a form could not be opened');
    await parts.showAnswer({ view: form, isPrivate: true }, occasion);
  }
}

async function submit(
  parts: InteractionParts,
  payload: SubmissionPayload,
  body: object,
  ack: AckFn<ViewResponseAction>,
): Promise<void> {
  const act = actOf(body, parts.translator);
  const { visibleThread } = act;
  const responseOf = ({ inbound, answer }: Outcome) =>
    responseTo(payload, answer, { ...inbound.place, visibleThread });
  const done = await acknowledge({ ...handling(parts, act, body), ack, responseTo: responseOf });
  if (done === null) return;
  const { outcome, isLate } = done;
  const { inbound, answer } = outcome;
  if (answer === null || (!isLate && responseOf(outcome) !== undefined)) return;
  await parts.showAnswer(answer, { ...act, place: inbound.place, respond: null });
}

/** What keeps the modal open, with everything typed still in it, or turns it into the next form; else it closes. */
function responseTo(
  payload: SubmissionPayload,
  answer: Answer | null,
  origin: Parameters<typeof renderModal>[1],
): ViewResponseAction | undefined {
  if (answer === null) return undefined;
  const { view } = answer;
  if (view.kind === 'form') return { response_action: 'update', view: renderModal(view, origin) };
  if (view.kind !== 'notice' || view.tone !== 'error') return undefined;
  const errors = errorsOf(payload, view);
  return errors === null ? undefined : { response_action: 'errors', errors };
}
