// Words written in a thread that the desk may be opening at this moment wait until it knows whose thread that is.
import type { Place } from './inbound.ts';
import type { Conversation, Store } from './ports.ts';

/** Thrown for what was written in an unknown thread while it may be one of the desk's; to be tried again. */
export class ThreadOpeningError extends Error {
  constructor() {
    super('the thread may be one that is being opened');
  }
}

/**
 * The conversation in a thread at which none was found a moment ago; null when there is none.
 * @throws ThreadOpeningError while one is being opened in that chat, or for that person
 */
export async function lateConversationAt(
  store: Store,
  place: Place,
  personId: string,
): Promise<Conversation | null> {
  const { platform, chat } = place;
  // A direct conversation may be known by its person still.
  const where = { platform, chat, personId: place.kind === 'direct' ? personId : null };
  return store.read(async ({ conversations, deliveries }) => {
    const isOpening = await deliveries.isOpeningThread(where);
    // Looked for after that: what is opening no more is on record by now.
    const found = await conversations.at(place);
    if (found === null && isOpening) throw new ThreadOpeningError();
    return found;
  });
}
