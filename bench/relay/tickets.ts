// The tickets that people talk about: one for each customer, so that it is clear which one a message is about.
import type { TelegramLoad } from '../load/platforms-process.ts';
import { formSubmission, postInteraction } from '../load/slack-requests.ts';
import { type Stage, untilReached } from '../load/stage.ts';

/** Opens a ticket for every customer on Slack, in turn for each request type (null: the usual one). */
export async function openOnSlack(
  { desk, platforms }: Stage,
  types: readonly (string | null)[],
): Promise<void> {
  for (const [index, userId] of platforms.customers.entries()) {
    const type = types[index % types.length] ?? null;
    const answer = await postInteraction(
      `${desk.address}/slack/events`,
      formSubmission({
        triggerId: `open.${index}`,
        userId,
        team: platforms.slackTeam,
        channel: platforms.commonChannel,
        description: `The scanner of customer ${index} stops`,
        command: type === null ? 'new' : `new ${type}`,
      }),
    );
    if (answer !== '') throw new Error(`the form stays open: ${answer}`);
  }
}

/** Opens a ticket for so many people on Telegram. */
export async function openOnTelegram({ platforms }: Stage, people: number, type?: string): Promise<void> {
  if (people === 0) return;
  const load = await platforms.child.ask<TelegramLoad>('openInTelegram', {
    ratePerSecond: 10,
    seconds: people / 10,
    ...(type !== undefined && { type }),
  });
  if (load.latenciesMs.length < people)
    throw new Error(`opening on Telegram: ${JSON.stringify(load.errors)}`);
}

/** Waits until every requester has been told of so many tickets, and agents have been shown them. */
export async function untilToldOf({ platforms }: Stage, tickets: number): Promise<void> {
  const patienceMs = 60_000;
  await untilReached(async () => (await platforms.sent()).answers, tickets, { what: 'answers', patienceMs });
  await untilReached(async () => (await platforms.sent()).places, tickets, { what: 'threads', patienceMs });
}
