// Bolt and telegraf with nothing behind them: they check, parse and answer, which is as little as a desk could do.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { Telegraf } from 'telegraf';
import { answerParent } from '../load/child.ts';
import { signingSecret, webhookSecret } from '../load/desk-file.ts';

function bareBolt(): Server {
  const receiver = new HTTPReceiver({ signingSecret, endpoints: '/slack/events', logLevel: LogLevel.ERROR });
  const app = new App({
    receiver,
    logLevel: LogLevel.ERROR,
    authorize: async () => ({ botToken: 'xoxb-bench', botUserId: 'U0BOT', botId: 'B0BOT' }),
  });
  app.view({ callback_id: 'form', type: 'view_submission' }, ({ ack }) => ack());
  return createServer(receiver.requestListener);
}

function bareTelegraf(): Server {
  const bot = new Telegraf('1:bench');
  bot.botInfo = {
    id: 1,
    is_bot: true,
    first_name: 'Bench',
    username: 'bench_bot',
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
  };
  bot.command('new', () => undefined);
  return createServer(bot.webhookCallback('/telegram/webhook', { secretToken: webhookSecret }));
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

answerParent({
  async listen() {
    return { bolt: await listen(bareBolt()), telegraf: await listen(bareTelegraf()) };
  },
});
