// Records everything that is done to the files below a directory, in order, while it is really done.
//
// The engine reaches its files by Node's synchronous functions only, so these are wrapped for the time of a recording.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';

/** A file by the number it got when it was first seen; it keeps it whatever its name becomes. */
export type FileId = number;

export type Operation =
  | { readonly kind: 'create'; readonly name: string; readonly file: FileId }
  | { readonly kind: 'makeDirectory'; readonly name: string }
  | { readonly kind: 'remove'; readonly name: string }
  | { readonly kind: 'rename'; readonly from: string; readonly to: string }
  | { readonly kind: 'write'; readonly file: FileId; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly file: FileId; readonly size: number }
  | { readonly kind: 'sync'; readonly file: FileId | null }
  | { readonly kind: 'confirmed'; readonly number: number };

export interface Recording {
  /** What lay on the disk before, by name below the root; null for a directory. */
  readonly before: ReadonlyMap<string, Buffer | null>;
  readonly operations: readonly Operation[];
  /** Notes that something was confirmed to somebody at this point. */
  confirm(number: number): void;
  /** Ends the recording; Node's functions are themselves again. */
  stop(): void;
}

type Wrapped =
  | 'openSync'
  | 'writeSync'
  | 'writeFileSync'
  | 'truncateSync'
  | 'ftruncateSync'
  | 'fsyncSync'
  | 'closeSync'
  | 'mkdirSync'
  | 'rmdirSync'
  | 'renameSync'
  | 'unlinkSync';

/** Records until it is stopped. Files are named relative to `root`; what lies elsewhere is left alone. */
export function record(root: string): Recording {
  const before = readTree(root);
  const operations: Operation[] = [];
  const files = new Map<string, FileId>();
  const open = new Map<number, FileId | null>();
  let lastFile = 0;
  for (const [name, content] of before) {
    if (content === null) continue;
    lastFile += 1;
    files.set(name, lastFile);
  }
  const real = { ...fs };
  const nameOf = (file: fs.PathLike): string | null => {
    const name = path.relative(root, path.resolve(`${file}`));
    return name.startsWith('..') ? null : name;
  };
  const wrapped: Pick<typeof fs, Wrapped> = {
    openSync(file, flags, mode) {
      const name = nameOf(file);
      const existed = name !== null && real.existsSync(file);
      const descriptor = real.openSync(file, flags, mode);
      if (name === null) return descriptor;
      const isDirectory = real.fstatSync(descriptor).isDirectory();
      if (!existed) operations.push({ kind: 'create', name, file: named(name) });
      else if (typeof flags === 'number' && flags & fs.constants.O_TRUNC)
        operations.push({ kind: 'truncate', file: named(name), size: 0 });
      open.set(descriptor, isDirectory ? null : named(name));
      return descriptor;
    },
    writeSync: ((
      descriptor: number,
      buffer: NodeJS.ArrayBufferView,
      offset: number,
      length: number,
      at: number,
    ) => {
      const written = real.writeSync(descriptor, buffer, offset, length, at);
      const file = open.get(descriptor);
      if (file !== undefined && file !== null) {
        const bytes = Buffer.from(Buffer.from(buffer.buffer, buffer.byteOffset + offset, written));
        operations.push({ kind: 'write', file, at, bytes });
      }
      return written;
    }) as typeof fs.writeSync,
    writeFileSync(file, data, options) {
      real.writeFileSync(file, data, options);
      const name = typeof file === 'number' ? null : nameOf(file);
      if (name === null) return;
      if (data !== '') throw new Error('only empty files are expected to be written whole');
      operations.push({ kind: 'create', name, file: named(name) });
    },
    truncateSync(file, size = 0) {
      real.truncateSync(file, size);
      const name = nameOf(file);
      if (name !== null) operations.push({ kind: 'truncate', file: named(name), size });
    },
    ftruncateSync(descriptor, size) {
      real.ftruncateSync(descriptor, size);
      const file = open.get(descriptor);
      if (file !== undefined && file !== null) operations.push({ kind: 'truncate', file, size: size ?? 0 });
    },
    fsyncSync(descriptor) {
      real.fsyncSync(descriptor);
      const file = open.get(descriptor);
      if (file !== undefined) operations.push({ kind: 'sync', file });
    },
    closeSync(descriptor) {
      real.closeSync(descriptor);
      open.delete(descriptor);
    },
    mkdirSync: ((file: fs.PathLike, options?: fs.Mode) => {
      real.mkdirSync(file, options);
      const name = nameOf(file);
      if (name !== null) operations.push({ kind: 'makeDirectory', name });
    }) as typeof fs.mkdirSync,
    rmdirSync(file) {
      real.rmdirSync(file);
      const name = nameOf(file);
      if (name !== null) operations.push({ kind: 'remove', name });
    },
    renameSync(from, to) {
      real.renameSync(from, to);
      const [old, next] = [nameOf(from), nameOf(to)];
      if (old === null || next === null) return;
      operations.push({ kind: 'rename', from: old, to: next });
      renameAll(files, old, next);
    },
    unlinkSync(file) {
      real.unlinkSync(file);
      const name = nameOf(file);
      if (name === null) return;
      operations.push({ kind: 'remove', name });
      files.delete(name);
    },
  };
  function named(name: string): FileId {
    const known = files.get(name);
    if (known !== undefined) return known;
    lastFile += 1;
    files.set(name, lastFile);
    return lastFile;
  }
  Object.assign(fs, wrapped);
  syncBuiltinESMExports();
  return {
    before,
    operations,
    confirm: (number) => void operations.push({ kind: 'confirmed', number }),
    stop() {
      for (const name of Object.keys(wrapped) as Wrapped[]) Object.assign(fs, { [name]: real[name] });
      syncBuiltinESMExports();
    },
  };
}

/** Gives a file, or a directory with what is in it, its new name; what had that name is gone. */
export function renameAll<T>(names: Map<string, T>, from: string, to: string): void {
  const moved = [...names].filter(([name]) => name === from || name.startsWith(`${from}/`));
  for (const [name] of moved) names.delete(name);
  for (const [name, value] of moved) names.set(to + name.slice(from.length), value);
}

function readTree(root: string): Map<string, Buffer | null> {
  const tree = new Map<string, Buffer | null>();
  for (const entry of fs.readdirSync(root, { withFileTypes: true, recursive: true })) {
    const full = path.join(entry.parentPath, entry.name);
    if (entry.isDirectory()) tree.set(path.relative(root, full), null);
    else if (entry.isFile()) tree.set(path.relative(root, full), fs.readFileSync(full));
  }
  return tree;
}
