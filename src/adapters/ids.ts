// Makes ids: UUIDs of version 7 (RFC 9562), which sort by the time of their making.
import { randomBytes } from 'node:crypto';
import type { Clock, Ids } from '../app/ports.ts';

/** The part after the time: 12 bits that count within a millisecond, as the RFC's method 1 has it. */
const COUNTER_LIMIT = 0x1000;

/**
 * Ids from the clock's time, a counter and 62 random bits. Those of one maker always grow: the counter starts low
 * each millisecond, and when it runs out, or the clock goes back, time is borrowed from the future.
 */
export function uuidIds(clock: Clock): Ids {
  let time = 0;
  let counter = 0;
  return {
    next() {
      const random = randomBytes(10);
      const now = clock.now();
      counter += 1;
      if (now > time || counter === COUNTER_LIMIT) {
        time = Math.max(now, time + 1);
        counter = random.readUInt16BE(8) & 0x7ff;
      }
      return uuidV7(time, counter, random);
    },
  };
}

function uuidV7(time: number, counter: number, random: Buffer): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(time, 0, 6);
  bytes.writeUInt16BE(0x7000 | counter, 6);
  random.copy(bytes, 8, 0, 8);
  bytes[8] = 0x80 | (random.readUInt8(0) & 0x3f);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
