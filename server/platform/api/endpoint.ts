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
  /** The viewer of a request; null for nobody. A credential that is wrong throws UNAUTHENTICATED. */
  readonly authenticate: (
    request: FastifyRequest,
    options?: AuthenticateOptions,
  ) => Promise<Viewer | null>;
  /** The viewer that the same credential had before; null when it is new. */
  readonly recall?: (
    request: FastifyRequest,
    deadline: RequestDeadline,
  ) => OptimisticCredential | null;
  readonly context: (
    viewer: Viewer | null,
    requestId: string,
    asked: { readonly deadline: RequestDeadline; readonly credential: OptimisticCredential | null },
  ) => C | Promise<C>;
  /** Called once the response is made, with what `context` returned. */
  readonly finish?: (context: C) => Promise<void>;
  readonly log: Logger;
  readonly clock: Clock;
  /** The manifest of trusted documents (hash → text); without it there are none. */
  readonly documentsFile?: string;
  readonly plugins?: readonly ApolloServerPlugin<C>[];
}

/**
 * Characters from which an answer is handed on as bytes. Text is copied by each that measures, prefixes or
 * writes it, and kept until the caller has taken it.
 */
const LONG = 50_000;
/** Up to here there is a place to write it. */
const LONGEST = 1_000_000;
/** Slows down a caller that repeats at once after a refusal for its budget; one that waits as told loses nothing. */
const REFUSED_MS = 100;
const DRAINED_BYTES = 5_000_000;
const RESPONSE_JSON = 'application/graphql-response+json';
const STATUS: Partial<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
  INTERNAL: 500,
};

/** What stands between the network and the schema: admission, limits, metering and masking. */
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

  /** Answers one request: whoever asks, whatever it holds, with JSON. */
  async answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const deadline = deadlineIn(REQUEST_MS);
    const credential = this.options.recall?.(request, deadline);
    if (credential) {
      const send = await this.work(request, reply, deadline, credential);
      if (await credential.holds().catch(() => false)) return send();
      // The credential has ended or stands for somebody else: all that was made for it is dropped.
    }
    return (await this.work(request, reply, deadline, null))();
  }

  /** Makes the answer of a request; what is returned sends it. */
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

  /** Answers with errors alone: nothing was executed. `otherwise` is the status of what is only the caller's mistake. */
  refuse(
    error: unknown,
    request: FastifyRequest,
    reply: FastifyReply,
    meter: Meter = new Meter(this.budget, null),
    otherwise?: number,
  ): FastifyReply {
    // The framework closes the connection on a refused body; a client still sending would meet a broken
    // pipe instead of the answer. A body of bounded length is read to its end and dropped.
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
  // GraphQL over HTTP: clients of plain JSON learn of a refused operation from the body alone.
  const plain = call.executed && !headers.get('content-type')?.includes(RESPONSE_JSON);
  reply.code(plain && status === 400 ? 200 : status);
  return reply.send(body.string.length > LONG ? bytesOf(body.string) : body.string);
}

/** Where long answers are written; a character takes at most three bytes. */
let place = Buffer.alloc(0);

/** A text as bytes: written and copied in half the time that it takes to measure and write it. */
function bytesOf(text: string): Buffer {
  if (text.length > LONGEST) return Buffer.from(text);
  if (place.length < 3 * text.length) place = Buffer.allocUnsafeSlow(3 * text.length);
  return Buffer.from(place.subarray(0, place.write(text)));
}

const statusOf = (error: unknown): number | undefined =>
  error instanceof PublicError
    ? (error.extensions.http as { status: number } | undefined)?.status
    : undefined;
