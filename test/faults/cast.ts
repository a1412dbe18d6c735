// The people of a trial on both emulated platforms, and a watch on all that appears there.
import { systemEmulatorClock } from '../../src/playground/emulator-clock.ts';
import { type SlackEmulator, startSlackEmulator } from '../../src/playground/slack/emulator.ts';
import type { ShownMessage } from '../../src/playground/slack/people/shown.ts';
import { startTelegramEmulator, type TelegramEmulator } from '../../src/playground/telegram/emulator.ts';
import type { Message } from '../../src/playground/telegram/wire.ts';
import { leadId, slackQueue, telegramQueue } from './desk-file.ts';
import type { Sight } from './record.ts';
import { agentsEach, type PlannedCustomer, queueCount } from './schedule.ts';

export const slackSecret = 'trial-signing-secret';
export const slackToken = 'xoxb-trial';

/** What Slack does at once, after 1 and after 5 minutes, happens here so many milliseconds after the event. */
export const retriesAfterMs = [0, 8_000, 45_000];

export interface Cast {
  readonly slack: SlackEmulator;
  readonly telegram: TelegramEmulator;
  /** Of each planned customer, in order: their id, and on Slack the channel they write in, null for direct messages. */
  readonly customers: readonly { readonly id: string; readonly channel: string | null }[];
  /** Somebody new, who writes where a customer so planned would; gives their number. */
  join(planned: PlannedCustomer): number;
  readonly slackAgents: readonly string[];
  readonly telegramAgents: readonly number[];
  close(): Promise<void>;
}

export interface Watching {
  sighted(sight: Sight, message: ShownMessage | Message): void;
}

/** As many calls as a trail may need; what people saw is kept elsewhere. */
const keptCalls = 5_000;

export async function assembleCast(
  planned: readonly PlannedCustomer[],
  rateLimits: boolean,
  watching: Watching,
): Promise<Cast> {
  const clock = systemEmulatorClock();
  const slack = await startSlackEmulator({
    clock,
    rateLimits,
    signingSecret: slackSecret,
    botToken: slackToken,
    eventRetriesAfterMs: retriesAfterMs,
    keptCalls,
  });
  const telegram = await startTelegramEmulator({ clock, rateLimits, keptCalls });
  const slackAgents = addSlackAgents(slack);
  const telegramAgents = addTelegramAgents(telegram);
  const customers = planned.map((customer, index) => addCustomer({ slack, telegram }, customer, index));
  slack.onPosted((message) => watching.sighted(onSlack(message, clock.now()), message));
  telegram.onPosted((message) =>
    watching.sighted(onTelegram(message, clock.now(), telegram.bot.id), message),
  );
  return {
    slack,
    telegram,
    customers,
    join: (customer) => customers.push(addCustomer({ slack, telegram }, customer, customers.length)) - 1,
    slackAgents,
    telegramAgents,
    async close() {
      await slack.stop();
      await telegram.close();
    },
  };
}

function addSlackAgents(slack: SlackEmulator): readonly string[] {
  slack.addUser({ id: leadId, name: 'lead', realName: 'Lead' });
  const agents = Array.from({ length: agentsEach }, (_, index) =>
    slack.addUser({ name: `agent${index}`, realName: `Slack Agent ${index}` }),
  );
  for (let queue = 0; queue < queueCount; queue += 1) {
    slack.addChannel({ id: slackQueue(queue), name: `queue${queue}`, members: [leadId, ...agents] });
  }
  return agents;
}

function addTelegramAgents(telegram: TelegramEmulator): readonly number[] {
  const agents = Array.from(
    { length: agentsEach },
    (_, index) => telegram.addUser({ firstName: `Telegram Agent ${index}`, languageCode: 'en' }).id,
  );
  for (let queue = 0; queue < queueCount; queue += 1) {
    const id = telegramQueue(queue);
    telegram.addGroup({ id, title: `Queue ${queue}`, forum: true, admins: [...agents], botIsAdmin: true });
  }
  return agents;
}

function addCustomer(
  { slack, telegram }: { slack: SlackEmulator; telegram: TelegramEmulator },
  { platform, isDirect }: PlannedCustomer,
  index: number,
): Cast['customers'][number] {
  const name = `Customer ${index}`;
  if (platform === 'telegram') {
    return { id: `${telegram.addUser({ firstName: name, languageCode: 'en' }).id}`, channel: null };
  }
  const id = slack.addUser({ name: `customer${index}`, realName: name });
  if (isDirect) return { id, channel: null };
  return { id, channel: slack.addChannel({ name: `company${index}`, members: [id] }) };
}

function onSlack(message: ShownMessage, at: number): Sight {
  const payload = message.metadata?.event_payload;
  const deliveryId = typeof payload?.delivery_id === 'string' ? payload.delivery_id : null;
  return {
    at,
    platform: 'slack',
    chat: message.channel,
    thread: message.threadTs ?? null,
    messageId: message.ts,
    isDesk: message.fromBot,
    deliveryId,
    text: message.content.slice(0, 400),
  };
}

function onTelegram(message: Message, at: number, botId: number): Sight {
  return {
    at,
    platform: 'telegram',
    chat: `${message.chat.id}`,
    thread: message.is_topic_message === true ? `${message.message_thread_id}` : null,
    messageId: `${message.message_id}`,
    isDesk: message.from.id === botId,
    deliveryId: null,
    text: (message.text ?? message.caption ?? '').slice(0, 400),
  };
}
