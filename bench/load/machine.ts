// What a figure was measured on.
import { cpus } from 'node:os';

/** Such as `2 × AMD EPYC, Node 24.21.0`. */
export function machine(): string {
  const all = cpus();
  return `${all.length} × ${all[0]?.model.trim() ?? 'unknown'}, Node ${process.versions.node}`;
}
