// The files.* methods: an upload is announced, sent to its own address, and completed.
import { z } from 'zod';
import { SlackRefusal } from '../refusals.ts';
import type { SlackFile, SlackMessage } from '../workspace/types.ts';
import { compact, fileWire, type Wire } from '../workspace/wire.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { argumentsOf, id, messageBlocks, structure, timestamp, wholeNumber } from './arguments.ts';
import { requirePostable, requireThread } from './chat.ts';
import { type ApiContext, method } from './method.ts';

/** The largest file Slack takes: 1 GB. */
const LARGEST_FILE_BYTES = 1_000_000_000;

interface PendingUpload {
  readonly id: string;
  readonly filename: string;
  readonly length: number;
  readonly createdAt: number;
  content?: Buffer;
}

export interface Uploads {
  announce(filename: string, length: number): PendingUpload;
  /** Takes the bytes of an announced file; throws when it is not announced or the length differs. */
  receive(fileId: string, content: Buffer): void;
  /** Hands over an upload whose bytes have come; undefined if it is unknown or they have not. */
  complete(fileId: string): { readonly upload: PendingUpload; readonly content: Buffer } | undefined;
}

export function createUploads(nextId: () => string, now: () => number): Uploads {
  const pending = new Map<string, PendingUpload>();
  return {
    announce(filename, length) {
      const upload: PendingUpload = { id: nextId(), filename, length, createdAt: now() };
      pending.set(upload.id, upload);
      return upload;
    },
    receive(fileId, content) {
      const upload = pending.get(fileId);
      if (upload === undefined) throw new SlackRefusal('file_not_found');
      if (upload.length !== content.byteLength) throw new SlackRefusal('length_mismatch');
      upload.content = content;
    },
    complete(fileId) {
      const upload = pending.get(fileId);
      if (upload?.content === undefined) return undefined;
      pending.delete(fileId);
      return { upload, content: upload.content };
    },
  };
}

const MIME_TYPES: Record<string, string> = {
  txt: 'text/plain',
  log: 'text/plain',
  csv: 'text/csv',
  json: 'application/json',
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  zip: 'application/zip',
  mp4: 'video/mp4',
};

/** The media type Slack gives a file by its name. */
export function mimeTypeOf(filename: string): string {
  return MIME_TYPES[filename.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream';
}

/** The file methods on a set of uploads under way. */
export function fileMethods(uploads: Uploads) {
  const getUploadUrl = method({
    name: 'files.getUploadURLExternal',
    tier: 4,
    scopes: ['files:write'],
    args: argumentsOf({
      filename: z.string().min(1),
      length: wholeNumber(),
      alt_text: z.string().max(1000).optional(),
      snippet_type: z.string().optional(),
    }),
    run({ baseUrl }, args) {
      if (args.length < 1) throw new SlackRefusal('file_upload_size_restricted');
      if (args.length > LARGEST_FILE_BYTES) throw new SlackRefusal('file_upload_size_restricted');
      const upload = uploads.announce(args.filename, args.length);
      return { upload_url: `${baseUrl}/upload/v1/${upload.id}`, file_id: upload.id };
    },
  });

  const complete = method({
    name: 'files.completeUploadExternal',
    tier: 4,
    scopes: ['files:write'],
    args: argumentsOf({
      files: structure(z.array(z.strictObject({ id, title: z.string().optional() })).min(1)),
      channel_id: id.optional(),
      thread_ts: timestamp.optional(),
      initial_comment: z.string().optional(),
      blocks: messageBlocks.optional(),
    }),
    run(context, args) {
      const { workspace, baseUrl } = context;
      const channel = args.channel_id === undefined ? undefined : workspace.channelForApp(args.channel_id);
      if (channel !== undefined) {
        requirePostable(workspace, channel);
        requireThread(workspace, channel, args.thread_ts);
      }
      const files = args.files.map((asked) => store(context, uploads, asked));
      if (channel !== undefined) {
        const text = args.initial_comment ?? '';
        share(context, files, { channel: channel.id, text, threadTs: args.thread_ts });
      }
      return { files: files.map((file) => fileWire(file, baseUrl)) };
    },
  });

  return [getUploadUrl, complete, fileInfo, remove];
}

const fileInfo = method({
  name: 'files.info',
  tier: 4,
  scopes: ['files:read'],
  args: argumentsOf({
    file: id,
    cursor: z.string().optional(),
    count: wholeNumber().optional(),
    page: wholeNumber().optional(),
    limit: wholeNumber().optional(),
  }),
  run({ workspace, baseUrl }, args) {
    const file = workspace.files.get(args.file);
    if (file === undefined) throw new SlackRefusal('file_not_found');
    const shares = sharesOf(workspace, file);
    return { file: { ...fileWire(file, baseUrl), shares }, comments: [] };
  },
});

/** The messages that show the file, by channel, those of public channels apart. */
function sharesOf(workspace: Workspace, file: SlackFile): Wire {
  const byKind = Object.groupBy(messagesWith(workspace, file), ({ channel }) =>
    workspace.channels.get(channel)?.kind === 'channel' ? 'public' : 'private',
  );
  return Object.fromEntries(Object.entries(byKind).map(([kind, messages]) => [kind, byChannel(messages)]));
}

function byChannel(messages: readonly SlackMessage[]): Wire {
  const shown = Object.groupBy(messages, ({ channel }) => channel);
  return Object.fromEntries(
    Object.entries(shown).map(([channel, each = []]) => [
      channel,
      each.map(({ ts, threadTs }) => compact({ ts, thread_ts: threadTs })),
    ]),
  );
}

const messagesWith = (workspace: Workspace, { id: fileId }: SlackFile): SlackMessage[] =>
  [...workspace.messages.values()].flat().filter(({ files }) => files.some((file) => file.id === fileId));

/** A bot may delete the files that it uploaded; the messages that showed them keep their words. */
const remove = method({
  name: 'files.delete',
  tier: 3,
  scopes: ['files:write'],
  args: argumentsOf({ file: id }),
  run({ workspace }, args) {
    const file = workspace.files.get(args.file);
    if (file === undefined) throw new SlackRefusal('file_not_found');
    if (file.userId !== workspace.app.botUserId) throw new SlackRefusal('cant_delete_file');
    for (const message of messagesWith(workspace, file)) {
      const files = message.files.filter((each) => each.id !== file.id);
      workspace.replaceMessage(message, { ...message, files });
    }
    workspace.files.delete(file.id);
    workspace.changed();
    return {};
  },
});

function store(
  { workspace }: ApiContext,
  uploads: Uploads,
  asked: { id: string; title?: string | undefined },
): SlackFile {
  const completed = uploads.complete(asked.id);
  if (completed === undefined) throw new SlackRefusal('file_not_found');
  const { upload, content } = completed;
  const file: SlackFile = {
    id: upload.id,
    name: upload.filename,
    title: asked.title ?? upload.filename,
    mimetype: mimeTypeOf(upload.filename),
    content,
    userId: workspace.app.botUserId,
    teamId: workspace.team.id,
    createdAt: upload.createdAt,
    channels: [],
  };
  workspace.files.set(file.id, file);
  return file;
}

function share(
  context: ApiContext,
  files: SlackFile[],
  place: { channel: string; text: string; threadTs?: string | undefined },
): void {
  const { workspace, happenings, background } = context;
  const message = workspace.addMessage({
    ...place,
    user: workspace.app.botUserId,
    botId: workspace.app.botId,
    teamId: workspace.team.id,
    subtype: 'file_share',
    files,
    reactions: [],
  });
  background(happenings.posted(message));
}
