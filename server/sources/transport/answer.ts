import type { Credentials } from './credentials.ts';
import { type FailureKind, safeCode, UpstreamFailure } from './failure.ts';
import { parseJson } from './json.ts';
import { retryAfterMs } from './retry-after.ts';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Codes that say success; some answers carry one (domain §6.2, §6.4). */
const SUCCESS: ReadonlySet<string> = new Set(['CBC.0000', 'MKT.0000', '000000', '0']);

/** Kinds of failures by code. The code decides, because the status at times contradicts it (domain §6.4). */
const KINDS: Readonly<Record<string, FailureKind>> = {
  'APIG.0308': 'THROTTLED',
  'CBC.0250': 'THROTTLED',
  'CBC.0999': 'FAILED',
  'CBC.0100': 'REFUSED',
  'CBC.0101': 'REFUSED',
  'CBC.0199': 'REFUSED',
  'CBC.9001': 'REFUSED',
};

/** Longest wait that an upstream may ask for. */
const LONGEST_WAIT_MS = 300_000;

/** Difference of the clocks from which on an upstream refuses a signature (domain §6.2). */
const MOST_SKEW_MS = 15 * 60_000;

/** The parsed body of an answer. Throws UpstreamFailure for every answer but a success. `sentAt` is the time signed. */
export function readAnswer(
  api: string,
  answer: HttpAnswer,
  credentials: Credentials,
  sentAt: Date,
): unknown {
  const { status, headers } = answer;
  const body = parsed(answer.body);
  const fields = isObject(body) ? body : {};
  const given = fields.error_code ?? fields.resultCode ?? fields.result_code ?? fields.code;
  const code = safeCode(given, credentials);
  const asked = retryAfterMs(headers['retry-after'], sentAt);
  const isSuccess =
    status >= 200 &&
    status < 300 &&
    (given === undefined || given === null || SUCCESS.has(code ?? ''));
  if (isSuccess && isObject(body)) return body;
  throw new UpstreamFailure(isSuccess ? 'MALFORMED' : kindOf(status, code), {
    api,
    code,
    status,
    requestId: safeCode(headers['x-request-id'], credentials),
    retryAfterMs: asked === null ? null : Math.min(asked, LONGEST_WAIT_MS),
    isClockOff: Math.abs(Date.parse(String(headers.date)) - sentAt.getTime()) > MOST_SKEW_MS,
  });
}

function kindOf(status: number, code: string | null): FailureKind {
  const byCode = KINDS[code ?? ''];
  if (byCode) return byCode;
  if (status === 429) return 'THROTTLED';
  if (status >= 500) return 'FAILED';
  return status >= 300 && status < 400 ? 'FAILED' : 'REFUSED';
}

/** The parsed body; undefined if it holds no JSON. */
function parsed(body: string): unknown {
  try {
    return parseJson(body);
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
