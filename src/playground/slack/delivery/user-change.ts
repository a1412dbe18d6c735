// The user_change event, which shows a person in full.
import type { SlackUser } from '../workspace/types.ts';
import type { Wire } from '../workspace/wire.ts';

const PICTURE_SIZES = [24, 32, 48, 72, 192, 512];

/** `at` is the instant of the change in milliseconds. */
export function userChangeEvent(user: SlackUser, at: number, eventTs: string): Wire {
  const seconds = Math.floor(at / 1000);
  const details = {
    id: user.id,
    team_id: user.teamId,
    name: user.name,
    deleted: user.deleted,
    color: '9f69e7',
    real_name: user.realName,
    tz: user.tz,
    tz_label: user.tz,
    tz_offset: 0,
    profile: profile(user),
    is_admin: false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: false,
    is_ultra_restricted: false,
    is_bot: user.isBot,
    is_app_user: false,
    updated: seconds,
    is_email_confirmed: true,
    who_can_share_contact_card: 'EVERYONE',
    locale: user.locale,
  };
  return { type: 'user_change', user: details, cache_ts: seconds, event_ts: eventTs };
}

function profile(user: SlackUser): Wire {
  const [first = '', ...last] = user.realName.split(' ');
  const pictures = PICTURE_SIZES.map((size) => [
    `image_${size}`,
    `https://avatars.slack-edge.com/${size}.png`,
  ]);
  return {
    title: '',
    phone: '',
    skype: '',
    real_name: user.realName,
    real_name_normalized: user.realName,
    display_name: user.name,
    display_name_normalized: user.name,
    status_text: '',
    status_text_canonical: '',
    status_emoji: '',
    status_emoji_display_info: [],
    status_expiration: 0,
    avatar_hash: '',
    first_name: first,
    last_name: last.join(' '),
    ...Object.fromEntries(pictures),
    team: user.teamId,
    fields: [],
  };
}
