// Every method of the Bot API that the emulator knows, by its name in lower case.
import type { Method } from '../method.ts';
import { albumMethods } from './albums.ts';
import { callbackMethods } from './callbacks.ts';
import { chatMethods } from './chats.ts';
import { copyMethods } from './copies.ts';
import { deletionMethods } from './deletions.ts';
import { editMethods } from './edits.ts';
import { fileMethods } from './files.ts';
import { profileMethods } from './profile.ts';
import { reactionMethods } from './reactions.ts';
import { receivingMethods } from './receiving.ts';
import { textMethods } from './text.ts';
import { topicMethods } from './topics.ts';

const named: Readonly<Record<string, Method>> = {
  ...albumMethods,
  ...callbackMethods,
  ...chatMethods,
  ...copyMethods,
  ...deletionMethods,
  ...editMethods,
  ...fileMethods,
  ...profileMethods,
  ...reactionMethods,
  ...receivingMethods,
  ...textMethods,
  ...topicMethods,
};

const byLowerName = new Map(
  Object.entries(named).map(([name, method]) => [name.toLowerCase(), { name, method }]),
);

/** The method and its proper name; Telegram does not mind upper and lower case. */
export function findMethod(name: string): { name: string; method: Method } | undefined {
  return byLowerName.get(name.toLowerCase());
}
