// `databases`: who may say which antivirus databases are the latest, and that they do not go backwards unawares.
import { beforeEach, expect, it } from 'vitest';
import { latestDatabases } from '../../src/app/databases.ts';
import { deskWithLab, inChannel } from '../builders/lab.ts';
import { anna, boris, ivan, slackUser } from '../builders/people.ts';
import type { DeskOnFakes } from '../support/desk-on-fakes.ts';
import { labChannel, slackLeadId, supportChannel } from '../support/scene-config.ts';
import { textOf } from '../support/views.ts';

let desk: DeskOnFakes;

beforeEach(() => {
  desk = deskWithLab();
});

const inLab = { place: inChannel(labChannel) };
const latest = () => desk.store.read(latestDatabases);

async function says(line: string): Promise<string> {
  const answer = await desk.command(anna, line, inLab);
  return answer === null ? '' : textOf(answer.view);
}

it('says that none are known, and how to set them', async () => {
  expect(await says('databases')).toContain('databases set 2026.11.22.1200');
});

it.each(['databases set 2026.11.22.1200', 'databases 2026.11.22.1200', 'databases SET 2026.11.22.1200'])(
  'are set by “%s”',
  async (line) => {
    expect(await says(line)).toContain('The latest antivirus databases are now 2026.11.22.1200');
    expect(await latest()).toBe('2026.11.22.1200');
    expect(await says('databases')).toMatch(/2026\.11\.22\.1200, set by Anna Orlova today/);
  },
);

it('do not become older, unless that is meant', async () => {
  await says('databases set 2026.11.22.1200');
  expect(await says('databases set 2026.9.1')).toContain('databases set 2026.9.1 force');
  expect(await latest()).toBe('2026.11.22.1200');
  await says('databases set 2026.9.1 force');
  expect(await latest()).toBe('2026.9.1');
});

it.each(['soon', 'force', 'set soon', '2026.11.x'])('are no “%s”', async (text) => {
  await says(`databases ${text}`);
  expect(await latest()).toBeNull();
});

it.each([
  ['a customer', ivan, undefined],
  ['an agent of a queue whose requests do not depend on them', boris, inChannel(supportChannel)],
  ['an agent who writes in direct messages', anna, undefined],
] as const)('are no matter of %s', async (_, who, place) => {
  await desk.command(who, 'databases set 2026.11.22.1200', place === undefined ? {} : { place });
  expect(await latest()).toBeNull();
});

it('are a matter of a lead, wherever that is said', async () => {
  await desk.command(slackUser(slackLeadId, 'Lena Lead'), 'databases set 2026.11.22.1200');
  expect(await latest()).toBe('2026.11.22.1200');
});
