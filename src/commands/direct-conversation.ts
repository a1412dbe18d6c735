// The direct messages of whoever asks, as a conversation of its own.
import type { NewConversation } from '../app/ports.ts';
import type { Request } from './spec.ts';

/** Begun anew where the platform goes on in threads: the first words said there open its thread. */
export const directConversation = ({
  desk,
  place,
  person,
}: Pick<Request, 'desk' | 'place' | 'person'>): NewConversation => ({
  side: 'requester',
  platform: place.platform,
  chat: person.identities.find(({ platform }) => platform === place.platform)?.userId ?? place.chat,
  thread: null,
  form: desk.platforms.get(place.platform)?.directForm ?? place.form,
  personId: person.id,
});
