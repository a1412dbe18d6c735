// A disk that loses its power: which states it may be found in afterwards, after what was done to it.
//
// What is assumed, after ext4 with data=ordered and as harsh as that allows or harsher:
// - What a file held when it was last synced is there. Of what was written to it later, each sector of 512 bytes, or each
//   page of 4 KiB, is there or not, independently of the others and of the order of writing; its length is any that it had.
// - Names (creating, renaming, removing) last in their order: all up to some point, and none after it. A sync of
//   whatever file or directory brings every name given before it to the disk, as the common journal does.
// - A sector is written whole or not at all, and the disk does not lie about a sync.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type FileId, type Operation, type Recording, renameAll } from './recorder.ts';

type Change = Extract<Operation, { kind: 'write' | 'truncate' }>;
type Naming = Extract<Operation, { kind: 'create' | 'makeDirectory' | 'remove' | 'rename' }>;

interface File {
  synced: Buffer;
  /** Since it was last synced. */
  changes: Change[];
}

/** Gives numbers in [0, 1). */
export type Random = () => number;

const SECTOR_BYTES = 512;
const PAGE_BYTES = 4096;

export class Disk {
  readonly #names = new Map<string, FileId | null>();
  readonly #files = new Map<FileId, File>();
  #namings: Naming[] = [];
  /** The last number that was confirmed to somebody. */
  confirmed = 0;

  constructor(before: Recording['before']) {
    let file = 0;
    for (const [name, content] of before) {
      if (content === null) this.#names.set(name, null);
      else {
        file += 1;
        this.#names.set(name, file);
        this.#files.set(file, { synced: content, changes: [] });
      }
    }
  }

  apply(operation: Operation): void {
    if (operation.kind === 'write' || operation.kind === 'truncate')
      this.#file(operation.file).changes.push(operation);
    else if (operation.kind === 'sync') this.#sync(operation.file);
    else if (operation.kind === 'confirmed') this.confirmed = operation.number;
    else this.#namings.push(operation);
  }

  /** Lays out below `root`, which is empty, what is found on the disk when the power goes now. */
  loseThePower(root: string, random: Random): void {
    const names = new Map(this.#names);
    const last = Math.floor(random() * (this.#namings.length + 1));
    for (const naming of this.#namings.slice(0, last)) rename(names, naming);
    const inOrder = [...names].sort(([one], [other]) => (one < other ? -1 : 1));
    for (const [name, file] of inOrder) {
      const place = path.join(root, name);
      if (file === null) mkdirSync(place, { recursive: true, mode: 0o700 });
      else writeFileSync(place, found(this.#file(file), random));
    }
  }

  #file(id: FileId): File {
    const file = this.#files.get(id) ?? { synced: Buffer.alloc(0), changes: [] };
    this.#files.set(id, file);
    return file;
  }

  #sync(id: FileId | null): void {
    for (const naming of this.#namings) rename(this.#names, naming);
    this.#namings = [];
    if (id === null) return;
    const file = this.#file(id);
    file.synced = whole(file);
    file.changes = [];
  }
}

function rename(names: Map<string, FileId | null>, naming: Naming): void {
  if (naming.kind === 'create') names.set(naming.name, naming.file);
  else if (naming.kind === 'makeDirectory') names.set(naming.name, null);
  else if (naming.kind === 'remove') names.delete(naming.name);
  else renameAll(names, naming.from, naming.to);
}

/** The file after all of its changes. */
function whole({ synced, changes }: File): Buffer {
  return changesOn(synced, changes, { unit: Number.MAX_SAFE_INTEGER, isThere: () => true }, (sizes) =>
    sizes.at(-1),
  );
}

/** The file with those of its changes that chance brought to the disk. */
function found({ synced, changes }: File, random: Random): Buffer {
  const unit = random() < 0.5 ? SECTOR_BYTES : PAGE_BYTES;
  // Now and then nearly all of it, or nearly nothing.
  const share = SHARES[Math.floor(random() * SHARES.length)] ?? 0;
  const isThere = (): boolean => random() < share;
  return changesOn(synced, changes, { unit, isThere }, (sizes) => sizes[Math.floor(random() * sizes.length)]);
}

const SHARES = [0.5, 0.95, 0.05];

function changesOn(
  synced: Buffer,
  changes: readonly Change[],
  { unit, isThere }: { readonly unit: number; readonly isThere: () => boolean },
  choose: (sizes: readonly number[]) => number | undefined,
): Buffer {
  if (changes.length === 0) return synced;
  const sizes = [synced.length];
  for (const change of changes) sizes.push(sizeAfter(sizes.at(-1) ?? 0, change));
  const content = Buffer.alloc(Math.max(...sizes));
  synced.copy(content);
  for (const change of changes) {
    if (change.kind === 'truncate') {
      if (isThere()) content.fill(0, change.size);
      continue;
    }
    const last = change.at + change.bytes.length;
    for (let at = change.at; at < last; ) {
      const end = Math.min(last, (Math.floor(at / unit) + 1) * unit);
      if (isThere()) change.bytes.copy(content, at, at - change.at, end - change.at);
      at = end;
    }
  }
  return Buffer.from(content.subarray(0, choose(sizes)));
}

const sizeAfter = (size: number, change: Change): number =>
  change.kind === 'truncate' ? change.size : Math.max(size, change.at + change.bytes.length);
