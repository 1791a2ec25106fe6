import type { FastifyInstance } from 'fastify';
import { PublicError } from '../errors.ts';
import { GRAPHQL } from '../http/headers.ts';
import { checkCharset, jsonParser, malformed } from '../http/json-body.ts';
import { startApollo } from './apollo.ts';
import { Endpoint, type GraphqlOptions } from './endpoint.ts';
import { LIMITS } from './limits.ts';

const EXPLORER = '/developers/explorer';

/** Serves the schema at /graphql, with admission, limits, metering and masking around Apollo Server. */
export async function registerGraphql<C extends object>(
  fastify: FastifyInstance,
  options: GraphqlOptions<C>,
): Promise<Endpoint<C>> {
  const engine = await startApollo<C>(options.schema, options.log, options.plugins ?? []);
  const endpoint = new Endpoint(options, engine);
  fastify.addHook('onClose', async () => engine.apollo.stop());

  await fastify.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      'application/json',
      { parseAs: 'string', bodyLimit: LIMITS.bytes },
      jsonParser(scope),
    );
    scope.addHook('onRequest', ({ method, headers }, reply, done) => {
      reply.header('cache-control', 'no-store');
      if (method === 'GET' && headers.accept?.includes('text/html'))
        return void reply.redirect(EXPLORER, 302);
      if (method !== 'GET' && method !== 'POST') {
        reply.header('allow', 'GET, POST');
        throw malformed('Use POST, or GET for queries.', 405);
      }
      checkCharset(headers['content-type']);
      done();
    });
    scope.setErrorHandler((error, request, reply) =>
      endpoint.refuse(transportError(error), request, reply),
    );
    scope.route({
      method: scope.supportedMethods,
      url: GRAPHQL,
      exposeHeadRoute: false,
      handler: (request, reply) => endpoint.answer(request, reply),
    });
  });
  return endpoint;
}

const TRANSPORT: Partial<Record<number, string>> = {
  413: `The body is larger than ${LIMITS.bytes} bytes.`,
  415: 'Send content-type application/json.',
};

/** A caller's mistake in the HTTP layer as a public error; other errors stay unchanged. */
export function transportError(error: unknown): unknown {
  const status = (error as { statusCode?: number }).statusCode;
  if (error instanceof PublicError || status === undefined || status >= 500) return error;
  return malformed(TRANSPORT[status] ?? 'The body is not valid JSON.', status);
}
