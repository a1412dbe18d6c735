// Shows a chart: its picture with the words as caption where they are short enough, else below it.
import { type Logger, MessengerError } from '../../app/ports.ts';
import type { ChartView } from '../../app/view.ts';
import { pngOf } from '../svg-image.ts';
import type { TelegramApi } from './api.ts';
import { chart, render } from './render/render.ts';
import { lengthOf, toHtml } from './render/rich-text.ts';
import { CAPTION_LIMIT, sendMessage, sendPicture, type Target } from './sending.ts';
import { patiently, type Wait } from './wait.ts';

export type ShowChart = (target: Target, view: ChartView) => Promise<void>;

/** A picture that cannot be drawn or sent is logged and left out: the words say all that it shows. */
export function createShowChart(parts: {
  readonly api: TelegramApi;
  readonly wait: Wait;
  readonly logger: Logger;
}): ShowChart {
  const { api, wait, logger } = parts;

  /** Whether the picture is there. */
  async function showPicture(target: Target, svg: string, caption: string): Promise<boolean> {
    const png = await pngOf(svg).catch((error: unknown) => {
      logger.warn({ err: error }, 'a picture could not be drawn');
      return null;
    });
    if (png === null) return false;
    try {
      await patiently(wait, () => sendPicture(api, target, { png, caption }));
      return true;
    } catch (error) {
      if (!(error instanceof MessengerError)) throw error;
      logger.warn({ err: error }, 'a picture could not be sent');
      return false;
    }
  }

  return async (target, view) => {
    const words = chart(view);
    const caption = lengthOf(words) <= CAPTION_LIMIT ? toHtml(words) : '';
    const isShown = await showPicture(target, view.svg, caption);
    if (isShown && caption !== '') return;
    for (const { html, keyboard } of render(view)) {
      await patiently(wait, () => sendMessage(api, target, { html, markup: keyboard }));
    }
  };
}
