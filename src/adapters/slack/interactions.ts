// The slash command, buttons, shortcuts and forms: handled at once, and answered where the person is.
import type { AckFn, App, RespondFn, ViewResponseAction, ViewSubmitAction } from '@slack/bolt';
import type { Answer, Desk, Inbound, InboundCommand } from '../../app/inbound.ts';
import type { Logger } from '../../app/ports.ts';
import type { FormView } from '../../app/view.ts';
import { acknowledge } from './acknowledge.ts';
import type { Occasion, ShowAnswer } from './answer.ts';
import { buttonActionId } from './blocks.ts';
import type { SlackClient } from './client.ts';
import { metadataOf, renderModal } from './form.ts';
import { errorsOf } from './form-answers.ts';
import type { Translator } from './inbound.ts';
import { formCallbackId, shortcuts, slashCommand } from './surface.ts';
import {
  pressPayload,
  type SubmissionPayload,
  shortcutPayload,
  slashPayload,
  submissionPayload,
} from './wire.ts';

export interface InteractionParts {
  readonly desk: Desk;
  readonly translator: Translator;
  readonly client: SlackClient;
  readonly showAnswer: ShowAnswer;
  readonly logger: Logger;
}

/** One act of a person, still to be acknowledged. */
interface Act {
  readonly ack: () => Promise<void>;
  readonly triggerId: string;
  readonly userId: string;
  readonly visibleThread: string | null;
  readonly respond: RespondFn | null;
  translate(): Promise<InboundCommand>;
}

/** Attaches the listeners of everything in `surface.ts` that people can press or type. */
export function listenToInteractions(app: App, parts: InteractionParts): void {
  const { translator } = parts;

  app.command(slashCommand, async ({ body, ack, respond }) => {
    const payload = slashPayload.parse(body);
    await run(parts, {
      ack: () => ack(),
      triggerId: payload.trigger_id,
      userId: payload.user_id,
      visibleThread: null,
      respond,
      translate: () => translator.slash(payload),
    });
  });

  app.action(buttonActionId, async ({ body, ack, respond }) => {
    const payload = pressPayload.parse(body);
    await run(parts, {
      ack: () => ack(),
      triggerId: payload.trigger_id,
      userId: payload.user.id,
      visibleThread: payload.container.thread_ts ?? payload.message?.thread_ts ?? null,
      respond,
      translate: () => translator.press(payload),
    });
  });

  for (const { callbackId } of shortcuts) {
    app.shortcut(callbackId, async ({ body, ack, respond }) => {
      const payload = shortcutPayload.parse(body);
      await run(parts, {
        ack: () => ack(),
        triggerId: payload.trigger_id,
        userId: payload.user.id,
        visibleThread: null,
        respond: respond ?? null,
        translate: () => translator.shortcut(payload),
      });
    });
  }

  app.view<ViewSubmitAction>(
    { callback_id: formCallbackId, type: 'view_submission' },
    async ({ body, ack }) => {
      await submit(parts, submissionPayload.parse(body), ack);
    },
  );
}

interface Outcome {
  readonly inbound: Inbound;
  readonly answer: Answer | null;
}

async function receive(desk: Desk, inbound: Inbound): Promise<Outcome> {
  return { inbound, answer: await desk.receive(inbound) };
}

async function run(parts: InteractionParts, act: Act): Promise<void> {
  const { outcome } = await acknowledge(
    act.ack,
    async () => receive(parts.desk, await act.translate()),
    () => undefined,
  );
  const { inbound, answer } = outcome;
  if (answer === null) return;
  const occasion = { ...act, place: inbound.place };
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
  ack: AckFn<ViewResponseAction>,
): Promise<void> {
  const { visibleThread } = metadataOf(payload.view.private_metadata);
  const { outcome, isLate } = await acknowledge(
    ack,
    async () => receive(parts.desk, await parts.translator.submission(payload)),
    ({ inbound, answer }) => responseTo(payload, answer, { ...inbound.place, visibleThread }),
  );
  const { inbound, answer } = outcome;
  const place = { ...inbound.place, visibleThread };
  if (answer === null || (!isLate && responseTo(payload, answer, place) !== undefined)) return;
  await parts.showAnswer(answer, {
    userId: payload.user.id,
    place: inbound.place,
    visibleThread,
    respond: null,
  });
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
