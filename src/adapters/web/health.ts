// Tells a supervisor whether the process lives, whether it takes work, and how it fares.
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { HttpRoute } from '../http-route.ts';

/** One thing that must hold before the desk takes work; null when it does, else what is missing. */
export interface ReadinessCheck {
  readonly name: string;
  check(): Promise<string | null>;
}

/** What the desk's own metrics are read from. */
export interface Measured {
  readonly database: { isUp(): boolean };
}

function measure(registry: Registry, { database }: Measured): void {
  new Gauge({
    name: 'deskhand_database_up',
    help: 'Whether the database can be reached (1) or not (0).',
    registers: [registry],
    collect() {
      this.set(database.isUp() ? 1 : 0);
    },
  });
}

/** `GET /healthz` (the process), `GET /readyz` (database, migrations, platforms), `GET /metrics` (Prometheus). */
export function healthRoutes(checks: readonly ReadinessCheck[], measured: Measured): readonly HttpRoute[] {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  measure(registry, measured);
  return [
    {
      method: 'GET',
      path: '/healthz',
      handle: (_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"ok"}\n');
      },
    },
    {
      method: 'GET',
      path: '/readyz',
      async handle(_request, response) {
        const missing = await missingOf(checks);
        const isReady = Object.keys(missing).length === 0;
        const body = isReady ? { status: 'ready' } : { status: 'not ready', missing };
        response.writeHead(isReady ? 200 : 503, { 'content-type': 'application/json' });
        response.end(`${JSON.stringify(body)}\n`);
      },
    },
    {
      method: 'GET',
      path: '/metrics',
      async handle(_request, response) {
        response.writeHead(200, { 'content-type': registry.contentType }).end(await registry.metrics());
      },
    },
  ];
}

async function missingOf(checks: readonly ReadinessCheck[]): Promise<Record<string, string>> {
  const missing: Record<string, string> = {};
  for (const { name, check } of checks) {
    const problem = await check().catch((error: unknown) => String(error));
    if (problem !== null) missing[name] = problem;
  }
  return missing;
}
