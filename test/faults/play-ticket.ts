// Plays one ticket from its opening to its resolution, as planned: the customer and the agents, each on their platform.
import { setTimeout as sleep } from 'node:timers/promises';
import { slackQueue, telegramQueue } from './desk-file.ts';
import { openTicket } from './open-ticket.ts';
import { beginAct, type Customer, GaveUp, type Play, type Scene } from './play.ts';
import type { Act } from './record.ts';
import type { PlannedAct, PlannedTicket } from './schedule.ts';
import { eventually, isBrought } from './stage.ts';
import { claim, write } from './write-words.ts';

/** How often agents resolve a ticket when Slack gives up bringing their word to the desk. */
const resolvedAtMost = 5;

/**
 * Resolves when all is written and seen.
 * @throws GaveUp where the ticket did not come about or something written was not seen in time.
 */
export async function playTicket(play: Play, customer: Customer, planned: PlannedTicket): Promise<void> {
  await play.turn();
  const scene = await openTicket(play, customer, planned);
  for (const act of planned.acts) {
    await play.turn();
    // Nothing is resolved over words that are still on their way: they would open it again.
    if (act.kind === 'resolution') await resolve(play, scene, act);
    else await perform(play, scene, act);
  }
  await allSeen(play, scene);
}

/** Until the desk was brought it: what its customer writes next would go on with a ticket that is still open. */
async function resolve(play: Play, scene: Scene, planned: PlannedAct): Promise<void> {
  for (let tries = 0; tries < resolvedAtMost; tries += 1) {
    await allSeen(play, scene);
    const act = await perform(play, scene, planned);
    if (act === null || (await isBrought(act))) return;
  }
  throw new GaveUp('its resolution never reached the desk');
}

async function allSeen({ stage, patienceMs }: Play, { opening }: Scene): Promise<void> {
  const acts = stage.onTicket.get(opening) ?? [];
  const unseen = (): readonly Act[] =>
    acts.filter(({ token, isDelivered }) => isDelivered && !stage.relays.has(token));
  if ((await eventually(() => unseen().length === 0, patienceMs)) === true) return;
  const [first] = unseen();
  throw new GaveUp(`nobody has seen ${first?.token}, ${first?.kind} by ${first?.writer}`);
}

/** The act that was recorded; null for what leaves no words. */
async function perform(play: Play, scene: Scene, planned: PlannedAct): Promise<Act | null> {
  const { stage, balancer } = play;
  const { customer, opening, queue } = scene;
  const { kind, by, heldMs } = planned;
  if (kind === 'claim') {
    await claim(play, scene, planned);
    return null;
  }
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
  return act;
}
