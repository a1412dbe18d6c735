// What Telegram's client would not let a person do; thrown by the playing interface, never sent to the bot.

export class PlayError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PlayError';
  }
}
