// Changes of who is in a chat and with which rights, with everything the bot is told of them.
import { announceMembership, announceMessage } from './announce.ts';
import type { Announcer } from './backend.ts';
import {
  type AdminRights,
  ALL_RIGHTS,
  type ChatState,
  type MemberStatus,
  type Membership,
  membershipOf,
  NO_RIGHTS,
} from './chat-state.ts';
import { addMessage } from './posting.ts';
import type { ServiceContent, User } from './wire.ts';
import type { Person } from './world.ts';

/** A standing in a chat; administrators have all rights unless told. */
export function standing(status: MemberStatus, rights?: AdminRights): Membership {
  const privileged = status === 'administrator' || status === 'creator';
  return { status, rights: rights ?? (privileged ? ALL_RIGHTS : NO_RIGHTS), isAnonymous: false };
}

/** The person blocks or unblocks the bot in their private chat. Nothing happens if that is so already. */
export function setBlocked(announcer: Announcer, person: Person, blocked: boolean): void {
  if (person.blocked === blocked) return;
  const { world } = announcer;
  person.blocked = blocked;
  const [before, after] = [standing(blocked ? 'member' : 'kicked'), standing(blocked ? 'kicked' : 'member')];
  const chat = world.chat(person.user.id);
  announceMembership(announcer, chat, { by: person.user, of: world.bot, before, after });
}

/** Somebody comes in, is promoted or demoted, leaves, or is thrown out; `by` is who did it. */
export function setStanding(
  announcer: Announcer,
  chat: ChatState,
  change: { of: User; by: User; to: Membership },
): void {
  const { of, by, to } = change;
  const before = membershipOf(chat, of.id);
  const isBot = of.id === announcer.world.bot.id;
  const gone = to.status === 'left' || to.status === 'kicked';
  const was = before.status === 'left' || before.status === 'kicked';
  chat.members.set(of.id, to);
  announceMembership(announcer, chat, { by, of, before, after: to });
  if (was && !gone) service(announcer, chat, by, { new_chat_members: [of] });
  // Thrown out of a supergroup, a bot is not shown the message about it.
  else if (gone && !was && !(isBot && chat.type === 'supergroup' && to.status === 'kicked')) {
    service(announcer, chat, by, { left_chat_member: of });
  }
}

/** Adds a message that tells of the chat, and shows it to the bot. */
export function service(announcer: Announcer, chat: ChatState, by: User, content: ServiceContent): void {
  const message = addMessage(announcer.world, chat, { from: by, content });
  announceMessage(announcer, chat, message);
}
