// The emoji that Telegram takes as reactions; any other is refused.
// Source: https://core.telegram.org/bots/api#reactiontypeemoji

const REACTION_EMOJI: ReadonlySet<string> = new Set(
  [
    '❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋',
    '🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡',
  ].flatMap((line) => line.split(' ')),
);

/** Whether it can be a reaction. The variation selector that keyboards add (U+FE0F) makes no difference. */
export function isReactionEmoji(emoji: string): boolean {
  return REACTION_EMOJI.has(emoji.replaceAll('\uFE0F', ''));
}
