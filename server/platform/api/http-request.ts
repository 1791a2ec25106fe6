import type { FastifyRequest } from 'fastify';
import { checkNoNull, malformed } from '../http/json-body.ts';
import type { Variables } from './cost.ts';
import { LIMITS } from './limits.ts';

/** Parameters of a GraphQL request: a document by hash or text, and its variables. */
export interface Params {
  readonly hash: string | null;
  readonly text: string | null;
  readonly operationName: string | null;
  readonly variables: Variables;
}

/** Reads the parameters of a GET or POST. Throws BAD_USER_INPUT (400) for any other shape. */
export function readParams(request: FastifyRequest): Params {
  const from = request.method === 'GET' ? queryRecord(request.query) : request.body;
  if (Array.isArray(from)) throw malformed('Send one operation per request.');
  if (!isRecord(from)) throw malformed('Send a JSON object with "query" or "documentId".');
  checkNesting(from);
  const extensions = record(from, 'extensions');
  const persisted = record(extensions, 'persistedQuery');
  const hash = registryKey(text(from, 'documentId') ?? text(persisted, 'sha256Hash'));
  const query = text(from, 'query');
  if (!hash && !query) throw malformed('Send "query" or "documentId".');
  return {
    hash,
    text: query,
    operationName: text(from, 'operationName'),
    variables: record(from, 'variables'),
  };
}

/** The registry's key of a document. It names the algorithm, which clients of automatic persisted queries omit. */
const registryKey = (id: string | null): string | null =>
  id !== null && /^[0-9a-f]{64}$/.test(id) ? `sha256:${id}` : id;

/** The id of an operation's results on a shared stream. Throws BAD_USER_INPUT. */
export function readOperationId(body: unknown): string {
  const id = isRecord(body) ? record(body, 'extensions').operationId : null;
  if (typeof id === 'string' && /^[\w-]{1,64}$/.test(id)) return id;
  throw malformed('Send "extensions.operationId", 1 to 64 letters, digits, "-" or "_".');
}

/** Refuses a request with a cookie unless it has a header that forms and other sites cannot send. */
export function checkPortal({ headers }: FastifyRequest): void {
  if (headers['apollo-require-preflight'] === undefined)
    throw malformed('Send the header apollo-require-preflight.', 403);
}

/** Refuses values nested deeper than any input type, because later code walks them recursively. */
function checkNesting(value: unknown, left: number = LIMITS.nesting): void {
  if (typeof value !== 'object' || value === null) return;
  if (left === 0) throw malformed('The JSON is nested too deeply.');
  for (const child of Object.values(value)) checkNesting(child, left - 1);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function text(from: Readonly<Record<string, unknown>>, name: string): string | null {
  const value = from[name] ?? null;
  if (value === null || typeof value === 'string') return value;
  throw malformed(`"${name}" must be a string.`);
}

function record(
  from: Readonly<Record<string, unknown>>,
  name: string,
): Readonly<Record<string, unknown>> {
  const value = from[name] ?? {};
  if (!isRecord(value)) throw malformed(`"${name}" must be an object.`);
  return value;
}

/** Parameters of a GET request, whose two objects are JSON text. */
function queryRecord(query: unknown): Record<string, unknown> {
  const found = { ...(query as Record<string, unknown>) };
  for (const name of ['variables', 'extensions']) {
    const value = found[name];
    if (typeof value !== 'string') continue;
    checkNoNull(value);
    try {
      found[name] = JSON.parse(value);
    } catch {
      throw malformed(`"${name}" must be JSON.`);
    }
  }
  return found;
}
