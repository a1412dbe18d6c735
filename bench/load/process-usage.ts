// What a process has used, as Linux tells it; elsewhere the figures are not numbers.
import { readFileSync } from 'node:fs';

/** Linux counts processor time for programs in hundredths of a second, whatever the kernel's own tick. */
const ticksPerSecond = 100;

/** Processor time of the process with all its threads, in seconds. */
export function cpuSeconds(pid: number): number {
  // The name, in brackets, may hold spaces.
  const fields = read(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/** Resident memory in MiB, to one decimal. */
export function residentMiB(pid: number): number {
  const kib = Number(/^VmRSS:\s+(\d+) kB/m.exec(read(`/proc/${pid}/status`))?.[1] ?? Number.NaN);
  return Math.round((kib / 1024) * 10) / 10;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
