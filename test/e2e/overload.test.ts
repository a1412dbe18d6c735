// Far more at once than the desk can take: it refuses what it has no room for, within Slack's limit, and loses nothing.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { format } from '../../src/messages/format.ts';
import { type DatabaseUnderTest, describeEachDatabase, openTestDatabase } from '../support/databases.ts';
import { freePort } from '../support/free-port.ts';
import { inScene, type Scene, slackSigningSecret } from '../support/scene.ts';
import { slackAgent } from '../support/slack-people.ts';
import type { Answered, Flood, Posted } from './processes/slack-burst.ts';

/** `DESKHAND_LONG` makes it five thousand, and tells how each round went. */
const EVENTS = process.env.DESKHAND_LONG ? 5_000 : 1_500;
/** So many of them are written to the desk itself, by as many people, and are answered. */
const ASKING = 50;
const ROOMS = 50;
/** Slack waits three seconds; the machine that plays Slack and the desk may be busy with other tests as well. */
const patienceMs = 10_000;
/** For working off what was taken, on a machine that may be busy. */
const calmWithinMs = 100_000;

describeEachDatabase('a desk told far more at once than it can take', (database) => {
  test('answers a flood of events in time, each with 200 or 503, and handles each once in the end', async () => {
    const kept: string[] = [];
    await inScene({ database: lookedInto(database, kept), at: new Date().toISOString() }, async (scene) => {
      const people = await populate(scene);
      const events = await collected(scene, async () => {
        for (const id of people) await scene.slack.as(id).dm('The server is down');
        for (let n = people.length; n < EVENTS; n++)
          await scene.slack.as(people[n % ASKING] ?? '').post(`C0ROOM${n % ROOMS}`, `Chatter, ${n}`);
      });
      expect(events).toHaveLength(EVENTS);
      const statuses = new Set<number | null>();
      let waiting: readonly Posted[] = events;
      for (let round = 1; waiting.length > 0; round++) {
        const answers = await flood(scene, waiting);
        report(database.name, round, answers);
        for (const { status } of answers) statuses.add(status);
        expect(longest(answers)).toBeLessThan(patienceMs);
        waiting = waiting.filter((_, n) => answers[n]?.status !== 200);
      }
      expect([...statuses].sort()).toEqual([200, 503]);
      await calm(scene);
      for (const id of people) expect(questionsTo(scene, id)).toBe(1);
      const ids = events.map(({ body }): string => JSON.parse(body).event_id);
      kept.push(...ids);
    });
    expect(kept).toEqual([]);
  }, 240_000);

  test('tells people in words that a command or a form was not taken', async () => {
    await inScene({ database, at: new Date().toISOString() }, async (scene) => {
      const anna = await slackAgent(scene, { name: 'anna', realName: 'Anna Agent' });
      await anna.commands('new');
      await anna.form(/New ticket/);
      const acts = await collected(scene, async () => {
        await anna.commands('list');
        await anna.submits({ severity: 'high', description: 'The server is down' });
      });
      expect(acts).toHaveLength(2);
      const answers = await flood(scene, Array.from({ length: 400 }, () => acts).flat());
      report(database.name, 1, answers);
      expect(longest(answers)).toBeLessThan(patienceMs);
      const bodies = new Set(answers.map(({ body }) => body));
      const busy = format('en', 'desk.busy');
      expect(bodies).toContain(JSON.stringify({ response_type: 'ephemeral', text: busy }));
      expect([...bodies].filter((body) => body.includes('"errors"'))).toEqual([
        expect.stringContaining(busy),
      ]);
    });
  });
});

async function populate({ slack, settled }: Scene): Promise<readonly string[]> {
  const people = Array.from({ length: ASKING }, (_, n) =>
    slack.addUser({ id: `U0ASKS${n}`, name: `asks${n}`, realName: `Asks ${n}`, locale: 'en-GB' }),
  );
  for (let n = 0; n < ROOMS; n++) {
    const id = slack.addChannel({ id: `C0ROOM${n}`, name: `room-${n}`, members: people });
    await slack.invite(id, slack.botUserId);
  }
  await settled();
  return people;
}

/** What Slack would have sent the desk meanwhile, which hears nothing of it. */
async function collected({ slack, address }: Scene, act: () => Promise<void>): Promise<Posted[]> {
  const posted: Posted[] = [];
  const server = createServer(async (request, response) => {
    posted.push({ body: await text(request), contentType: request.headers['content-type'] ?? '' });
    response.end();
  });
  const port = await freePort();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  slack.setRequestUrl(`http://127.0.0.1:${port}/`);
  await act();
  await slack.settled();
  slack.setRequestUrl(`${address()}/slack/events`);
  server.closeAllConnections();
  server.close();
  return posted;
}

async function flood(scene: Scene, requests: readonly Posted[]): Promise<readonly Answered[]> {
  const sender = fork(new URL('processes/slack-burst.ts', import.meta.url));
  const answered: Promise<[readonly Answered[]]> = once(sender, 'message') as never;
  const url = `${scene.address()}/slack/events`;
  sender.send({ url, signingSecret: slackSigningSecret, requests } satisfies Flood);
  const [answers] = await answered;
  sender.disconnect();
  return answers;
}

const longest = (answers: readonly Answered[]): number => Math.max(...answers.map(({ tookMs }) => tookMs));

function report(database: string, round: number, answers: readonly Answered[]): void {
  if (!process.env.DESKHAND_LONG) return;
  const taken = answers.filter(({ status }) => status === 200).length;
  const longestMs = Math.round(longest(answers));
  console.log({ database, round, sent: answers.length, taken, longestMs });
}

const questionsTo = ({ slack }: Scene, id: string): number =>
  slack.directMessages(id).filter(({ content }) => content.includes('How severe is it?')).length;

async function calm(scene: Scene): Promise<void> {
  const waiting = async (): Promise<readonly (string | null)[]> => {
    const events = await scene.store().read(({ inbox }) => inbox.waiting(3));
    // What there was no room for is looked for by the scene's clock.
    if (events.length > 0) await scene.advance(1_000);
    return events.map(({ error }) => error);
  };
  await expect.poll(waiting, { timeout: calmWithinMs, interval: 200 }).toEqual([]);
  await scene.settled();
}

/** Once the desk is stopped, leaves of `ids` those that its inbox does not hold as handled. */
function lookedInto(database: DatabaseUnderTest, ids: string[]): DatabaseUnderTest {
  return {
    ...database,
    async open(options) {
      const opened = await database.open(options);
      const dispose = async (): Promise<void> => {
        const { pool, close } = await openTestDatabase(opened.location);
        const { rows } = await pool.query<{ event_id: string }>(
          `SELECT event_id FROM inbound_events WHERE platform = 'slack' AND handled_at IS NOT NULL AND failed_at IS NULL`,
        );
        await close();
        const handled = new Set(rows.map(({ event_id }) => event_id));
        ids.splice(0, ids.length, ...ids.filter((id) => !handled.has(id)));
        await opened.dispose();
      };
      return { ...opened, dispose };
    },
  };
}
