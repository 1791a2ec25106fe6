import type { Timing } from '../../platform/clock.ts';
import type { Logger } from '../../platform/log.ts';
import type { Admissions } from './admission.ts';
import { readAnswer } from './answer.ts';
import { backoff, PATIENT, type Patience } from './backoff.ts';
import type { CircuitState } from './circuit.ts';
import type { Credentials } from './credentials.ts';
import { UpstreamFailure } from './failure.ts';
import { type HttpSettings, openHttp, upstreamOrigin } from './http.ts';
import { type Limits, sharedLimits } from './limits.ts';
import { encodedPath, encodedQuery, type Query, signed } from './sign.ts';

export interface TransportOptions {
  /** Address of the upstream: https with a domain name, or http on this machine. No path. */
  readonly baseUrl: string;
  readonly credentials: Credentials;
  readonly timing: Timing;
  readonly log: Pick<Logger, 'debug' | 'warn'>;
  /** Grants the calls of all processes, so that together they keep the quota. */
  readonly admissions: Admissions;
  /** Queues and circuits; by default those that all transports of the process share. */
  readonly limits?: Limits;
  /** How often and how long a reading call is repeated. */
  readonly patience?: Patience;
  readonly http?: Partial<HttpSettings>;
  /** Number from 0 to 1 for the jitter of waits. */
  readonly random?: () => number;
}

export interface UpstreamCall {
  /** Name of the API at the upstream; quota and circuit count by it. */
  readonly api: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly query?: Query;
  /** Value sent as JSON. */
  readonly body?: unknown;
  /** Fields of a form, sent instead of JSON. */
  readonly form?: Query;
  /** Whether a POST only reads, so that it may be repeated. */
  readonly isQuery?: boolean;
  readonly signal?: AbortSignal;
}

/** State of the circuit of an API. */
export interface ApiState {
  readonly circuit: CircuitState;
  /** Time at which an open circuit lets a call through, in milliseconds since 1970. */
  readonly reopensAt: number | null;
}

/** Signed calls to one upstream with the credentials of one account. */
export interface Transport {
  /** The parsed body of a successful answer (`parseJson`). Throws UpstreamFailure for everything else. */
  call(call: UpstreamCall): Promise<unknown>;
  stateOf(api: string): ApiState;
  close(): Promise<void>;
}

const HTTP: HttpSettings = { connectMs: 3_000, totalMs: 15_000, largestAnswer: 8 * 1024 * 1024 };

const FORM = 'application/x-www-form-urlencoded';

/** Kinds of failures that tell of a fault of the upstream. */
const FAULTS: ReadonlySet<string> = new Set(['TIMED_OUT', 'UNREACHABLE', 'FAILED', 'MALFORMED']);

export function openTransport(options: TransportOptions): Transport {
  const {
    admissions,
    credentials,
    timing,
    log,
    patience = PATIENT,
    random = Math.random,
  } = options;
  const origin = upstreamOrigin(options.baseUrl);
  const send = openHttp(origin, { ...HTTP, ...options.http });
  const limits = options.limits ?? sharedLimits(timing);
  const closing = new AbortController();
  const limitsOf = (api: string) => limits(`${origin.origin} ${credentials.accessKeyId} ${api}`);

  /** Sends a call once. */
  const attempt = async ({ api, method, path, query, body, form, signal }: UpstreamCall) => {
    const text = form ? encodedQuery(form) : body === undefined ? '' : JSON.stringify(body);
    const at = new Date(timing.now());
    const headers = signed(
      {
        method,
        host: origin.host,
        path,
        query,
        headers: { 'Content-Type': form ? FORM : 'application/json' },
        body: text,
      },
      credentials,
      at,
    );
    const search = encodedQuery(query);
    const target = `${encodedPath(path)}${search && `?${search}`}`;
    const answer = await send({ api, method, target, headers, body: text, signal });
    return readAnswer(api, answer, credentials, at);
  };

  /** Sends a call once, if quota and circuit allow it. */
  const admitted = async (call: UpstreamCall): Promise<unknown> => {
    const { quota, circuit } = limitsOf(call.api);
    const mayEnter = await circuit.enter(call.signal).catch(() => false);
    if (!mayEnter) throw new UpstreamFailure('CIRCUIT_OPEN', { api: call.api });
    try {
      await quota.admit(admissions, call.api, call.signal);
    } catch {
      circuit.left();
      throw new UpstreamFailure('THROTTLED', { api: call.api, code: 'OWN_QUOTA' });
    }
    try {
      const value = await attempt(call);
      circuit.succeeded();
      return value;
    } catch (error) {
      // A call that ends with its transport tells nothing about the upstream.
      if (closing.signal.aborted || !(error instanceof UpstreamFailure)) circuit.left();
      else if (FAULTS.has(error.kind)) circuit.failed();
      else circuit.succeeded();
      throw error;
    }
  };

  return {
    async call(given) {
      const { signal } = closing;
      const call = {
        ...given,
        signal: given.signal ? AbortSignal.any([given.signal, signal]) : signal,
      };
      const isReading = call.method === 'GET' || call.isQuery === true;
      for (let tried = 1; ; tried += 1) {
        const began = timing.now();
        try {
          const value = await admitted(call);
          log.debug({ api: call.api, ms: timing.now() - began, tried }, 'upstream answered');
          return value;
        } catch (error) {
          if (!(error instanceof UpstreamFailure)) throw error;
          const { api, kind, code, status, requestId } = error;
          const ms = timing.now() - began;
          log.warn({ api, kind, code, status, requestId, ms, tried }, 'upstream failed');
          const wait = isReading ? backoff(error, tried, patience, random) : null;
          if (wait === null || call.signal.aborted) throw error;
          await timing.sleep(wait, call.signal).catch(() => {
            throw error;
          });
        }
      }
    },
    stateOf(api) {
      const { circuit } = limitsOf(api);
      return { circuit: circuit.state, reopensAt: circuit.reopensAt };
    },
    // Calls of an ended run would be repeated without connections, and open the circuit for the next run.
    async close() {
      closing.abort();
      await send.close();
    },
  };
}
