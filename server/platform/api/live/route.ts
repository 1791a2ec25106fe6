import type { FastifyInstance } from 'fastify';
import { PublicError } from '../../errors.ts';
import { ERROR_STATUS } from '../../http/errors.ts';
import { checkCharset, jsonParser, malformed } from '../../http/json-body.ts';
import type { Endpoint } from '../endpoint.ts';
import { LIMITS } from '../limits.ts';
import { transportError } from '../route.ts';
import { LiveEndpoint, type LiveOptions } from './endpoint.ts';

const PATH = '/graphql/stream';
const METHODS = ['GET', 'POST', 'PUT', 'DELETE'];

/**
 * Serves subscriptions at /graphql/stream by the GraphQL-over-SSE protocol. The portal uses its single connection
 * mode; programs use one stream per operation. All requests of a shared stream must reach the same server.
 */
export async function registerLive<C extends object>(
  fastify: FastifyInstance,
  graphql: Endpoint<C>,
  options: Omit<LiveOptions, 'documents' | 'budget'>,
): Promise<void> {
  const { documents, budget } = graphql;
  const endpoint = new LiveEndpoint({ ...options, documents, budget });
  // Events are kept from the start, because followers request those before their stream is open.
  fastify.addHook('onListen', async () => void options.hub.ready().catch(() => undefined));
  // Streams are closed before the server waits for open requests, because they never end by themselves.
  fastify.addHook('preClose', () => endpoint.close());
  await fastify.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      'application/json',
      { parseAs: 'string', bodyLimit: LIMITS.bytes },
      jsonParser(scope),
    );
    scope.addHook('onRequest', async ({ method, headers }, reply) => {
      reply.header('cache-control', 'no-store');
      if (!METHODS.includes(method)) {
        reply.header('allow', METHODS.join(', '));
        throw malformed(`Use ${METHODS.join(', ')}.`, 405);
      }
      checkCharset(headers['content-type']);
    });
    scope.setErrorHandler((error, request, reply) =>
      graphql.refuse(withStatus(transportError(error)), request, reply, undefined, 400),
    );
    scope.route({
      method: scope.supportedMethods,
      url: PATH,
      exposeHeadRoute: false,
      handler: (request, reply) => endpoint.answer(request, reply),
    });
  });
}

/** An error with an HTTP status, because requests of this protocol have no result that could report it. */
function withStatus(error: unknown): unknown {
  if (!(error instanceof PublicError) || error.extensions.http) return error;
  const http = { status: ERROR_STATUS[error.code] };
  return new PublicError(error.code, error.message, { ...error.extensions, http });
}
