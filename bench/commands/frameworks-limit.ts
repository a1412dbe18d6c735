// How many requests bare Bolt and bare telegraf answer, by the same requests that open a ticket at the desk.
import { startChild } from '../load/child.ts';
import { webhookSecret } from '../load/desk-file.ts';
import { closedLoop, type Load, percentile } from '../load/open-loop.ts';
import { cpuSeconds } from '../load/process-usage.ts';
import { formSubmission, post, postInteraction } from '../load/slack-requests.ts';

export interface FrameworkLimit {
  readonly requestsPerSecond: number;
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  readonly cpuMs: number;
}

export interface FrameworkLimits {
  readonly bolt: FrameworkLimit;
  readonly telegraf: FrameworkLimit;
}

const atOnce = 8;

/** Measures both for so many seconds, eight requests side by side. */
export async function measureFrameworks(seconds: number): Promise<FrameworkLimits> {
  const child = await startChild(new URL('bare-frameworks.ts', import.meta.url));
  try {
    const urls = await child.ask<{ bolt: string; telegraf: string }>('listen');
    const measure = async (act: () => Promise<unknown>): Promise<FrameworkLimit> => {
      const run = (for_: number): Promise<Load> =>
        closedLoop({ atOnce, seconds: for_ }, async () => void (await act()));
      await run(1);
      const before = cpuSeconds(child.pid);
      const load = await run(seconds);
      const answered = load.latenciesMs.length;
      if (Object.keys(load.errors).length > 0)
        throw new Error(`a bare framework: ${JSON.stringify(load.errors)}`);
      return {
        requestsPerSecond: Math.round(answered / seconds),
        p50Ms: percentile(load.latenciesMs, 0.5),
        p99Ms: percentile(load.latenciesMs, 0.99),
        cpuMs: Math.round(((cpuSeconds(child.pid) - before) * 100_000) / answered) / 100,
      };
    };
    let turn = 0;
    return {
      bolt: await measure(() => {
        turn += 1;
        return postInteraction(`${urls.bolt}/slack/events`, slackForm(turn));
      }),
      telegraf: await measure(() => {
        turn += 1;
        return post(`${urls.telegraf}/telegram/webhook`, JSON.stringify(telegramCommand(turn)), {
          'content-type': 'application/json',
          'x-telegram-bot-api-secret-token': webhookSecret,
        });
      }),
    };
  } finally {
    await child.stop();
  }
}

const slackForm = (turn: number): object =>
  formSubmission({
    triggerId: `bare.${turn}`,
    userId: 'U0BARE',
    team: 'T0BARE',
    channel: 'C0BARE',
    description: `Slack ${turn}: the scanner stops at 99 % since this morning`,
    command: 'new',
  });

const telegramCommand = (turn: number): object => ({
  update_id: turn,
  message: {
    message_id: turn,
    date: 1_700_000_000,
    chat: { id: 5, type: 'private', first_name: 'Bare' },
    from: { id: 5, is_bot: false, first_name: 'Bare', language_code: 'en' },
    text: `/new Telegram ${turn}: the scanner stops at 99 %`,
    entities: [{ type: 'bot_command', offset: 0, length: 4 }],
  },
});
