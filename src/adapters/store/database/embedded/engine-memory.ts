// Keeps the embedded engine small: its WebAssembly is compiled by V8's baseline compiler only.
import { setFlagsFromString } from 'node:v8';

/**
 * V8's optimising compiler takes some 450 MB for a moment to work on a few huge functions of PostgreSQL, on every
 * start. Without it the desk peaks near 330 MB instead of 780 and starts as fast. Small transactions, which wait
 * for the disk and for one another, are about as quick; a query that computes for long takes some 40 % longer.
 * The setting is the whole process's, so Prisma's own small modules fall under it as well.
 */
export function compileEngineSmall(): void {
  // On the command line the first implies the others; set while running it does not.
  for (const flag of ['--liftoff-only', '--no-wasm-tier-up', '--no-wasm-dynamic-tiering'])
    setFlagsFromString(flag);
}
