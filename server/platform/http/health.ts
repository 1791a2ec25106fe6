import type { FastifyInstance } from 'fastify';
import type { Clock } from '../clock.ts';
import { SchemaAhead } from '../db/schema-state.ts';
import { VERSION } from '../version.ts';

const CACHED_MS = 1_000;

type Status = 'ready' | 'schema ahead' | 'database unreachable';

/**
 * Registers `/livez` and `/readyz`. `/livez` answers while the process runs. `/readyz` succeeds while the database
 * is reachable, no newer version has migrated it, and the server is not draining; the check runs at most once a
 * second. Its answer names the version of the product.
 */
export function registerHealth(
  fastify: FastifyInstance,
  deps: {
    readonly ping: () => Promise<void>;
    readonly clock: Clock;
    readonly draining: { readonly isOn: boolean };
  },
): void {
  let checked = Number.NEGATIVE_INFINITY;
  let check: Promise<Status> = Promise.resolve('database unreachable');

  const status = (): Promise<Status> => {
    const now = deps.clock.now().getTime();
    if (now - checked >= CACHED_MS) {
      checked = now;
      check = deps.ping().then(
        () => 'ready',
        (error: unknown) =>
          error instanceof SchemaAhead ? 'schema ahead' : 'database unreachable',
      );
    }
    return check;
  };

  fastify.get('/livez', async (_, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'ok' }),
  );
  fastify.get('/readyz', async (_, reply) => {
    const found = deps.draining.isOn ? 'draining' : await status();
    reply.header('cache-control', 'no-store').code(found === 'ready' ? 200 : 503);
    return reply.send({ status: found, version: VERSION });
  });
}
