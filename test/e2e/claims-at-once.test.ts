// Two agents press Claim at the same moment, over and over: always one of them has the ticket, and the other knows.
import { expect, test } from 'vitest';
import type { ShownMessage } from '../../src/playground/slack/people/shown.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { inScene, type Scene } from '../support/scene.ts';
import { supportChannel } from '../support/scene-config.ts';
import { type SlackPerson, slackAgent, slackPerson } from '../support/slack-people.ts';

const rounds = 100;

/** Every ticket is opened by the form, which is the shortest way to one. */
async function openTickets(scene: Scene, requester: SlackPerson): Promise<ShownMessage[]> {
  const channel = scene.slack.addChannel({ name: 'general', members: [requester.id] });
  for (let round = 1; round <= rounds; round++) {
    await requester.commands(`new Matter ${round}`, channel);
    await requester.submits({ severity: 'low' });
  }
  await scene.settled();
  return scene.slack.messages(supportChannel).filter(({ buttons }) => buttons.includes('Claim'));
}

describeEachDatabase('two agents who claim at once', (database) => {
  test(
    `are one winner and one loser who is told the winner’s name, ${rounds} times out of ${rounds}`,
    () =>
      inScene({ database, at: '2026-02-09T10:00:00+03:00' }, async (scene) => {
        const anna = await slackAgent(scene, { name: 'anna', realName: 'Anna Agent' });
        const boris = await slackAgent(scene, { name: 'boris', realName: 'Boris Agent' });
        const mike = slackPerson(scene, { name: 'mike', realName: 'Mike Smith' });
        const cards = await openTickets(scene, mike);
        expect(cards).toHaveLength(rounds);

        for (const card of cards) {
          const presses = [anna, boris].map(({ person }) => person.click(card, 'Claim'));
          await Promise.all(presses);
        }
        const told = () => [anna, boris].map(({ privately }) => privately.seen().map(({ text }) => text));
        await scene.slack.waitFor(() => told().flat().length === 2 * rounds, {
          deadlineMs: 15_000,
          what: `${2 * rounds} answers`,
        });
        await scene.settled();

        for (const { content } of cards) {
          const reference = content.slice(0, content.indexOf(' '));
          const [toAnna = [], toBoris = []] = told();
          const annaWon = toAnna.includes(`You have ${reference}.`);
          const [winner, won, lost] = annaWon
            ? ['Anna Agent', toAnna, toBoris]
            : ['Boris Agent', toBoris, toAnna];
          expect(won).toContain(`You have ${reference}.`);
          expect(lost).toContain(`${winner} already has ${reference}.`);
          const thread = await anna.thread(reference);
          expect(thread.seen()[0]?.text).toContain(`*Owner*\n${winner}`);
          expect(thread.all(/has taken/)).toHaveLength(1);
        }
      }),
    300_000,
  );
});
