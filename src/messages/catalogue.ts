// What a catalogue is: the keys of the English one, and the parameters that each message needs.

import type { ArgumentsOf } from './arguments.ts';
import type { en } from './en.ts';

export type MessageKey = keyof typeof en;

/** One ICU text for every key; a catalogue that misses one or has one too many does not compile. */
export type Catalogue = Readonly<Record<MessageKey, string>>;

/** The parameters of the message `K`, by name. */
export type MessageParams<K extends MessageKey> = ArgumentsOf<(typeof en)[K]>;
