// Plays one ticket from its opening to its resolution, as planned: the customer and the agents, each on their platform.
import { setTimeout as sleep } from 'node:timers/promises';
import type { ShownMessage } from '../../src/playground/slack/people/shown.ts';
import type { Message } from '../../src/playground/telegram/wire.ts';
import type { Balancer } from './balancer.ts';
import type { Cast } from './cast.ts';
import { requestType, slackQueue, telegramQueue } from './desk-file.ts';
import type { Act, ActKind, PlatformName, Sight } from './record.ts';
import type { PlannedAct, PlannedTicket } from './schedule.ts';
import { eventually, type Stage } from './stage.ts';

export interface Play {
  readonly cast: Cast;
  readonly stage: Stage;
  readonly balancer: Balancer;
  /** Waits while the desk is as far behind as it may be. */
  turn(): Promise<void>;
}

export interface Customer {
  readonly number: number;
  readonly platform: PlatformName;
  readonly id: string;
  readonly channel: string | null;
}

/** Where the people of one ticket write. */
interface Scene {
  readonly customer: Customer;
  readonly opening: string;
  readonly queue: number;
  /** Of the customer's side on Slack. */
  readonly thread: string | null;
  readonly card: string;
  readonly topic: number;
}

const patienceMs = 120_000;
const severities = { critical: '1 · Critical: work has stopped', medium: '3 · Medium' } as const;

/** Resolves when all is written; false when the ticket did not come about, and nobody could go on. */
export async function playTicket(play: Play, customer: Customer, planned: PlannedTicket): Promise<boolean> {
  await play.turn();
  const scene = await open(play, customer, planned);
  if (scene === null) return false;
  for (const act of planned.acts) {
    await play.turn();
    // Nothing is resolved over words that are still on their way: they would open it again.
    if (act.kind === 'resolution' && !(await allSeen(play, scene))) return false;
    await perform(play, scene, act);
  }
  return allSeen(play, scene);
}

async function allSeen({ stage }: Play, { opening }: Scene): Promise<boolean> {
  const acts = stage.onTicket.get(opening) ?? [];
  const isSeen = ({ token }: Act): boolean => (stage.relays.get(token)?.length ?? 0) > 0;
  return (await eventually(() => acts.every((act) => !act.isDelivered || isSeen(act)), patienceMs)) === true;
}

async function open(play: Play, customer: Customer, planned: PlannedTicket): Promise<Scene | null> {
  const { stage } = play;
  const token = stage.token(`c${customer.number}`);
  const act = beginAct(play, { token, kind: 'opening', customer, opening: token });
  const thread = await ask(play, customer, planned, token);
  if (customer.platform === 'slack' && !(await eventually(() => act.isDelivered, 60_000))) return null;
  await chooseSeverity(play, { customer, thread, planned, token });
  const relayed = (test: (sight: Sight) => boolean) =>
    eventually(() => stage.relays.get(token)?.find(test), patienceMs);
  const { queue } = planned;
  const card = await relayed(({ chat, thread: at }) => chat === slackQueue(queue) && at === null);
  const topic = await relayed(({ chat, thread: at }) => chat === `${telegramQueue(queue)}` && at !== null);
  if (card === undefined || topic === undefined) return null;
  return { customer, opening: token, queue, thread, card: card.messageId, topic: Number(topic.thread) };
}

/** The first words; gives the thread that they begin on Slack. */
async function ask(
  { cast }: Play,
  { platform, id, channel }: Customer,
  { queue }: PlannedTicket,
  token: string,
): Promise<string | null> {
  const words = `${token}: the scanner stops`;
  const line = queue === 0 ? `new ${words}` : `new ${requestType(queue)} ${words}`;
  if (platform === 'telegram') {
    await cast.telegram.as(Number(id)).send('dm', `/${line}`);
    return null;
  }
  const person = cast.slack.as(id);
  const posted =
    channel === null
      ? await person.dm(words)
      : await person.post(channel, `<@${cast.slack.botUserId}> ${line}`);
  return posted.ts;
}

/** Presses until the ticket is there: a press that gets no answer is made again, as people do. */
async function chooseSeverity(
  { cast, stage }: Play,
  {
    customer,
    thread,
    planned,
    token,
  }: { customer: Customer; thread: string | null; planned: PlannedTicket; token: string },
): Promise<void> {
  const { platform, id, channel } = customer;
  const chat = platform === 'telegram' ? id : (channel ?? cast.slack.directChannel(id));
  const label = planned.isCritical ? severities.critical : severities.medium;
  const askedAt = stage.onTicket.get(token)?.[0]?.at ?? 0;
  const isOpened = (): boolean => (stage.relays.get(token)?.length ?? 0) > 0;
  const question = () =>
    isOpened() ||
    stage.latest
      .get(`${chat} ${thread}`)
      ?.findLast(
        ({ sight, shown }) => sight.at >= askedAt && labelsOf(shown).some((each) => each.startsWith(label)),
      );
  for (let tries = 0; tries < 20 && !isOpened(); tries += 1) {
    const asked = await eventually(question, 60_000);
    if (asked === undefined || asked === true) return;
    const exact = labelsOf(asked.shown).find((each) => each.startsWith(label)) ?? label;
    await press(cast, id, asked.shown, exact).catch(() => undefined);
    await eventually(isOpened, 4_000);
  }
}

const labelsOf = (shown: ShownMessage | Message): readonly string[] =>
  'ts' in shown ? shown.buttons : (shown.reply_markup?.inline_keyboard.flat().map(({ text }) => text) ?? []);

async function press(cast: Cast, id: string, shown: ShownMessage | Message, label: string): Promise<void> {
  if ('ts' in shown) await cast.slack.as(id).click(shown, label);
  else await cast.telegram.as(Number(id)).press(shown, label);
}

function beginAct(
  { stage }: Play,
  { token, kind, customer, opening }: { token: string; kind: ActKind; customer: Customer; opening: string },
): Act {
  const { platform, id, channel } = customer;
  const chat = platform === 'telegram' ? id : (channel ?? `direct ${id}`);
  return stage.begin({ token, kind, writer: `${platform} ${id}`, platform, chat, ticket: opening });
}

async function perform(play: Play, scene: Scene, planned: PlannedAct): Promise<void> {
  const { stage, balancer } = play;
  const { customer, opening, queue } = scene;
  const { kind, by, heldMs } = planned;
  if (kind === 'claim') return claim(play, scene, planned);
  const token = stage.token(by === null ? `c${customer.number}` : `a${by.agent}`);
  const act =
    by === null
      ? beginAct(play, { token, kind, customer, opening })
      : stage.begin({
          token,
          kind,
          writer: `${by.platform} agent ${by.agent}`,
          platform: by.platform,
          chat: by.platform === 'slack' ? slackQueue(queue) : `${telegramQueue(queue)}`,
          ticket: opening,
        });
  if (act.platform === 'slack' && heldMs > 0) balancer.hold(token, heldMs);
  const written = write(play, scene, planned, token);
  // People do not wait for each other's messages to arrive; whoever writes on before theirs did has no known order.
  if (heldMs > 0) await sleep(20);
  else await written;
  if (!act.isDelivered) act.isOrdered = false;
  written.catch(() => undefined);
}

async function write({ cast }: Play, scene: Scene, { kind, by }: PlannedAct, token: string): Promise<void> {
  const { customer, queue, thread, card, topic } = scene;
  const words = `${token}: and it goes on`;
  if (by === null) {
    if (customer.platform === 'telegram') await cast.telegram.as(Number(customer.id)).send('dm', words);
    else await answerOnSlack(cast, customer, thread, words);
    return;
  }
  if (by.platform === 'slack') {
    const agent = cast.slackAgents[by.agent] ?? '';
    const desk = `<@${cast.slack.botUserId}>`;
    const line = {
      words,
      note: words,
      reply: `${desk} reply ${words}`,
      resolution: `${desk} resolve ${words}`,
    };
    await cast.slack.as(agent).post(slackQueue(queue), line[kind as keyof typeof line], { threadTs: card });
    return;
  }
  const line = { words, note: words, reply: `/reply ${words}`, resolution: `/resolve ${words}` };
  const agent = cast.telegramAgents[by.agent] ?? 0;
  await cast.telegram.as(agent).send(telegramQueue(queue), line[kind as keyof typeof line], { topic });
}

async function answerOnSlack(
  cast: Cast,
  { id, channel }: Customer,
  thread: string | null,
  words: string,
): Promise<void> {
  const options = thread === null ? {} : { threadTs: thread };
  if (channel === null) await cast.slack.as(id).dm(words, options);
  else await cast.slack.as(id).post(channel, words, options);
}

/** Claiming is refused to all but the first: what matters is that nothing breaks by it. */
async function claim({ cast }: Play, { queue, card, topic }: Scene, { by }: PlannedAct): Promise<void> {
  if (by?.platform === 'slack') {
    const agent = cast.slack.as(cast.slackAgents[by.agent] ?? '');
    await agent.post(slackQueue(queue), `<@${cast.slack.botUserId}> claim`, { threadTs: card });
  } else {
    const agent = cast.telegramAgents[by?.agent ?? 0] ?? 0;
    await cast.telegram.as(agent).send(telegramQueue(queue), '/claim', { topic });
  }
}
