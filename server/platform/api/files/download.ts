import type { Readable } from 'node:stream';
import { create as contentDisposition } from 'content-disposition';
import type { FastifyInstance, FastifyRequest, RouteGenericInterface } from 'fastify';
import type { Authenticate } from '../../auth/authenticate.ts';
import { FileRefusal, PublicError } from '../../errors.ts';
import { sendError } from '../../http/errors.ts';
import { deadlineIn, REQUEST_MS } from '../../request-deadline.ts';
import type { Role, Scope, Viewer } from '../../viewer.ts';
import { Concurrency, type ConcurrencyOptions } from '../limits-concurrency.ts';
import { messageOf } from '../messages.ts';

interface Download {
  readonly name: string;
  readonly mediaType: string;
  readonly content: Readable | Uint8Array;
  /** Length of the content; absent if nobody knows it yet. */
  readonly bytes?: number;
}

interface DownloadRoute<R extends RouteGenericInterface> {
  /** Roles that may ask; by default every viewer. */
  readonly roles?: readonly Role[];
  /** Scope that an API key needs. */
  readonly scope: Scope;
  /** Files of one organization that are made at once, and that wait; by default without limit. */
  readonly atOnce?: ConcurrencyOptions;
  /** The file; null is answered by NOT_FOUND. */
  file(viewer: Viewer, request: FastifyRequest<R>): Promise<Download | null>;
}

/** Serves a path with files that browsers download: none displays or runs them (decision 0026). */
export type Downloads = <R extends RouteGenericInterface>(
  path: string,
  route: DownloadRoute<R>,
) => void;

export const downloads =
  (fastify: FastifyInstance, authenticate: Authenticate): Downloads =>
  (path, { roles, scope, atOnce, file }) => {
    const slots = atOnce && new Concurrency(atOnce);
    fastify.register(async (routes) => {
      answerFileRefusals(routes);
      routes.get<never>(path, { exposeHeadRoute: false }, async (request, reply) => {
        reply.header('cache-control', 'private, no-store');
        const viewer = await authenticate(request);
        if (!viewer) throw PublicError.unauthenticated();
        if (roles && !roles.includes(viewer.role)) throw PublicError.forbidden();
        if (!viewer.scopes.includes(scope)) throw PublicError.missingScope(scope);
        const leave = await slots?.enter(viewer.tenantId, deadlineIn(REQUEST_MS));
        try {
          const found = await file(viewer, request);
          if (!found) throw PublicError.notFound();
          const { name, mediaType, content, bytes } = found;
          return reply
            .headers({
              'content-type': mediaType,
              ...(bytes !== undefined && { 'content-length': bytes }),
              'content-disposition': contentDisposition(name),
              'content-security-policy': "default-src 'none'; sandbox",
              'x-content-type-options': 'nosniff',
            })
            .send(content);
        } finally {
          leave?.();
        }
      });
    });
  };

export function answerFileRefusals(routes: FastifyInstance): void {
  routes.setErrorHandler((error, _request, reply) => {
    if (!(error instanceof FileRefusal)) throw error;
    const { code, params } = error;
    return sendError(reply, 422, { code, message: messageOf(code, params), params });
  });
}
