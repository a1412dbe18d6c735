// The file system of the embedded database with a real fsync, so that a committed transaction is on the disk.
import fs from 'node:fs';
import type { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

type EngineOptions = Parameters<NodeFS['init']>[1];
type Engine = Parameters<NonNullable<EngineOptions['preRun']>[number]>[0];

/** The part of Emscripten's file system that its types leave out; `nfd` is the descriptor of the host's file. */
interface EngineFiles {
  readonly filesystems: {
    readonly NODEFS: { readonly stream_ops: { fsync?(stream: { nfd: number }): number } };
  };
  readonly ErrnoError: new (errno: number) => Error;
}

const EIO = 29;

/** PGlite's file system lacks fsync: PostgreSQL asks for it before it confirms a commit, and was told that all is well. */
export class DurableNodeFS extends NodeFS {
  override async init(pg: PGlite, options: EngineOptions): Promise<{ emscriptenOpts: EngineOptions }> {
    const { emscriptenOpts } = await super.init(pg, options);
    const preRun = [...(emscriptenOpts.preRun ?? []), addFsync];
    return { emscriptenOpts: { ...emscriptenOpts, preRun } };
  }
}

function addFsync(engine: Engine): void {
  const files = engine.FS as unknown as EngineFiles;
  files.filesystems.NODEFS.stream_ops.fsync = ({ nfd }) => {
    try {
      fs.fsyncSync(nfd);
      return 0;
    } catch (cause) {
      throw Object.assign(new files.ErrnoError(EIO), { cause });
    }
  };
}
