// What people did by command, button, shortcut or form, as it is kept while it is handled, and read back from there.
import { z } from 'zod';
import type { InboundCommand, InboundForm } from '../../app/inbound.ts';
import type { NewInbound } from '../../app/inbox.ts';
import { metadataOf } from './form.ts';
import { interactionId, type Translator } from './inbound.ts';
import { pressPayload, shortcutPayload, slashPayload, submissionPayload } from './wire.ts';

/** Told from Slack's own events by a type that none of them has. */
const keptType = 'interaction';

/** One act of a person, whichever way it came. */
export interface Act {
  readonly triggerId: string;
  readonly userId: string;
  readonly visibleThread: string | null;
  translate(): Promise<InboundCommand | InboundForm>;
}

/** The act in the inbox: alone in its lane, and without what only answers this one request. */
export function keptAct(body: object): NewInbound {
  const {
    token: _token,
    response_url: _url,
    response_urls: _urls,
    ...rest
  } = body as Record<string, unknown>;
  const eventId = interactionId(z.object({ trigger_id: z.string() }).parse(body));
  return { platform: 'slack', eventId, lane: eventId, payload: { type: keptType, body: rest } };
}

const keptSchema = z.object({
  type: z.literal(keptType),
  body: z.object({}).loose(),
});

/** The act that a stored payload holds; null for an event of Slack's own. */
export function actFromKept(payload: unknown, translator: Translator): Act | null {
  const kept = keptSchema.safeParse(payload);
  return kept.success ? actOf(kept.data.body, translator) : null;
}

/** Reads the body of a request. */
export function actOf(body: object, translator: Translator): Act {
  switch ('type' in body ? body.type : null) {
    case 'block_actions': {
      const press = pressPayload.parse(body);
      const visibleThread = press.container.thread_ts ?? press.message?.thread_ts ?? null;
      return {
        ...by(press.trigger_id, press.user.id, visibleThread),
        translate: () => translator.press(press),
      };
    }
    case 'view_submission': {
      const submission = submissionPayload.parse(body);
      const { visibleThread } = metadataOf(submission.view.private_metadata);
      return {
        ...by(submission.trigger_id, submission.user.id, visibleThread),
        translate: () => translator.submission(submission),
      };
    }
    case 'shortcut':
    case 'message_action': {
      const shortcut = shortcutPayload.parse(body);
      return {
        ...by(shortcut.trigger_id, shortcut.user.id, null),
        translate: () => translator.shortcut(shortcut),
      };
    }
    default: {
      const slash = slashPayload.parse(body);
      return { ...by(slash.trigger_id, slash.user_id, null), translate: () => translator.slash(slash) };
    }
  }
}

const by = (triggerId: string, userId: string, visibleThread: string | null) => ({
  triggerId,
  userId,
  visibleThread,
});
