// The file system of the embedded database with a real fsync, so that a committed transaction is on the disk.
import fs from 'node:fs';
import type { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

type EngineOptions = Parameters<NodeFS['init']>[1];
type Engine = Parameters<NonNullable<EngineOptions['preRun']>[number]>[0];

/** The part of Emscripten's NODEFS that its types leave out. */
interface NodeFileSystem {
  readonly stream_ops: { fsync?: (stream: NodeStream) => number };
  realPath(node: NodeStream['node']): string;
}
interface NodeStream {
  /** The file descriptor of the host; directories have none. */
  readonly nfd?: number;
  readonly node: object;
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
  const files = engine.FS as unknown as {
    filesystems: { NODEFS: NodeFileSystem };
    ErrnoError: new (errno: number) => Error;
  };
  const { NODEFS } = files.filesystems;
  NODEFS.stream_ops.fsync = (stream) => {
    try {
      if (stream.nfd === undefined) syncDirectory(NODEFS.realPath(stream.node));
      else fs.fsyncSync(stream.nfd);
      return 0;
    } catch (cause) {
      throw Object.assign(new files.ErrnoError(EIO), { cause });
    }
  };
}

function syncDirectory(directory: string): void {
  // Windows cannot open a directory as a file, and keeps directory entries in its journal.
  if (process.platform === 'win32') return;
  const descriptor = fs.openSync(directory, 'r');
  try {
    fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}
