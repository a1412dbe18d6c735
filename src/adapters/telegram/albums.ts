// Gathers the messages of an album, which Telegram sends one by one, into one.
//
// Each stays stored on its own until the whole album is handled, so that a stop in between loses none: what was
// not handled is gathered again. That is why the messages of one album must not wait for each other in a lane.
import type { MessageGroup } from './inbound.ts';
import type { Wait } from './wait.ts';
import type { Message } from './wire.ts';

/** How long nothing more must come until an album counts as complete. */
export const ALBUM_QUIET_MS = 1_000;

export interface AlbumItem {
  readonly updateId: number;
  readonly message: Message;
}

export interface Albums {
  /** Takes one message of an album; resolves once the whole album is handled, and rejects if that fails. */
  add(item: AlbumItem & { readonly album: string }): Promise<void>;
  /** Resolves when no album of the chat is being gathered or handled. */
  settled(chatId: number): Promise<void>;
}

interface Gathering {
  readonly album: string;
  readonly chatId: number;
  readonly items: AlbumItem[];
  isOpen: boolean;
  handled: Promise<void>;
}

/** `handle` gets the messages in order, and the id of the first one's update. */
export function createAlbums(parts: {
  readonly wait: Wait;
  handle(updateId: number, messages: MessageGroup): Promise<void>;
}): Albums {
  const gatherings = new Set<Gathering>();

  async function gather(gathering: Gathering): Promise<void> {
    const { items } = gathering;
    for (let seen = 0; items.length > seen; ) {
      seen = items.length;
      await parts.wait(ALBUM_QUIET_MS);
    }
    gathering.isOpen = false;
    const [first, ...rest] = items.toSorted((a, b) => a.updateId - b.updateId);
    if (first !== undefined)
      await parts.handle(first.updateId, [first.message, ...rest.map((item) => item.message)]);
  }

  function start(album: string, item: AlbumItem): Gathering {
    const handled = Promise.resolve();
    const gathering = { album, chatId: item.message.chat.id, items: [item], isOpen: true, handled };
    gathering.handled = gather(gathering).finally(() => gatherings.delete(gathering));
    gatherings.add(gathering);
    return gathering;
  }

  return {
    async add({ album, updateId, message }) {
      const item = { updateId, message };
      const open = [...gatherings].find((gathering) => gathering.isOpen && gathering.album === album);
      open?.items.push(item);
      const { handled, items } = open ?? start(album, item);
      await handled;
      // The event carries the first message's id: while that one is the last to be forgotten, an album that is
      // gathered again after a stop is known to have been handled.
      if (items.every((other) => other.updateId >= updateId)) await new Promise(setImmediate);
    },
    async settled(chatId) {
      const ofChat = [...gatherings].filter((gathering) => gathering.chatId === chatId);
      await Promise.allSettled(ofChat.map((gathering) => gathering.handled));
    },
  };
}
