// The languages that people are spoken to in.

/** Every language that has a catalogue of messages, the fallback of last resort first. */
export const languages = ['en', 'ru'] as const;

export type Language = (typeof languages)[number];
