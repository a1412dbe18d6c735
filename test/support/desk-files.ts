// The files that the desk has sent to somebody, with their bytes, on whichever platform.
import type { Scene } from './scene.ts';
import { slackBotToken } from './scene.ts';

export interface DeskFile {
  readonly name: string;
  readonly caption: string;
  readonly bytes: Buffer;
}

/** In the direct messages of the person, the oldest first. */
export const filesTo = (
  scene: Scene,
  { platform, id }: { readonly platform: 'slack' | 'telegram'; readonly id: string },
): Promise<readonly DeskFile[]> =>
  platform === 'slack' ? onSlack(scene, id) : Promise.resolve(onTelegram(scene, Number(id)));

async function onSlack({ slack }: Scene, userId: string): Promise<readonly DeskFile[]> {
  const headers = { authorization: `Bearer ${slackBotToken}` };
  const messages = slack.directMessages(userId).filter(({ fromBot }) => fromBot);
  const found: DeskFile[] = [];
  for (const { files, content } of messages) {
    for (const { id, name } of files) {
      const answer = await fetch(new URL(`files.info?file=${id}`, slack.apiUrl), { headers });
      const { file } = (await answer.json()) as { file: { url_private_download: string } };
      const bytes = await (await fetch(file.url_private_download, { headers })).arrayBuffer();
      found.push({ name, caption: content, bytes: Buffer.from(bytes) });
    }
  }
  return found;
}

const onTelegram = ({ telegram }: Scene, chat: number): readonly DeskFile[] =>
  telegram.messages(chat).flatMap(({ from, document, caption = '' }) =>
    from.id === telegram.bot.id && document !== undefined
      ? [
          {
            name: document.file_name ?? '',
            caption,
            bytes: Buffer.from(telegram.file(document.file_id)?.content ?? []),
          },
        ]
      : [],
  );
