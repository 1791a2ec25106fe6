import type { FastifyInstance } from 'fastify';
import type { Clock } from '../clock.ts';
import { VERSION } from '../version.ts';

const CACHED_MS = 1_000;

/**
 * Registers `/livez` and `/readyz`. `/livez` answers while the process runs. `/readyz` succeeds while the database
 * is reachable and current and the server is not draining; the check runs at most once a second. Its answer names the
 * version of the product.
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
  let check: Promise<boolean> = Promise.resolve(false);

  const reachable = (): Promise<boolean> => {
    const now = deps.clock.now().getTime();
    if (now - checked >= CACHED_MS) {
      checked = now;
      check = deps.ping().then(
        () => true,
        () => false,
      );
    }
    return check;
  };

  fastify.get('/livez', async (_, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'ok' }),
  );
  fastify.get('/readyz', async (_, reply) => {
    const { isOn: draining } = deps.draining;
    const ready = !draining && (await reachable());
    reply.header('cache-control', 'no-store').code(ready ? 200 : 503);
    return reply.send({
      status: ready ? 'ready' : draining ? 'draining' : 'database unreachable',
      version: VERSION,
    });
  });
}
