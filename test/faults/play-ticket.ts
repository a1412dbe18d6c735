// Plays one ticket from its opening to its resolution, as planned: the customer and the agents, each on their platform.
import { setTimeout as sleep } from 'node:timers/promises';
import { slackQueue, telegramQueue } from './desk-file.ts';
import { openTicket } from './open-ticket.ts';
import { beginAct, type Customer, type Play, patienceMs, type Scene } from './play.ts';
import type { Act } from './record.ts';
import type { PlannedAct, PlannedTicket } from './schedule.ts';
import { eventually } from './stage.ts';
import { claim, write } from './write-words.ts';

/** Resolves when all is written; false when the ticket did not come about, and nobody could go on. */
export async function playTicket(play: Play, customer: Customer, planned: PlannedTicket): Promise<boolean> {
  await play.turn();
  const scene = await openTicket(play, customer, planned);
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
