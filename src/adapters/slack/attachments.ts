// Files of a message, by Slack's ids: their bytes stay with Slack.
import type { Attachment } from '../../domain/events.ts';
import type { WireFile } from './wire.ts';

/** Slack tells no more than the id of a file from another workspace until it is asked. */
export const attachmentsOf = (files: readonly WireFile[] | undefined): Attachment[] =>
  (files ?? []).map((file) => ({
    platform: 'slack',
    fileId: file.id,
    name: file.name ?? file.id,
    mediaType: file.mimetype ?? 'application/octet-stream',
    sizeBytes: file.size ?? null,
  }));
