// Response URLs: an app may answer an interaction five times within half an hour, and change what was acted on.
import { z } from 'zod';
import type { HttpAnswer } from '../http-server.ts';
import { SlackRefusal } from '../refusals.ts';
import { argumentsOf, flag, parseArguments } from '../web-api/arguments.ts';
import { replaceContent } from '../web-api/chat.ts';
import { content, metadata, requireContent } from '../web-api/message-content.ts';
import type { ApiContext } from '../web-api/method.ts';
import type { Ephemeral, SlackMessage } from '../workspace/types.ts';

const MOST_USES = 5;
const LIFE_MS = 30 * 60_000;

/** What the person acted on. */
export interface ResponseTarget {
  readonly userId: string;
  readonly channelId: string;
  readonly threadTs?: string | undefined;
  readonly message?: SlackMessage;
  readonly ephemeral?: Ephemeral;
}

export interface ResponseUrls {
  issue(target: ResponseTarget): string;
  /** Handles a POST to the URL with this id: 404 used_url or expired_url, 400 for what cannot be shown. */
  use(id: string, body: string): HttpAnswer;
}

const responseBody = argumentsOf({
  ...content,
  metadata: metadata.optional(),
  response_type: z.enum(['ephemeral', 'in_channel']).optional(),
  replace_original: flag,
  delete_original: flag,
  thread_ts: z.string().optional(),
  mrkdwn: flag,
  unfurl_links: flag,
  unfurl_media: flag,
});
export type ResponseMessage = z.output<typeof responseBody>;

/** Parses a message given in answer to an interaction; throws SlackRefusal. */
export function parseResponse(body: unknown): ResponseMessage {
  if (typeof body !== 'object' || body === null) throw new SlackRefusal('invalid_payload');
  const parsed = parseArguments(responseBody, { ...body });
  if (!parsed.delete_original) requireContent(parsed);
  return parsed;
}

export function createResponseUrls(context: ApiContext, onUse: (body: unknown) => void): ResponseUrls {
  const { workspace } = context;
  const issued = new Map<string, { target: ResponseTarget; expiresAt: number; uses: number }>();

  const refusalFor = (id: string): string | undefined => {
    const known = issued.get(id);
    if (known === undefined) return 'invalid_url';
    if (workspace.now() >= known.expiresAt) return 'expired_url';
    return known.uses >= MOST_USES ? 'used_url' : undefined;
  };

  return {
    issue(target) {
      const id = `${workspace.team.id}/${workspace.ids.unique('')}`;
      issued.set(id, { target, expiresAt: workspace.now() + LIFE_MS, uses: 0 });
      return `${context.baseUrl}/response/${id}`;
    },
    use(id, body) {
      const parsed = parseJson(body);
      onUse(parsed);
      const known = issued.get(id);
      const refusal = refusalFor(id);
      if (known === undefined || refusal !== undefined) return json(404, { ok: false, error: refusal });
      known.uses += 1;
      try {
        showResponse(context, known.target, parseResponse(parsed));
        return json(200, { ok: true });
      } catch (error) {
        if (error instanceof SlackRefusal)
          return json(400, { ok: false, error: error.code, ...error.details });
        throw error;
      }
    },
  };
}

/** Shows an answer to an interaction where it belongs. */
export function showResponse(context: ApiContext, target: ResponseTarget, given: ResponseMessage): void {
  if (given.delete_original) deleteOriginal(context, target);
  else if (given.replace_original && target.message !== undefined) {
    replaceContent(context, target.message, given);
  } else if (given.replace_original && target.ephemeral !== undefined) {
    replaceEphemeral(context, target.ephemeral, given);
  } else addResponse(context, target, given);
}

function replaceEphemeral({ workspace }: ApiContext, ephemeral: Ephemeral, given: ResponseMessage): void {
  const blocks = given.blocks && workspace.named(given.blocks);
  ephemeral.text = given.text ?? '';
  ephemeral.blocks = blocks;
  workspace.changed();
}

function deleteOriginal({ workspace, happenings, background }: ApiContext, target: ResponseTarget): void {
  if (target.ephemeral !== undefined) workspace.removeEphemeral(target.ephemeral);
  if (target.message === undefined) return;
  workspace.removeMessage(target.message);
  background(happenings.deleted(target.message));
}

function addResponse(context: ApiContext, target: ResponseTarget, given: ResponseMessage): void {
  const { workspace, happenings, background } = context;
  const common = {
    channel: target.channelId,
    text: given.text ?? '',
    blocks: given.blocks && workspace.named(given.blocks),
    threadTs: given.thread_ts ?? target.threadTs,
  };
  if (given.response_type !== 'in_channel') {
    workspace.addEphemeral({ ...common, recipient: target.userId });
    return;
  }
  const message = workspace.addMessage({
    ...common,
    user: workspace.app.botUserId,
    botId: workspace.app.botId,
    teamId: workspace.team.id,
    metadata: given.metadata,
    attachments: given.attachments,
    files: [],
    reactions: [],
  });
  background(happenings.posted(message));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function json(status: number, body: Record<string, unknown>): HttpAnswer {
  return { status, body: JSON.stringify(body), contentType: 'application/json' };
}
