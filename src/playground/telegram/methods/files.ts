// Sending files one by one, and finding them again for download.
import { badRequest } from '../api-error.ts';
import type { Backend } from '../backend.ts';
import { DOWNLOAD_LIMIT_BYTES, type FileKind } from '../file-store.ts';
import type { MediaDetails } from '../media.ts';
import { type Call, method } from '../method.ts';
import { boolean, integer, string } from '../params.ts';
import type { Message } from '../wire.ts';
import { type CaptionParams, captionContent, captionParams, visualParams } from './caption.ts';
import { type SendingParams, sendAsBot, sending } from './common.ts';
import { inputMedia } from './input-file.ts';

const common = { ...sending, ...captionParams };
const timed = { duration: integer.optional() };
const framed = { width: integer.optional(), height: integer.optional(), thumbnail: string.optional() };

function sendFile(
  backend: Backend,
  call: Call,
  params: SendingParams & CaptionParams & MediaDetails,
  file: { kind: FileKind; reference: string },
): Message {
  return sendAsBot(backend, params, {
    ...inputMedia(backend, call, file.kind, file.reference, params),
    ...captionContent(params),
  });
}

export const fileMethods = {
  sendPhoto: method({ ...common, ...visualParams, photo: string }, (params, backend, call) =>
    sendFile(backend, call, params, { kind: 'photo', reference: params.photo }),
  ),

  sendDocument: method(
    {
      ...common,
      document: string,
      thumbnail: string.optional(),
      disable_content_type_detection: boolean.optional(),
    },
    (params, backend, call) =>
      sendFile(backend, call, params, { kind: 'document', reference: params.document }),
  ),

  sendVideo: method(
    {
      ...common,
      ...visualParams,
      ...timed,
      ...framed,
      video: string,
      supports_streaming: boolean.optional(),
    },
    (params, backend, call) => sendFile(backend, call, params, { kind: 'video', reference: params.video }),
  ),

  sendAnimation: method(
    { ...common, ...visualParams, ...timed, ...framed, animation: string },
    (params, backend, call) =>
      sendFile(backend, call, params, { kind: 'animation', reference: params.animation }),
  ),

  sendAudio: method(
    {
      ...common,
      ...timed,
      audio: string,
      performer: string.optional(),
      title: string.optional(),
      thumbnail: string.optional(),
    },
    (params, backend, call) => sendFile(backend, call, params, { kind: 'audio', reference: params.audio }),
  ),

  sendVoice: method({ ...common, ...timed, voice: string }, (params, backend, call) =>
    sendFile(backend, call, params, { kind: 'voice', reference: params.voice }),
  ),

  getFile: method({ file_id: string }, ({ file_id }, { world }) => {
    if (file_id === '') throw badRequest('file_id not specified');
    const file = world.files.find(file_id);
    if (file === undefined) throw badRequest('wrong file_id or the file is temporarily unavailable');
    if (file.size > DOWNLOAD_LIMIT_BYTES) throw badRequest('file is too big');
    return { file_id: file.id, file_unique_id: file.uniqueId, file_size: file.size, file_path: file.path };
  }),
};
