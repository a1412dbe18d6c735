// Shows a person the desk's answer at once, by the first way that Slack still allows.
import { setTimeout } from 'node:timers/promises';
import type { RespondFn } from '@slack/bolt';
import type { Answer, Place } from '../../app/inbound.ts';
import type { Logger } from '../../app/ports.ts';
import type { ChartView } from '../../app/view.ts';
import type { SlackClient } from './client.ts';
import { uploadPicture } from './picture.ts';
import { render, renderPictured, type SlackMessage } from './render.ts';

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

/** Waits for so many milliseconds. */
export type Pause = (ms: number) => Promise<unknown>;

export type ShowAnswer = (answer: Answer, occasion: Occasion) => Promise<void>;

/** Slack looks an uploaded picture over before messages may show it; how long each further try waits, in ms. */
const picturePausesMs = [0, 800, 2_000] as const;

/** Never throws: what could be shown in no way is logged, as there is nobody else to tell. */
export function createAnswers(client: SlackClient, logger: Logger, pause: Pause = setTimeout): ShowAnswer {
  return async (answer, occasion) => {
    const ways = waysTo(client, answer, occasion);
    const { view } = answer;
    if (view.kind === 'chart' && (await showPicture(view, ways))) return;
    if (await showBy(ways, render(view))) return;
    logger.error({ userId: occasion.userId, chat: occasion.place.chat }, 'an answer could not be shown');
  };

  /** Whether one of the ways took all the messages. */
  async function showBy(ways: readonly Way[], messages: readonly SlackMessage[]): Promise<boolean> {
    for (const way of ways) {
      try {
        for (const message of messages) await way(message);
        return true;
      } catch (error) {
        logger.warn({ err: error }, 'an answer could not be shown in one way');
      }
    }
    return false;
  }

  /** Whether the chart is shown with its picture; the words can go out without it. */
  async function showPicture(view: ChartView, ways: readonly Way[]): Promise<boolean> {
    try {
      const messages = renderPictured(view, await uploadPicture(client, view));
      for (const pauseMs of picturePausesMs) {
        await pause(pauseMs);
        if (await showBy(ways, messages)) return true;
      }
    } catch (error) {
      logger.warn({ err: error }, 'a picture could not be uploaded');
    }
    return false;
  }
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
