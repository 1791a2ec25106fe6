import type { ApiDeps } from '../../../platform/api/context.ts';
import { transact } from '../../../platform/command/pipeline.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { globalId, uuidv7 } from '../../../platform/ids.ts';
import { systemViewer } from '../../../platform/viewer.ts';
import {
  openHttp,
  receiverUrl,
  retryAfterMs,
  UpstreamFailure,
} from '../../../sources/transport/index.ts';
import { type Place, placeAt, WEBHOOK_TASK } from './webhook-endpoint.life.ts';
import { DELIVERING } from './webhook-endpoint.machine.ts';
import { nextEvents, PAGE } from './webhook-events.ts';
import {
  type HeldEndpoint,
  holdEndpoint,
  passOver,
  planNextLook,
  releaseEndpoint,
} from './webhook-hold.write.ts';
import { type Message, messageOf, signedHeaders } from './webhook-message.ts';
import { type Attempt, recordAttempt, recordTest } from './webhook-record.write.ts';

/** Endpoints that a process serves at a time, and those of one organization. */
const PARALLEL = 8;
const MOST_OF_ONE = 2;
/** Length of a turn: a slow receiver with many events does not keep others waiting. */
const TURN_MS = 5_000;
/** Time between two looks for endpoints to serve while others are served. */
const LOOK_MS = 500;
const HTTP = { connectMs: 3_000, totalMs: 10_000, largestAnswer: 1_024, cutsAnswer: true } as const;

const SYSTEM = systemViewer('webhooks');

type Post = (message: Message, stopping?: AbortSignal) => Promise<Attempt>;

/**
 * Delivers events to the webhooks, each in the order of the feed and at least once: the cursor moves after the receiver
 * has accepted. Endpoints are served side by side, in turns of their organizations.
 */
export const deliverWebhooks = (deps: ApiDeps) => {
  const asJob = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    transact(deps, SYSTEM, WEBHOOK_TASK, work);

  return {
    name: WEBHOOK_TASK,
    async run(stopping?: AbortSignal) {
      const idle: string[] = [];
      const turns = new Map<Promise<void>, string>();
      let last = SYSTEM.tenantId;
      let delivered = 0;
      const take = (): Promise<HeldEndpoint | null> => {
        const orgs = [...turns.values()];
        const busy = orgs.filter(
          (id) => orgs.filter((other) => other === id).length >= MOST_OF_ONE,
        );
        return asJob((tx) => holdEndpoint(tx, { idle, busy, last }));
      };
      const serve = async (held: HeldEndpoint): Promise<void> => {
        const { id } = held.endpoint;
        try {
          const turn = await serveEndpoint(deps, asJob, held, stopping);
          delivered += turn.delivered;
          if (!turn.hasMoved) idle.push(id);
          await asJob((tx) => releaseEndpoint(tx, held));
        } catch (error) {
          // The endpoint is not released: it is free again when its time is over.
          deps.log.error({ err: error, webhook: id }, 'the turn of a webhook failed');
          idle.push(id);
        }
      };
      while (!stopping?.aborted) {
        const held = turns.size < PARALLEL ? await take() : null;
        if (held) {
          const { orgId } = held.endpoint;
          last = orgId;
          const turn = serve(held).finally(() => turns.delete(turn));
          turns.set(turn, orgId);
        } else if (turns.size > 0) {
          const pause = new AbortController();
          const paused = deps.timing.sleep(LOOK_MS, pause.signal).catch(() => {});
          await Promise.race([...turns.keys(), paused]);
          pause.abort();
        } else break;
      }
      await Promise.all(turns.keys());
      await asJob(planNextLook);
      return delivered;
    },
  };
};

interface Turn {
  readonly delivered: number;
  /** Whether the cursor moved or an attempt was made: there may be more to do. */
  readonly hasMoved: boolean;
}

/** One turn: the requested test, and the next events until one fails, the time is over or none is left. */
async function serveEndpoint(
  deps: ApiDeps,
  asJob: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
  held: HeldEndpoint,
  stopping?: AbortSignal,
): Promise<Turn> {
  const { endpoint } = held;
  const { post, close } = openPost(deps, held);
  const began = deps.timing.now();
  let delivered = 0;
  let hasMoved = false;
  try {
    if (endpoint.testRequestedAt != null) {
      const id = uuidv7(deps.clock.now());
      const at = endpoint.testRequestedAt.toISOString();
      const endpointId = globalId('whe', endpoint.id);
      const message = messageOf(globalId('whd', id), 'webhook.test', at, { endpointId });
      const made = await post(message);
      await asJob((tx) => recordTest(tx, held, id, message, made));
      hasMoved = true;
    }
    const { status, nextTryAt } = endpoint;
    const isDue = nextTryAt == null || nextTryAt <= deps.clock.now();
    if (!isDue || !DELIVERING.some((state) => state === status)) return { delivered, hasMoved };
    const events = await nextEvents(deps, endpoint);
    let from: Place = endpoint;
    let passed: Place = endpoint;
    for (const { place, message } of events) {
      if (stopping?.aborted || deps.timing.now() - began > TURN_MS) break;
      if (message) {
        const made = await post(message, stopping);
        // A request that the stop cut off says nothing about the receiver.
        if (stopping?.aborted && made.error !== null) return { delivered, hasMoved };
        const due = { message, from, to: place };
        hasMoved = true;
        if (!(await asJob((tx) => recordAttempt(tx, held, due, made, Math.random))))
          return { delivered, hasMoved };
        delivered += 1;
        from = place;
      }
      passed = place;
    }
    const isRead = events.length < PAGE && passed === (events.at(-1)?.place ?? endpoint);
    // All that this role reads was read: events of other types would be looked at again and again.
    if (isRead && passed.cursorAt < held.horizon) passed = placeAt(held.horizon);
    if (passed !== from) await asJob((tx) => passOver(tx, held, from, passed));
    return { delivered, hasMoved: hasMoved || (passed !== from && !isRead) };
  } finally {
    await close();
  }
}

/** Sends messages to the endpoint's address. A failure is an attempt as well. */
function openPost(
  deps: ApiDeps,
  { endpoint }: HeldEndpoint,
): { readonly post: Post; close(): Promise<void> } {
  const url = receiverUrl(endpoint.url, deps.allowsLoopback ?? false);
  const http = url && openHttp(url, HTTP);
  return {
    async post(message, stopping) {
      const began = deps.timing.now();
      const attempt = (part: Partial<Attempt>): Attempt => ({
        statusCode: null,
        error: null,
        answer: null,
        retryAfterMs: null,
        ...part,
        durationMs: Math.round(deps.timing.now() - began),
      });
      if (!http) return attempt({ error: 'EADDRREFUSED' });
      try {
        const times = { now: deps.clock.now(), sentAt: deps.realClock.now() };
        const { status, headers, body } = await http({
          api: WEBHOOK_TASK,
          method: 'POST',
          target: `${url.pathname}${url.search}`,
          headers: signedHeaders(deps, endpoint, message, times),
          body: message.body,
          signal: stopping,
        });
        // PostgreSQL stores no null character.
        const asked = retryAfterMs(headers['retry-after'], deps.realClock.now());
        return attempt({
          statusCode: status,
          answer: body.replaceAll('\0', ''),
          retryAfterMs: asked,
        });
      } catch (error) {
        if (!(error instanceof UpstreamFailure)) throw error;
        const { status, code, kind } = error;
        return attempt({
          statusCode: status,
          error: kind === 'TIMED_OUT' ? kind : (code ?? kind),
        });
      }
    },
    close: async () => await http?.close(),
  };
}
