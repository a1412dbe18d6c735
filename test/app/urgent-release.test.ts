// Whose changes are released first: the plan decides, by its own target and by the order in the queue.
import { expect, it } from 'vitest';
import { HOUR_MS } from '../../src/domain/instant.ts';
import { askForChange, deskWithLab, inChannel, urgentContract } from '../builders/lab.ts';
import { anna, ivan, jane } from '../builders/people.ts';
import type { DeskOnFakes } from '../support/desk-on-fakes.ts';
import { labChannel } from '../support/scene-config.ts';

const resolutionOf = async (desk: DeskOnFakes, reference: string) =>
  (await desk.ticket(reference)).timers.find(({ metric }) => metric === 'resolution');

it('a plan with urgent releases has its own within a day around the clock', async () => {
  const desk = deskWithLab();
  await askForChange(desk, { organisationId: await urgentContract(desk) });
  expect((await desk.ticket('ACME-1')).isUrgent).toBe(true);
  const timer = await resolutionOf(desk, 'ACME-1');
  expect(timer?.dueAt).toBe(desk.clock.now() + 24 * HOUR_MS);
});

it('other plans leave the time of the release to a promise', async () => {
  const desk = deskWithLab();
  await askForChange(desk);
  expect((await desk.ticket('ACME-1')).isUrgent).toBe(false);
  expect(await resolutionOf(desk, 'ACME-1')).toMatchObject({ withinMs: null, dueAt: null });
});

it('an incident has no release, whatever the plan', async () => {
  const desk = deskWithLab();
  await askForChange(desk, { requestType: 'incident', organisationId: await urgentContract(desk) });
  expect((await desk.ticket('ACME-1')).isUrgent).toBe(false);
  expect(await resolutionOf(desk, 'ACME-1')).toBeUndefined();
});

it('urgent ones stand first in the queue, before more severe ones that came earlier', async () => {
  const desk = deskWithLab();
  await askForChange(desk, { by: ivan, severity: 'critical' });
  await desk.pass(HOUR_MS);
  await askForChange(desk, { by: jane, severity: 'low', organisationId: await urgentContract(desk) });
  const answer = await desk.command(anna, 'list', { place: inChannel(labChannel) });
  const view = answer?.view;
  const titles = view?.kind === 'list' ? view.items.map(({ title }) => title) : [];
  expect(titles.map((title) => title.split(' ')[0])).toEqual(['ACME-2', 'ACME-1']);
});

it('the lab promises a release, which the requester is told; the release keeps it', async () => {
  const desk = deskWithLab();
  await askForChange(desk);
  const place = await desk.threadOf('ACME-1');
  const claimed = await desk.command(anna, 'claim', { place });
  expect(JSON.stringify(claimed?.view)).toContain('by when it is done');
  const form = await desk.command(anna, 'promise', { place });
  expect(form?.view).toMatchObject({ kind: 'form', intro: expect.stringContaining('will ACME-1 be done') });
  await desk.command(anna, 'promise 8h', { place });
  const timer = await resolutionOf(desk, 'ACME-1');
  expect(timer?.promise).not.toBeNull();
  await desk.pass(HOUR_MS);
  await desk.command(anna, 'stage released 2026.2.2', { place });
  expect((await resolutionOf(desk, 'ACME-1'))?.metAt).toBe(desk.clock.now());
});
