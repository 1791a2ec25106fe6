import { type ApolloServerPlugin, HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import { PublicError } from '../errors.ts';
import type { Viewer } from '../viewer.ts';
import { admitDocument, admitOperation, byKey, mayIntrospect, UNMETERED } from './admission.ts';
import { type Call, type CostReport, type Engine, startApollo } from './apollo.ts';
import { actualCost, type Charge } from './cost.ts';
import { Documents, InvalidDocument } from './documents.ts';
import {
  checkCharset,
  checkSameOrigin,
  malformed,
  type Params,
  readParams,
} from './http-request.ts';
import { LIMITS } from './limits.ts';
import { Budget } from './limits-budget.ts';
import { Concurrency } from './limits-concurrency.ts';
import { type Asker, mask, maskDocument } from './masking.ts';

export interface GraphqlOptions<C extends object> {
  readonly schema: GraphQLSchema;
  /** The viewer of a request; null for nobody. A credential that is wrong throws UNAUTHENTICATED. */
  readonly authenticate: (request: FastifyRequest) => Promise<Viewer | null>;
  readonly context: (viewer: Viewer | null, requestId: string) => C | Promise<C>;
  /** Called once the response is made, with what `context` returned. */
  readonly finish?: (context: C) => Promise<void>;
  readonly log: Logger;
  readonly clock: Clock;
  /** The manifest of trusted documents (hash → text); without it there are none. */
  readonly documentsFile?: string;
  readonly plugins?: readonly ApolloServerPlugin<C>[];
}

const PATH = '/graphql';
const EXPLORER = '/developers/explorer';
const RESPONSE_JSON = 'application/graphql-response+json';
const STATUS: Partial<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
  INTERNAL: 500,
};

/** Serves the schema at /graphql: admission, limits, metering and masking around Apollo Server. */
export async function registerGraphql<C extends object>(
  fastify: FastifyInstance,
  options: GraphqlOptions<C>,
): Promise<void> {
  const engine = await startApollo<C>(options.schema, options.log, options.plugins ?? []);
  const endpoint = new Endpoint(options, engine);
  fastify.addHook('onClose', async () => engine.apollo.stop());

  await fastify.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      'application/json',
      { parseAs: 'string', bodyLimit: LIMITS.bytes },
      parseJson(scope),
    );
    scope.addHook('onRequest', async ({ method, headers }, reply) => {
      reply.header('cache-control', 'no-store');
      if (method === 'GET' && headers.accept?.includes('text/html'))
        return reply.redirect(EXPLORER, 302);
      if (method !== 'GET' && method !== 'POST') {
        reply.header('allow', 'GET, POST');
        throw malformed('Use POST, or GET for queries.', 405);
      }
      checkCharset(headers['content-type']);
    });
    scope.setErrorHandler((error, request, reply) =>
      endpoint.refuse(transportError(error), request, reply),
    );
    scope.route({
      method: scope.supportedMethods,
      url: PATH,
      exposeHeadRoute: false,
      handler: (request, reply) => endpoint.answer(request, reply),
    });
  });
}

class Endpoint<C extends object> {
  private readonly documents: Documents;
  private readonly budget: Budget;
  private readonly concurrency = new Concurrency();

  constructor(
    private readonly options: GraphqlOptions<C>,
    private readonly engine: Engine<C>,
  ) {
    this.documents = new Documents(options.schema, options.clock, options.documentsFile);
    this.budget = new Budget(options.clock);
  }

  /** Answers one request: whoever asks, whatever it holds, with JSON. */
  async answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    let viewer: Viewer | null = null;
    try {
      const params = readParams(request);
      viewer = await this.options.authenticate(request);
      if (!byKey(viewer)) checkSameOrigin(request);
      const prepared = admitDocument(this.documents, params, viewer);
      const charge = admitOperation(prepared, params, viewer);
      if (byKey(viewer)) this.budget.take(viewer.tenantId, viewer.actorId, charge.requested);
      const asker = this.asker(request, viewer);
      const call: Call = {
        ...asker,
        prepared,
        settle: this.settler(viewer, charge),
        executed: false,
      };
      const leave = await this.concurrency.enter(viewer?.tenantId ?? request.ip);
      try {
        return await this.execute(call, viewer, params, request, reply);
      } finally {
        leave();
      }
    } catch (error) {
      return this.refuse(error, request, reply, viewer);
    }
  }

  /** Answers with errors alone: nothing was executed. */
  refuse(
    error: unknown,
    request: FastifyRequest,
    reply: FastifyReply,
    viewer: Viewer | null = null,
  ): FastifyReply {
    const asker = this.asker(request, viewer);
    const errors =
      error instanceof InvalidDocument ? maskDocument(error.errors, asker) : [mask(error, asker)];
    const wantsResponseJson = request.headers.accept?.includes(RESPONSE_JSON) ?? false;
    const { code, retryAfterSeconds } = errors[0]!.extensions ?? {};
    const status = statusOf(error) ?? STATUS[String(code)] ?? (wantsResponseJson ? 400 : 200);
    if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds));
    const cost = this.settler(viewer, UNMETERED)?.(null);
    return send(reply, status, wantsResponseJson, {
      errors,
      ...(cost && { extensions: { cost } }),
    });
  }

  private async execute(
    call: Call,
    viewer: Viewer | null,
    params: Params,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    let context: C | undefined;
    try {
      const response = await this.engine.run(call, () =>
        this.engine.apollo.executeHTTPGraphQLRequest({
          httpGraphQLRequest: toApollo(request, params, call.prepared.text),
          context: async () => {
            context = await this.options.context(viewer, call.requestId);
            return context;
          },
        }),
      );
      for (const [name, value] of response.headers) reply.header(name, value);
      const json = response.headers.get('content-type')?.includes(RESPONSE_JSON) !== true;
      // GraphQL over HTTP: clients of plain JSON learn of a refused operation from the body alone.
      const status =
        call.executed && json && response.status === 400 ? 200 : (response.status ?? 200);
      if (response.body.kind !== 'complete') throw new Error('incremental delivery is off');
      return await reply.code(status).send(response.body.string);
    } finally {
      if (context) await this.options.finish?.(context);
    }
  }

  private asker(request: FastifyRequest, viewer: Viewer | null): Asker {
    return { requestId: request.id, mayIntrospect: mayIntrospect(viewer), log: this.options.log };
  }

  /** Gives back what a result did not use, and reports. */
  private settler(
    viewer: Viewer | null,
    { requested, fixed }: Charge,
  ): ((data: unknown) => CostReport) | null {
    if (!byKey(viewer)) return null;
    const { tenantId, actorId } = viewer;
    return (data) => {
      const actual = Math.min(requested, fixed + actualCost(data));
      this.budget.refund(tenantId, actorId, requested - actual);
      return { requested, actual, throttle: this.budget.throttle(actorId) };
    };
  }
}

interface Refused {
  readonly errors: readonly GraphQLFormattedError[];
  readonly extensions?: { readonly cost: CostReport };
}

const send = (
  reply: FastifyReply,
  status: number,
  responseJson: boolean,
  body: Refused,
): FastifyReply =>
  reply
    .code(status)
    .header('content-type', `${responseJson ? RESPONSE_JSON : 'application/json'}; charset=utf-8`)
    .send(JSON.stringify(body));

/** The request as the server library reads it: the document in full, and no persisted-query extension. */
function toApollo(request: FastifyRequest, params: Params, query: string): HTTPGraphQLRequest {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const { operationName, variables } = params;
  const { method } = request;
  if (method === 'POST')
    return { method, headers, search: '', body: { query, variables, operationName } };
  const search = new URLSearchParams({ query, variables: JSON.stringify(variables) });
  if (operationName !== null) search.set('operationName', operationName);
  return { method, headers, search: `?${search}`, body: undefined };
}

/** JSON as the framework reads it; the null character, which no database text may hold, is refused. */
function parseJson(scope: FastifyInstance) {
  const parse = scope.getDefaultJsonParser('error', 'error');
  return (
    request: FastifyRequest,
    body: string,
    done: (error: Error | null, value?: unknown) => void,
  ): void => {
    if (body.includes('\\u0000')) done(malformed('Text may not hold the null character.'));
    else parse(request, body, done);
  };
}

const statusOf = (error: unknown): number | undefined =>
  error instanceof PublicError
    ? (error.extensions.http as { status: number } | undefined)?.status
    : undefined;

const TRANSPORT: Partial<Record<number, string>> = {
  413: `The body is larger than ${LIMITS.bytes} bytes.`,
  415: 'Send content-type application/json.',
};

/** An error of the HTTP layer in our words; a fault of ours stays what it is. */
function transportError(error: unknown): unknown {
  const status = (error as { statusCode?: number }).statusCode;
  if (error instanceof PublicError || status === undefined || status >= 500) return error;
  return malformed(TRANSPORT[status] ?? 'The body is not valid JSON.', status);
}
