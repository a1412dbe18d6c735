// Shows a person the desk's answer at once, by the first way that Slack still allows.
import type { RespondFn } from '@slack/bolt';
import type { Answer, Place } from '../../app/inbound.ts';
import type { Logger } from '../../app/ports.ts';
import type { SlackClient } from './client.ts';
import { render, type SlackMessage } from './render.ts';

/** Whom an answer is for, and where they wait for it. */
export interface Occasion {
  readonly userId: string;
  readonly place: Place;
  /**
   * The thread that the person is in; null where there is none yet, even though one may start at `place`: Slack does
   * not show a private message in a thread without replies.
   */
  readonly visibleThread: string | null;
  /** Answers through the response_url, where the payload came with one. */
  readonly respond: RespondFn | null;
}

type Way = (message: SlackMessage) => Promise<unknown>;

export type ShowAnswer = (answer: Answer, occasion: Occasion) => Promise<void>;

/** Never throws: what could be shown in no way is logged, as there is nobody else to tell. */
export function createAnswers(client: SlackClient, logger: Logger): ShowAnswer {
  return async (answer, occasion) => {
    const messages = render(answer.view);
    for (const way of waysTo(client, answer, occasion)) {
      try {
        for (const message of messages) await way(message);
        return;
      } catch (error) {
        logger.warn({ err: error, chat: occasion.place.chat }, 'an answer could not be shown in one way');
      }
    }
    logger.error({ userId: occasion.userId, chat: occasion.place.chat }, 'an answer could not be shown');
  };
}

function waysTo(client: SlackClient, answer: Answer, occasion: Occasion): Way[] {
  const { place, respond, userId } = occasion;
  const byUrl = respond === null ? [] : [throughUrl(respond, answer, occasion.visibleThread)];
  const inPlace =
    answer.isPrivate && place.kind === 'group'
      ? ephemeral(client, occasion)
      : posted(client, place.chat, place.thread);
  return [...byUrl, inPlace, posted(client, userId, null)];
}

const inThread = (thread: string | null) => (thread === null ? {} : { thread_ts: thread });

const throughUrl =
  (respond: RespondFn, answer: Answer, thread: string | null): Way =>
  (message) =>
    respond({
      response_type: answer.isPrivate ? 'ephemeral' : 'in_channel',
      replace_original: false,
      ...inThread(thread),
      ...message,
    });

const ephemeral =
  (client: SlackClient, { place, userId, visibleThread }: Occasion): Way =>
  (message) =>
    client.chat.postEphemeral({
      channel: place.chat,
      user: userId,
      ...inThread(visibleThread),
      ...message,
    });

const posted =
  (client: SlackClient, chat: string, thread: string | null): Way =>
  (message) =>
    client.chat.postMessage({
      channel: chat,
      ...inThread(thread),
      unfurl_links: false,
      unfurl_media: false,
      ...message,
    });
