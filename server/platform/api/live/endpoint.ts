import type { FastifyReply, FastifyRequest } from 'fastify';
import { createHandler, type Handler } from 'graphql-sse';
import type { Authenticate } from '../../auth/authenticate.ts';
import type { Clock } from '../../clock.ts';
import { PublicError } from '../../errors.ts';
import { checkSameOrigin, malformed } from '../../http/json-body.ts';
import type { Hub } from '../../live/hub.ts';
import type { Logger } from '../../log.ts';
import { deadlineIn, REQUEST_MS } from '../../request-deadline.ts';
import { Semaphore } from '../../semaphore.ts';
import type { Viewer } from '../../viewer.ts';
import { admitDocument, admitSubscription, byKey, mayIntrospect } from '../admission.ts';
import type { GraphqlContext } from '../context.ts';
import type { Documents } from '../documents.ts';
import { checkPortal, readOperationId, readParams } from '../http-request.ts';
import type { Budget } from '../limits-budget.ts';
import { Meter } from '../meter.ts';
import type { LiveContext, LookBack } from '../resolvers/subscriptions.ts';
import { EventReads } from './event-reads.ts';
import { type LiveOperation, runSubscription } from './execute.ts';
import { sendStream } from './response.ts';
import { type Stream, type StreamBody, Streams } from './streams.ts';

export interface LiveOptions {
  readonly hub: Hub;
  readonly authenticate: Authenticate;
  readonly context: (viewer: Viewer, requestId: string) => GraphqlContext;
  readonly documents: Documents;
  readonly budget: Budget;
  /** Real time, for the age of credential checks. */
  readonly clock: Clock;
  readonly log: Logger;
}

/** Header with the age of the follower's read in milliseconds. The stream then includes the events since that read. */
const AGE_HEADER = 'x-partnergraph-age';
/** Header that reports that these events are no longer known. The follower should read again. */
const MISSED_HEADER = 'x-partnergraph-missed';
const TOKEN_HEADER = 'x-graphql-event-stream-token';
const EVENT_STREAM = 'text/event-stream';
/** Largest number of parallel reads for events: fewer than the connections for reads. */
const READS_AT_ONCE = 4;
/** Status of an operation that runs. An operation that ended before its start has another status. */
const ACCEPTED = 202;
const CODES: Partial<Record<number, PublicError['code']>> = { 404: 'NOT_FOUND', 409: 'CONFLICT' };

/** A request, as passed to the handler of the protocol. */
interface Call {
  readonly method: 'PUT' | 'GET' | 'POST' | 'DELETE';
  readonly accept: '*/*' | typeof EVENT_STREAM;
  readonly stream: Stream;
  /** Whether the stream was reserved and carries several operations with ids. */
  readonly shared: boolean;
  readonly search?: string;
  readonly operation?: LiveOperation;
  readonly operationId?: string;
}

/** GraphQL over server-sent events: opens streams, admits their operations and ends them. */
export class LiveEndpoint {
  private readonly streams: Streams;
  private readonly turns = new Semaphore({ limit: READS_AT_ONCE });
  private readonly eventReads = new EventReads();
  private readonly handler: Handler<undefined, Call>;

  constructor(private readonly options: LiveOptions) {
    this.streams = new Streams(options.clock);
    options.hub.watch((event) => {
      if (!event) this.streams.endAll();
      else if (event.topic === 'session') void this.streams.doubt(event.to);
    });
    this.handler = createHandler<undefined, Call, never>({
      authenticate: ({ context: { shared, stream } }) => (shared ? stream.token : null),
      // `admitDocument` has already validated the document.
      validate: () => [],
      // The typings expect arguments of graphql-js, but the handler only passes the result to `subscribe`.
      onSubscribe: ({ context: { operation } }) => operation as never,
      subscribe: (operation) => runSubscription(operation as unknown as LiveOperation) as never,
      onComplete: (_, { context: { stream } }) => {
        stream.operations -= 1;
      },
    });
  }

  /** Answers a request of the protocol with a stream or a status. Throws PublicError for a mistake of the caller. */
  async answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const deadline = deadlineIn(REQUEST_MS);
    const viewer = await this.options.authenticate(request, { quietly: true, deadline });
    if (!viewer) throw PublicError.unauthenticated();
    if (!byKey(viewer)) {
      checkSameOrigin(request);
      checkPortal(request);
    }
    const token = request.headers[TOKEN_HEADER];
    if (request.method === 'PUT') return await this.reserve(request, reply, viewer);
    if (typeof token !== 'string') return await this.single(request, reply, viewer);
    const stream = this.streams.find(token, viewer);
    if (request.method === 'GET') {
      await sendStream(reply, stream);
      return reply;
    }
    const call = { stream, shared: true, accept: '*/*' } as const;
    if (request.method === 'DELETE') {
      const { search } = new URL(request.url, 'http://localhost');
      return await this.settle(reply, { ...call, method: 'DELETE', search });
    }
    const operationId = readOperationId(request.body);
    const operation = await this.operation(request, viewer, stream);
    return await this.settle(reply, { ...call, method: 'POST', operation, operationId });
  }

  /** Ends all streams at once and refuses further ones. */
  async close(): Promise<void> {
    this.streams.close();
    await this.options.hub.close();
  }

  /** Reserves a shared stream for the portal. Later requests open it and add operations by its token. */
  private async reserve(
    request: FastifyRequest,
    reply: FastifyReply,
    viewer: Viewer,
  ): Promise<FastifyReply> {
    const stream = await this.newStream(request, viewer);
    const call = { stream, shared: true } as const;
    await this.call({ ...call, method: 'PUT', accept: '*/*' });
    const [body] = await this.call({ ...call, method: 'GET', accept: EVENT_STREAM });
    stream.hold(body as StreamBody);
    return reply.code(201).type('text/plain; charset=utf-8').send(stream.token);
  }

  /** Opens a stream for one operation of a program, without a reservation. */
  private async single(
    request: FastifyRequest,
    reply: FastifyReply,
    viewer: Viewer,
  ): Promise<FastifyReply> {
    if (request.method !== 'POST' || !request.headers.accept?.includes(EVENT_STREAM))
      throw malformed(`POST a subscription and accept ${EVENT_STREAM}, or reserve with PUT.`);
    const stream = await this.newStream(request, viewer);
    try {
      const operation = await this.operation(request, viewer, stream);
      const call = { stream, shared: false, method: 'POST', accept: EVENT_STREAM } as const;
      const [body] = await this.call({ ...call, operation });
      stream.hold(body as StreamBody);
    } catch (error) {
      stream.end();
      throw error;
    }
    await sendStream(reply, stream);
    return reply;
  }

  private async newStream(request: FastifyRequest, viewer: Viewer): Promise<Stream> {
    await this.options.hub.ready();
    return this.streams.open(viewer, () => this.options.authenticate(request, { quietly: true }));
  }

  /** Admits, charges and counts the operation of a request. */
  private async operation(
    request: FastifyRequest,
    viewer: Viewer,
    stream: Stream,
  ): Promise<LiveOperation> {
    const { documents, budget, context, hub, log } = this.options;
    const params = readParams(request);
    const { take } = new Meter(budget, viewer);
    const prepared = await admitDocument(documents, params, viewer, take);
    take(admitSubscription(prepared, params, viewer));
    this.streams.addOperation(stream);
    const contextValue: LiveContext = Object.assign(context(viewer, request.id), {
      hub,
      lookBack: lookBackOf(request),
    });
    return {
      schema: contextValue.deps.domain.schema,
      document: prepared.document,
      operationName: params.operationName,
      variableValues: params.variables,
      contextValue,
      asker: { requestId: request.id, mayIntrospect: mayIntrospect(viewer), log },
      alive: () => stream.alive(),
      turns: this.turns,
      eventReads: this.eventReads,
    };
  }

  private call(call: Call) {
    const { method, accept, search = '', operation, operationId } = call;
    const headers: Record<string, string> = { accept, 'content-type': 'application/json' };
    return this.handler({
      method,
      url: search,
      headers: { get: (name: string) => headers[name] },
      // The handler requires a text, although `onSubscribe` supplies the document.
      body: operation && { query: '-', extensions: { operationId } },
      raw: undefined,
      context: call,
      // The handler reads only these members of its request type.
    } as never);
  }

  private async settle(reply: FastifyReply, call: Call): Promise<FastifyReply> {
    let status = 500;
    try {
      [, { status }] = await this.call(call);
    } finally {
      if (call.operation && status !== ACCEPTED) call.stream.operations -= 1;
    }
    if (status >= 400) {
      throw status === 404
        ? PublicError.notFound()
        : new PublicError(CODES[status] ?? 'BAD_USER_INPUT', 'The stream cannot do this.');
    }
    if (call.operation?.contextValue.lookBack?.missed) reply.header(MISSED_HEADER, '1');
    return reply.code(status).send();
  }
}

function lookBackOf({ headers }: FastifyRequest): LookBack | null {
  const age = headers[AGE_HEADER];
  if (age === undefined) return null;
  const ageMs = Number(age);
  // An unparsable age counts as infinitely old.
  return { ageMs: ageMs >= 0 ? ageMs : Number.POSITIVE_INFINITY, missed: false };
}
