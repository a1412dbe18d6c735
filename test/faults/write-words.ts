// Writes on a ticket, as its customer or an agent on either platform does.
import type { Cast } from './cast.ts';
import { slackQueue, telegramQueue } from './desk-file.ts';
import type { Customer, Play, Scene } from './play.ts';
import type { PlannedAct } from './schedule.ts';

/** Resolves when the platform has taken it and the desk was told, or could not be. */
export async function write(
  { cast }: Play,
  scene: Scene,
  { kind, by }: PlannedAct,
  token: string,
): Promise<void> {
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
export async function claim(
  { cast }: Play,
  { queue, card, topic }: Scene,
  { by }: PlannedAct,
): Promise<void> {
  if (by?.platform === 'slack') {
    const agent = cast.slack.as(cast.slackAgents[by.agent] ?? '');
    await agent.post(slackQueue(queue), `<@${cast.slack.botUserId}> claim`, { threadTs: card });
  } else {
    const agent = cast.telegramAgents[by?.agent ?? 0] ?? 0;
    await cast.telegram.as(agent).send(telegramQueue(queue), '/claim', { topic });
  }
}
