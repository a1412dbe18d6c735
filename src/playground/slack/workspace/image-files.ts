// Which files image blocks may show: pictures that the app itself uploaded and that Slack has taken in.
import { refuseWithMessages } from '../refusals.ts';
import type { SlackFile } from './types.ts';
import type { Workspace } from './workspace.ts';

const PICTURES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif']);

interface Named {
  readonly file: { readonly id?: string; readonly url?: string };
  /** Where it stands, as a JSON pointer. */
  readonly pointer: string;
}

/** Every `slack_file` in `value`, whichever block or element holds it. */
function filesIn(value: unknown, pointer: string): Named[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'slack_file'
      ? [{ file: inner as Named['file'], pointer: `${pointer}/slack_file` }]
      : filesIn(inner, `${pointer}/${key}`),
  );
}

function isShowable(workspace: Workspace, { id, url }: Named['file']): boolean {
  const isNamed = (file: SlackFile): boolean => file.id === id || (url?.includes(file.id) ?? false);
  const file = [...workspace.files.values()].find(isNamed);
  return file !== undefined && file.userId === workspace.app.botUserId && PICTURES.has(file.mimetype);
}

/** Throws `invalid_blocks` in Slack's words for blocks that name a file the app may not show. */
export function requireShowableFiles(workspace: Workspace, blocks: readonly unknown[] | undefined): void {
  const refused = filesIn(blocks ?? [], '/blocks').filter(({ file }) => !isShowable(workspace, file));
  if (refused.length === 0) return;
  const messages = refused.map(({ pointer }) => `[ERROR] invalid slack file [json-pointer:${pointer}]`);
  throw refuseWithMessages('invalid_blocks', messages);
}
