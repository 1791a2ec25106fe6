import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { sendError } from './errors.ts';

/** Addresses for programs. Unknown ones answer with JSON, not with the portal's page. */
const PROGRAMS = /^\/(graphql|auth|demo|livez|readyz|assets|files)(\/|$)/;

/**
 * Serves the built portal. Browsers cache files with a hash in their name for good, and no others: a page with
 * `no-store` does not come back with its records by the button Back after its user has signed out. Any other address
 * answers with the portal's page, whose router handles it. Without a build (tests of the API) every address answers
 * with a JSON 404.
 */
export async function registerPortal(fastify: FastifyInstance, folder: string): Promise<void> {
  const built = existsSync(join(folder, 'index.html'));
  if (built) {
    await fastify.register(fastifyStatic, {
      root: folder,
      // The build compresses with higher levels than a request has time for.
      preCompressed: true,
      cacheControl: false,
      setHeaders(reply, path) {
        const isHashed = path.startsWith(join(folder, 'assets/'));
        reply.header(
          'cache-control',
          isHashed ? 'public, max-age=31536000, immutable' : 'no-store',
        );
      },
    });
  }
  fastify.setNotFoundHandler((request, reply) => {
    const opened =
      ['GET', 'HEAD'].includes(request.method) &&
      (request.headers.accept ?? '').includes('text/html');
    if (built && opened && !PROGRAMS.test(request.url.split('?')[0]!))
      return reply.sendFile('index.html');
    return sendError(reply, 404, { code: 'NOT_FOUND', message: 'Not found.' });
  });
}
