import { setTimeout as pause } from 'node:timers/promises';
import type { ApolloServerPlugin, HTTPGraphQLRequest, HTTPGraphQLResponse } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { AuthenticateOptions } from '../auth/authenticate.ts';
import type { OptimisticCredential } from '../auth/optimistic-credential.ts';
import type { Clock } from '../clock.ts';
import { PublicError } from '../errors.ts';
import { checkSameOrigin } from '../http/json-body.ts';
import { deadlineIn, REQUEST_MS, type RequestDeadline } from '../request-deadline.ts';
import type { Viewer } from '../viewer.ts';
import { admitDocument, admitOperation, byKey, mayIntrospect } from './admission.ts';
import type { Call, CostReport, Engine } from './apollo.ts';
import { Documents, InvalidDocument } from './documents.ts';
import { readParams } from './http-request.ts';
import { Budget } from './limits-budget.ts';
import { Concurrency } from './limits-concurrency.ts';
import { type Asker, mask, maskDocument } from './masking.ts';
import { Meter } from './meter.ts';
import { preloadedRequest } from './preloaded.ts';

export interface GraphqlOptions<C extends object> {
  readonly schema: GraphQLSchema;
  /** The viewer of a request; null without a credential. Throws UNAUTHENTICATED for an invalid one. */
  readonly authenticate: (
    request: FastifyRequest,
    options?: AuthenticateOptions,
  ) => Promise<Viewer | null>;
  /** The viewer of the same credential at an earlier request; null for an unknown credential. */
  readonly recall?: (
    request: FastifyRequest,
    deadline: RequestDeadline,
  ) => OptimisticCredential | null;
  readonly context: (
    viewer: Viewer | null,
    requestId: string,
    asked: { readonly deadline: RequestDeadline; readonly credential: OptimisticCredential | null },
  ) => C | Promise<C>;
  /** Called with the result of `context` after the execution. */
  readonly finish?: (context: C) => Promise<void>;
  readonly log: Logger;
  readonly clock: Clock;
  /** File with the manifest of trusted documents (hash → text). Default: no trusted documents. */
  readonly documentsFile?: string;
  readonly plugins?: readonly ApolloServerPlugin<C>[];
}

/**
 * Length in characters above which an answer is sent as bytes. Node copies a string when it measures, prefixes and
 * writes it, and keeps it until the client has read it.
 */
const LONG = 50_000;
/** Length in characters up to which the shared buffer is used. */
const LONGEST = 1_000_000;
/** Delay of a RATE_LIMITED answer. It slows down callers that ignore `retryAfterSeconds`. */
const REFUSED_MS = 100;
const DRAINED_BYTES = 5_000_000;
const RESPONSE_JSON = 'application/graphql-response+json';
const STATUS: Partial<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
  INTERNAL: 500,
};

export const statusOfCode = (code: string): number => STATUS[code] ?? 200;

/** The GraphQL endpoint: admission, limits, metering and masking around the execution. */
export class Endpoint<C extends object> {
  readonly documents: Documents;
  readonly budget: Budget;
  private readonly concurrency = new Concurrency();

  constructor(
    private readonly options: GraphqlOptions<C>,
    private readonly engine: Engine<C>,
  ) {
    this.documents = new Documents(options.schema, options.clock, options.documentsFile);
    this.budget = new Budget(options.clock);
  }

  async answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const deadline = deadlineIn(REQUEST_MS);
    const credential = this.options.recall?.(request, deadline);
    if (credential) {
      const send = await this.work(request, reply, deadline, credential);
      if (await credential.holds().catch(() => false)) return send();
      // The credential has ended or has another viewer, so the prepared answer is discarded.
    }
    return (await this.work(request, reply, deadline, null))();
  }

  /** Prepares the answer of a request. The returned function sends it. */
  private async work(
    request: FastifyRequest,
    reply: FastifyReply,
    deadline: RequestDeadline,
    credential: OptimisticCredential | null,
  ): Promise<() => FastifyReply> {
    let meter = new Meter(this.budget, credential?.viewer ?? null);
    try {
      const params = readParams(request);
      if (!credential)
        meter = new Meter(this.budget, await this.options.authenticate(request, { deadline }));
      const { viewer, take, settle } = meter;
      if (!byKey(viewer)) checkSameOrigin(request);
      const leave = await this.concurrency.enter(viewer?.tenantId ?? request.ip, deadline);
      try {
        const prepared = await admitDocument(this.documents, params, viewer, take);
        take(admitOperation(prepared, params, viewer));
        const asker = this.asker(request, viewer);
        const call: Call = { ...asker, prepared, settle, executed: false };
        const sent = preloadedRequest(request, params, byKey(viewer));
        const response = await this.execute(call, viewer, sent, { deadline, credential });
        return () => respond(reply, call, response);
      } finally {
        leave();
      }
    } catch (error) {
      if (error instanceof PublicError && error.code === 'RATE_LIMITED') await pause(REFUSED_MS);
      return () => this.refuse(error, request, reply, meter);
    }
  }

  /** Answers with errors only, without execution. `otherwise` is the status for a mistake of the caller. */
  refuse(
    error: unknown,
    request: FastifyRequest,
    reply: FastifyReply,
    meter: Meter = new Meter(this.budget, null),
    otherwise?: number,
  ): FastifyReply {
    // The framework closes the connection on a refused body, so a client that still sends would get a broken pipe
    // instead of the answer. A body of bounded length is therefore read to its end and discarded.
    if (Number(request.headers['content-length']) <= DRAINED_BYTES)
      reply.removeHeader('connection');
    const asker = this.asker(request, meter.viewer);
    const errors =
      error instanceof InvalidDocument ? maskDocument(error.errors, asker) : [mask(error, asker)];
    const wantsResponseJson = request.headers.accept?.includes(RESPONSE_JSON) ?? false;
    const { code, retryAfterSeconds } = errors[0]!.extensions ?? {};
    const mistake = otherwise ?? (wantsResponseJson ? 400 : 200);
    const status = statusOf(error) ?? STATUS[String(code)] ?? mistake;
    if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds));
    const cost = meter.settle(null);
    return send(reply, status, wantsResponseJson, {
      errors,
      ...(cost && { extensions: { cost } }),
    });
  }

  private async execute(
    call: Call,
    viewer: Viewer | null,
    httpGraphQLRequest: HTTPGraphQLRequest,
    asked: Parameters<GraphqlOptions<C>['context']>[2],
  ): Promise<HTTPGraphQLResponse> {
    let context: C | undefined;
    try {
      return await this.engine.run(call, () =>
        this.engine.apollo.executeHTTPGraphQLRequest({
          httpGraphQLRequest,
          context: async () => {
            context = await this.options.context(viewer, call.requestId, asked);
            return context;
          },
        }),
      );
    } finally {
      if (context) await this.options.finish?.(context);
    }
  }

  private asker(request: FastifyRequest, viewer: Viewer | null): Asker {
    return { requestId: request.id, mayIntrospect: mayIntrospect(viewer), log: this.options.log };
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

function respond(reply: FastifyReply, call: Call, response: HTTPGraphQLResponse): FastifyReply {
  const { headers, status = 200, body } = response;
  if (body.kind !== 'complete') throw new Error('Incremental delivery is off');
  for (const [name, value] of headers) reply.header(name, value);
  // GraphQL over HTTP: with media type application/json, a refused operation has status 200.
  const plain = call.executed && !headers.get('content-type')?.includes(RESPONSE_JSON);
  reply.code(plain && status === 400 ? 200 : status);
  return reply.send(body.string.length > LONG ? bytesOf(body.string) : body.string);
}

/** Shared buffer for encoding long answers. A character takes at most three bytes. */
let scratch = Buffer.alloc(0);

/** Encodes a text as bytes. Writing and copying takes half the time of measuring and writing. */
function bytesOf(text: string): Buffer {
  if (text.length > LONGEST) return Buffer.from(text);
  if (scratch.length < 3 * text.length) scratch = Buffer.allocUnsafeSlow(3 * text.length);
  return Buffer.from(scratch.subarray(0, scratch.write(text)));
}

const statusOf = (error: unknown): number | undefined =>
  error instanceof PublicError
    ? (error.extensions.http as { status: number } | undefined)?.status
    : undefined;
