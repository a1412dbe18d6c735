// Opens a ticket as customers do: by words, and by choosing how severe it is.
import type { ShownMessage } from '../../src/playground/slack/people/shown.ts';
import type { Message } from '../../src/playground/telegram/wire.ts';
import type { Cast } from './cast.ts';
import { requestType, slackQueue, telegramQueue } from './desk-file.ts';
import { beginAct, type Customer, GaveUp, type Play, type Scene } from './play.ts';
import type { Act, Sight } from './record.ts';
import type { PlannedTicket } from './schedule.ts';
import { eventually, isBrought } from './stage.ts';

const severities = { critical: '1 · Critical: work has stopped', medium: '3 · Medium' } as const;

/** How often a customer asks when Slack gives up bringing their words to the desk. */
const askedAtMost = 5;

/**
 * Where the ticket goes on, once agents see it on both platforms.
 * @throws GaveUp where it does not come about.
 */
export async function openTicket(play: Play, customer: Customer, planned: PlannedTicket): Promise<Scene> {
  const { stage, patienceMs } = play;
  const { token, thread } = await askUntilBrought(play, customer, planned);
  await chooseSeverity(play, { customer, thread, planned, token });
  const relayed = (test: (sight: Sight) => boolean) =>
    eventually(() => stage.relays.get(token)?.find(test), patienceMs);
  const { queue } = planned;
  const card = await relayed(({ chat, thread: at }) => chat === slackQueue(queue) && at === null);
  const topic = await relayed(({ chat, thread: at }) => chat === `${telegramQueue(queue)}` && at !== null);
  if (card === undefined || topic === undefined) {
    throw new GaveUp(`no ${card === undefined ? 'card' : 'topic'} shows the opening ${token}`);
  }
  return { customer, opening: token, queue, thread, card: card.messageId, topic: Number(topic.thread) };
}

interface Asked {
  readonly token: string;
  readonly thread: string | null;
}

/** Asks again, as people do, where Slack gave up. */
async function askUntilBrought(play: Play, customer: Customer, planned: PlannedTicket): Promise<Asked> {
  const { stage } = play;
  for (let tries = 0; tries < askedAtMost; tries += 1) {
    const token = stage.token(`c${customer.number}`);
    const act: Act = beginAct(play, { token, kind: 'opening', customer, opening: token });
    const thread = await ask(play, customer, planned, token);
    if (await isBrought(act)) return { token, thread };
  }
  throw new GaveUp('its opening never reached the desk');
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
