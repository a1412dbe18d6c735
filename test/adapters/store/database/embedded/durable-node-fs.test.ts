import fs from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { expect, test, vi } from 'vitest';
import { DurableNodeFS } from '../../../../../src/adapters/store/database/embedded/durable-node-fs.ts';
import { ENGINE_PARAMETERS } from '../../../../../src/adapters/store/database/embedded/engine-parameters.ts';
import { embeddedTemplate } from '../../../../support/embedded-template.ts';

test('every commit reaches the disk by an fsync of the host, and a checkpoint syncs directories too', async () => {
  const root = await mkdtemp(path.join(tmpdir(), 'deskhand-fsync-'));
  await cp(await embeddedTemplate(false), root, { recursive: true });
  const engine = await PGlite.create({
    fs: new DurableNodeFS(path.join(root, 'postgres')),
    startParams: ENGINE_PARAMETERS,
  });
  await engine.exec('CREATE TABLE note (text text)');

  const isDirectory: boolean[] = [];
  const sync = fs.fsyncSync;
  const spy = vi.spyOn(fs, 'fsyncSync').mockImplementation((descriptor) => {
    isDirectory.push(fs.fstatSync(descriptor).isDirectory());
    sync(descriptor);
  });
  await engine.exec(`INSERT INTO note VALUES ('kept')`);
  expect(isDirectory).toEqual([false]);
  await engine.exec('SELECT pg_switch_wal(); CHECKPOINT');
  expect(isDirectory).toContain(true);

  spy.mockRestore();
  await engine.close();
  await rm(root, { recursive: true, force: true });
});
