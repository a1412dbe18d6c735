// A file that somebody sends, as it then lies in the workspace.
import { mimeTypeOf } from '../web-api/files.ts';
import type { SlackFile, SlackUser } from '../workspace/types.ts';
import type { Workspace } from '../workspace/workspace.ts';

export interface SentFile {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly mimetype?: string;
}

export function storeFile(workspace: Workspace, user: SlackUser, sent: SentFile): SlackFile {
  const file: SlackFile = {
    id: workspace.ids.next('F'),
    name: sent.name,
    title: sent.name,
    mimetype: sent.mimetype ?? mimeTypeOf(sent.name),
    content: Buffer.from(sent.content),
    userId: user.id,
    teamId: user.teamId,
    createdAt: workspace.now(),
    channels: [],
  };
  workspace.files.set(file.id, file);
  return file;
}
