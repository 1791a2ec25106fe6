import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import { GRAPHQL } from './headers.ts';

/** Response headers that a page on another origin may read. */
const EXPOSED = ['retry-after', 'x-request-id', 'x-partnergraph-plan'];
const PREFLIGHT_SECONDS = 7_200;

/**
 * Lets pages on the named origins call GraphQL with an API key. Browsers send no cookies with such calls, so
 * another site cannot use a session. Other addresses allow no foreign origin.
 */
export async function registerCors(
  server: FastifyInstance,
  origins: readonly string[],
): Promise<void> {
  if (origins.length === 0) return;
  const open = {
    origin: [...origins],
    methods: ['GET', 'POST', 'PUT', 'DELETE'],
    exposedHeaders: EXPOSED,
    maxAge: PREFLIGHT_SECONDS,
  };
  await server.register(cors, {
    delegator: ({ url }, answer) => {
      const path = url.split('?')[0]!;
      const isGraphql = path === GRAPHQL || path.startsWith(`${GRAPHQL}/`);
      answer(null, isGraphql ? open : { origin: false });
    },
  });
}
