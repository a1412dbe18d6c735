// Creates the files of a new embedded database in a thread of its own, whose memory is given back when it ends.
import { workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { DurableNodeFS } from './durable-node-fs.ts';
import { ENGINE_PARAMETERS } from './engine-parameters.ts';

const { emptyDirectory } = workerData as { emptyDirectory: string };
const engine = await PGlite.create({ fs: new DurableNodeFS(emptyDirectory), startParams: ENGINE_PARAMETERS });
await engine.close();
