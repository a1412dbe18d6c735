// Albums: 2–10 files sent together, each a message of its own.
import { z } from 'zod';
import { badRequest } from '../api-error.ts';
import type { Backend } from '../backend.ts';
import type { MediaDetails } from '../media.ts';
import { type Call, method } from '../method.ts';
import { boolean, integer, json, replyParameters, string } from '../params.ts';
import type { Content } from '../wire.ts';
import { captionContent, captionParams, visualParams } from './caption.ts';
import { destination, postAsBot, whereTo } from './common.ts';
import { inputMedia } from './input-file.ts';

const ALBUM_SIZE = { least: 2, most: 10 } as const;

const details = { ...captionParams, media: string };
/** One item of media as a bot hands it in. */
export const mediaItem = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('photo'), ...details, ...visualParams }),
  z.strictObject({
    type: z.literal('video'),
    ...details,
    ...visualParams,
    thumbnail: string.optional(),
    width: integer.optional(),
    height: integer.optional(),
    duration: integer.optional(),
    supports_streaming: boolean.optional(),
  }),
  z.strictObject({
    type: z.literal('audio'),
    ...details,
    thumbnail: string.optional(),
    duration: integer.optional(),
    performer: string.optional(),
    title: string.optional(),
  }),
  z.strictObject({
    type: z.literal('document'),
    ...details,
    thumbnail: string.optional(),
    disable_content_type_detection: boolean.optional(),
  }),
]);

export type MediaItem = z.output<typeof mediaItem>;

/** Documents and audio keep to themselves; photos and videos mix. */
function checkMixture(album: readonly MediaItem[]): void {
  const lonely = album.find(({ type }) => type === 'document' || type === 'audio');
  if (lonely !== undefined && album.some(({ type }) => type !== lonely.type)) {
    throw badRequest(`${lonely.type} can't be mixed with other media types`);
  }
}

export function mediaDetails(entry: MediaItem): MediaDetails {
  return entry.type === 'video' || entry.type === 'audio' ? entry : {};
}

function itemContent(backend: Backend, call: Call, entry: MediaItem, albumId: string): Content {
  return {
    ...inputMedia(backend, call, entry.type, entry.media, mediaDetails(entry)),
    ...captionContent(entry),
    media_group_id: albumId,
  };
}

export const albumMethods = {
  sendMediaGroup: method(
    { ...whereTo, reply_parameters: replyParameters.optional(), media: json('media', z.array(mediaItem)) },
    (params, backend, call) => {
      const { length } = params.media;
      if (length < ALBUM_SIZE.least || length > ALBUM_SIZE.most) {
        throw badRequest(`an album has 2-10 items, got ${length} (emulator)`);
      }
      checkMixture(params.media);
      const albumId = `${backend.world.nextSerial()}${backend.world.clock.now()}`;
      const contents = params.media.map((entry) => itemContent(backend, call, entry, albumId));
      const place = destination(backend, params, length);
      return contents.map((content) => postAsBot(backend, place, params, content));
    },
  ),
};
