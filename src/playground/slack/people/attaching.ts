// Files that a person gives to a modal's file input: checked by the client, and uploaded there and then.
import type { Block } from '../blocks/blocks.ts';
import { PlayRefused } from '../refusals.ts';
import type { SlackUser } from '../workspace/types.ts';
import { fileWire, type Wire } from '../workspace/wire.ts';
import type { Choice } from './controls.ts';
import type { Scene } from './scene.ts';
import { type SentFile, storeFile } from './sent-file.ts';

/** What is given to a field that takes files; null or none at all takes away what it held. */
export type Given = SentFile | readonly SentFile[] | null;
/** What a person fills into one field, of whatever kind it is. */
export type FieldValue = Choice | Given;

type FileInput = Extract<Extract<Block, { type: 'input' }>['element'], { type: 'file_input' }>;

const mostFiles = 10;

/** The files among what somebody fills in. Throws PlayRefused for words, which no file input takes. */
export function filesIn(value: FieldValue): readonly SentFile[] {
  if (value === null) return [];
  const all = typeof value === 'object' && !('name' in value) ? value : [value];
  return all.map((one) => {
    if (typeof one === 'string') throw new PlayRefused('not_a_file', `"${one}" is no file`);
    return one;
  });
}

/** The words or choices among what somebody fills in. Throws PlayRefused for files. */
export function choiceIn(value: FieldValue): Choice {
  if (value === null || typeof value === 'string') return value;
  const all = 'name' in value ? [value] : value;
  return all.map((one) => {
    if (typeof one !== 'string') throw new PlayRefused('no_files', `the field takes no file ${one.name}`);
    return one;
  });
}

/** The state of a file input after a person gave it `files`, which Slack then holds. */
export function stateWithFiles(
  { workspace, context }: Scene,
  user: SlackUser,
  element: Pick<FileInput, 'max_files' | 'filetypes'>,
  files: readonly SentFile[],
): Wire {
  const most = element.max_files ?? mostFiles;
  if (files.length > most) throw new PlayRefused('too_many_files', `the field takes at most ${most}`);
  for (const file of files) requireType(file, element.filetypes);
  const stored = files.map((file) => storeFile(workspace, user, file));
  return { type: 'file_input', files: stored.map((file) => fileWire(file, context.baseUrl)) };
}

function requireType({ name }: SentFile, taken: readonly string[] | undefined): void {
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();
  if (taken === undefined || taken.some((one) => one.toLowerCase() === extension)) return;
  throw new PlayRefused('wrong_file_type', `only ${taken.join(', ')} can be given, not ${name}`);
}
