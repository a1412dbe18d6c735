// Shows a person at once what came of what they did.
import type { Answer, Desk, Inbound, PlatformUser } from '../../app/inbound.ts';
import { type Logger, MessengerError } from '../../app/ports.ts';
import type { FormView, NoticeView } from '../../app/view.ts';
import type { TelegramApi } from './api.ts';
import { createShowChart } from './chart.ts';
import { isRefusal } from './failure.ts';
import { renderPrompt } from './render/prompt.ts';
import { render } from './render/render.ts';
import { codePoints } from './render/rich-text.ts';
import { type OutgoingMessage, sendMessage, type Target } from './sending.ts';
import { patiently, type Wait } from './wait.ts';

export interface Answering {
  /**
   * Shows `answer` (null: nothing) where `inbound` came from, and answers its callback query if it has one. An
   * answer that Telegram does not take is logged and given up: what the person did has taken effect.
   */
  show(inbound: Inbound, queryId: string | null, answer: Answer | null): Promise<void>;
  /** Ends the waiting of who pressed a button, without a word. */
  dismiss(queryId: string): Promise<void>;
}

/** What Telegram shows over the chat in answer to a button. */
interface Popup {
  readonly text: string;
  /** Stays until it is closed. */
  readonly show_alert: boolean;
}

const POPUP_LIMIT = 200;

export function createAnswering(parts: {
  readonly api: TelegramApi;
  readonly desk: Desk;
  readonly wait: Wait;
  readonly logger: Logger;
}): Answering {
  const { api, desk, wait, logger } = parts;
  const send = (target: Target, message: OutgoingMessage): Promise<string> =>
    patiently(wait, () => sendMessage(api, target, message)).catch((error: unknown) => {
      if (!(error instanceof MessengerError) || error.failure.kind !== 'moved') throw error;
      const there = { chat: error.failure.chat, thread: null, replyTo: null };
      return patiently(wait, () => sendMessage(api, there, message));
    });
  const showChart = createShowChart({ api, wait, logger });

  async function ask(inbound: Inbound, view: FormView): Promise<void> {
    const { user, place } = inbound;
    if (user === null) throw new Error('a form needs somebody to answer it');
    const target = targetOf(inbound);
    const prompt = renderPrompt(view, mentionedIn(inbound, user));
    if (prompt.skipMessage !== null) {
      await send(target, { html: prompt.skipMessage.html, markup: prompt.skipMessage.keyboard });
    }
    const messageId = await send(target, {
      html: prompt.html,
      markup: { force_reply: true, selective: true, input_field_placeholder: prompt.placeholder },
    });
    const address = { platform: place.platform, chat: place.chat, thread: place.thread };
    await desk.prompted({ user, address, messageId, command: view.command });
  }

  async function showMessages(inbound: Inbound, answer: Answer): Promise<void> {
    if (answer.view.kind === 'form') return await ask(inbound, answer.view);
    if (answer.view.kind === 'chart') return await showChart(targetOf(inbound), answer.view);
    for (const { html, keyboard } of render(answer.view)) {
      await send(targetOf(inbound), { html, markup: keyboard });
    }
  }

  async function answerQuery(queryId: string, popup: Popup | null): Promise<void> {
    try {
      await patiently(wait, () => api.call('answerCallbackQuery', { callback_query_id: queryId, ...popup }));
    } catch (error) {
      if (!isRefusal(error, /query is too old|QUERY_ID_INVALID/i)) throw error;
    }
  }

  /** Logs what Telegram does not take; bugs go on. */
  async function leniently(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof MessengerError)) throw error;
      logger.warn({ err: error }, 'an answer could not be shown');
    }
  }

  return {
    async show(inbound, queryId, answer) {
      const popup = queryId === null || answer === null ? null : popupFor(answer);
      if (queryId !== null) await leniently(() => answerQuery(queryId, popup));
      if (answer !== null && popup === null) await leniently(() => showMessages(inbound, answer));
    },
    dismiss: (queryId) => leniently(() => answerQuery(queryId, null)),
  };
}

/** Null for what a popup cannot hold: long texts, buttons, mentions, and what everybody is to see. */
function popupFor({ view, isPrivate }: Answer): Popup | null {
  if (!isPrivate || view.kind !== 'notice' || hasMoreThanText(view)) return null;
  const text = [view.text, ...(view.details ?? [])].join('\n');
  if (codePoints(text).length > POPUP_LIMIT) return null;
  return { text, show_alert: view.tone === 'error' || view.tone === 'warning' };
}

function hasMoreThanText({ buttons, mentions }: NoticeView): boolean {
  return (buttons ?? []).length > 0 || (mentions ?? []).length > 0;
}

/** A message is answered as a reply; the message with a button is the desk's own, so its presser is not answered by one. */
function targetOf(inbound: Inbound): Target {
  const { chat, thread } = inbound.place;
  return { chat, thread, replyTo: ownMessageOf(inbound) };
}

function ownMessageOf(inbound: Inbound): string | null {
  switch (inbound.kind) {
    case 'message':
      return inbound.messageId;
    case 'command':
      return inbound.source === 'typed' ? inbound.messageId : null;
    case 'form':
    case 'greeting':
      return null;
    default:
      return inbound satisfies never;
  }
}

/** A forced reply in a group reaches whom the prompt answers or names. */
function mentionedIn(inbound: Inbound, user: PlatformUser): PlatformUser | null {
  return inbound.place.kind === 'group' && ownMessageOf(inbound) === null ? user : null;
}
