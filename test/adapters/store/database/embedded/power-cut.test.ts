// The power goes at random instants while the embedded database writes; what it confirmed before must be there.
//
// DESKHAND_POWER_CUTS=500 plays so many, DESKHAND_SEED another course of chance.
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  ensureInitialised,
  prepareDataDirectory,
} from '../../../../../src/adapters/store/database/embedded/data-directory.ts';
import { DurableNodeFS } from '../../../../../src/adapters/store/database/embedded/durable-node-fs.ts';
import { compileEngineSmall } from '../../../../../src/adapters/store/database/embedded/engine-memory.ts';
import { ENGINE_PARAMETERS } from '../../../../../src/adapters/store/database/embedded/engine-parameters.ts';
import { embeddedTemplate } from '../../../../support/embedded-template.ts';
import { audit, book, createBooks, openEngine } from './power/desk-on-disk.ts';
import { Disk, type Random } from './power/disk.ts';
import { type Recording, record } from './power/recorder.ts';

const CUTS = Number(process.env.DESKHAND_POWER_CUTS ?? 6);
const SEED = Number(process.env.DESKHAND_SEED ?? 20_260_115);
const TRANSACTIONS = 260;
/** What is synced is recorded, so the disk itself need not be a slow one. */
const MEMORY = '/dev/shm';

/** A small generator of repeatable numbers in [0, 1): mulberry32. */
function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

let root: string;
beforeEach(() => {
  compileEngineSmall();
  root = mkdtempSync(path.join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'deskhand-power-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Books for a while on a recorded disk; `further` parameters of the engine are for showing what happens without care. */
async function recordedBooks(further: readonly string[] = []): Promise<Recording> {
  const data = path.join(root, 'data');
  await cp(await embeddedTemplate(false), data, { recursive: true });
  const prepared = await openEngine(data);
  await createBooks(prepared);
  await prepared.close();
  const recording = record(data);
  try {
    const engine = await openEngine(data, further);
    for (let number = 1; number <= TRANSACTIONS; number++) {
      await book(engine, number);
      recording.confirm(number);
    }
    await engine.close();
  } finally {
    recording.stop();
  }
  return recording;
}

/** Cuts the power `cuts` times, anywhere between the first operation and the last; what each of them is found to break. */
async function cutThePower(
  recording: Recording,
  cuts: number,
  look: (found: string, confirmed: number) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const random = seeded(SEED);
  const { operations } = recording;
  const instants = Array.from({ length: cuts }, () => Math.floor(random() * (operations.length + 1))).sort(
    (one, other) => one - other,
  );
  const disk = new Disk(recording.before);
  const problems: string[] = [];
  let done = 0;
  for (const instant of instants) {
    for (const operation of operations.slice(done, instant)) disk.apply(operation);
    done = instant;
    const found = path.join(root, 'found');
    mkdirSync(found);
    disk.loseThePower(found, random);
    for (const problem of await look(found, disk.confirmed))
      problems.push(`after operation ${instant} of ${operations.length}: ${problem}`);
    rmSync(found, { recursive: true });
  }
  return problems;
}

test(`what was confirmed before the power went is there afterwards, and whole (${CUTS} cuts, seed ${SEED})`, {
  timeout: 60_000 + CUTS * 10_000,
}, async () => {
  const recording = await recordedBooks();
  expect(await cutThePower(recording, CUTS, audit)).toEqual([]);
});

test('without fsync the same cuts are noticed', { timeout: 120_000 }, async () => {
  const recording = await recordedBooks(['-F']);
  expect(recording.operations.filter(({ kind }) => kind === 'sync').length).toBeLessThan(TRANSACTIONS);
  expect((await cutThePower(recording, 4, audit)).length).toBeGreaterThan(0);
});

test('a first start that loses the power leaves a database that opens, or none', {
  timeout: 120_000,
}, async () => {
  const data = path.join(root, 'data');
  mkdirSync(data);
  const recording = record(data);
  try {
    await ensureInitialised(await prepareDataDirectory(data), async (directory) => {
      const engine = await PGlite.create({
        fs: new DurableNodeFS(directory),
        startParams: ENGINE_PARAMETERS,
      });
      await engine.close();
    });
  } finally {
    recording.stop();
  }
  const problems = await cutThePower(recording, Math.max(4, CUTS / 10), opensIfThere);
  expect(problems).toEqual([]);
});

async function opensIfThere(found: string): Promise<readonly string[]> {
  const directory = await prepareDataDirectory(found);
  await ensureInitialised(directory, async (empty) => {
    await cp(path.join(await embeddedTemplate(false), 'postgres'), empty, { recursive: true });
  });
  try {
    await (await openEngine(found)).close();
    return [];
  } catch (error) {
    return [String(error)];
  }
}
