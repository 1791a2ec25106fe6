import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type ErrorCode, PublicError } from '../errors.ts';
import type { Logger } from '../log.ts';

export const ERROR_STATUS: Record<ErrorCode, number> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  FRESH_PROOF_REQUIRED: 403,
  BAD_USER_INPUT: 400,
  NOT_FOUND: 404,
  CONFLICT: 409,
  RATE_LIMITED: 429,
  COST_EXCEEDED: 400,
  DOCUMENT_NOT_TRUSTED: 400,
  PERSISTED_QUERY_NOT_FOUND: 400,
  UNAVAILABLE: 503,
  UPSTREAM_UNAVAILABLE: 200,
  INTERNAL: 500,
};

/** Messages for refusals by the framework, whose texts may quote the request. */
const REFUSED: Record<number, { code: string; message: string }> = {
  404: { code: 'NOT_FOUND', message: 'Not found.' },
  405: { code: 'METHOD_NOT_ALLOWED', message: 'This address does not support the method.' },
  408: { code: 'REQUEST_TIMEOUT', message: 'The request took too long to arrive.' },
  413: { code: 'PAYLOAD_TOO_LARGE', message: 'The body is larger than 100 kB.' },
  414: { code: 'URI_TOO_LONG', message: 'The address is too long.' },
  415: { code: 'UNSUPPORTED_MEDIA_TYPE', message: 'Send application/json.' },
  429: { code: 'RATE_LIMITED', message: 'Too many requests. Try again later.' },
  503: { code: 'UNAVAILABLE', message: 'The service is busy. Try again shortly.' },
};
const BAD_REQUEST = { code: 'BAD_USER_INPUT', message: 'The request could not be parsed.' };
const INTERNAL = {
  code: 'INTERNAL',
  message: 'Internal error. Quote the request id when you report it.',
};

/** Answers with an error as JSON: `{ code, message, requestId }` and the error's public extensions. */
export function sendError(
  reply: FastifyReply,
  status: number,
  body: { readonly code: string; readonly message?: string; readonly [more: string]: unknown },
): FastifyReply {
  return reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send({ ...body, requestId: reply.request.id });
}

/** Answers every error as JSON. Errors that are not public are logged and masked. */
export function registerErrors(fastify: FastifyInstance, log: Logger): void {
  fastify.setErrorHandler(
    (error: FastifyError | PublicError, request: FastifyRequest, reply: FastifyReply) => {
      if (error instanceof PublicError) {
        const {
          http,
          code: _,
          ...more
        } = error.extensions as { http?: { status?: number }; code?: unknown };
        const { retryAfterSeconds } = more as { retryAfterSeconds?: number };
        if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds));
        return sendError(reply, http?.status ?? ERROR_STATUS[error.code], {
          code: error.code,
          message: error.message,
          ...more,
        });
      }
      const status =
        'statusCode' in error && error.statusCode !== undefined ? error.statusCode : 500;
      if (status >= 400 && status < 500)
        return sendError(reply, status, REFUSED[status] ?? BAD_REQUEST);
      if (status === 503) return sendError(reply.header('retry-after', '2'), 503, REFUSED[503]!);
      log.error({ err: error, requestId: request.id }, 'request failed');
      return sendError(reply, 500, INTERNAL);
    },
  );
}

/** Connections whose request may take longer to arrive than the server's limit. */
const patient = new WeakSet<object>();

/**
 * Lets a request arrive for `ms` instead of the server's limit: a file takes longer than a query on a slow line. Call
 * the returned function when it has arrived.
 */
export function awaitArrival({ socket }: FastifyRequest['raw'], ms: number): () => void {
  patient.add(socket);
  const timer = setTimeout(() => socket.destroy(), ms);
  return () => {
    clearTimeout(timer);
    patient.delete(socket);
  };
}

/** Answers bytes that are not an HTTP request. The framework does not see them. */
export function refuseConnection(
  error: NodeJS.ErrnoException,
  socket: { writable: boolean; end(text: string): void; destroy(error?: Error): void },
): void {
  // Node checks every connection again in some seconds.
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && patient.has(socket)) return;
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy(error);
    return;
  }
  const status =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? '431 Request Header Fields Too Large'
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? '408 Request Timeout'
        : '400 Bad Request';
  const body = JSON.stringify(
    error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? REFUSED[408] : BAD_REQUEST,
  );
  socket.end(
    `HTTP/1.1 ${status}\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}
