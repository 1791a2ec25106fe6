import { create as contentDisposition } from 'content-disposition';
import type { FastifyInstance } from 'fastify';
import { graphql } from 'graphql';
import { type ApiDeps, GraphqlContext } from '../../../platform/api/context.ts';
import { Concurrency } from '../../../platform/api/limits-concurrency.ts';
import { messageOf } from '../../../platform/api/messages.ts';
import type { Authenticate } from '../../../platform/auth/authenticate.ts';
import { FileRefusal, PublicError } from '../../../platform/errors.ts';
import { sendError } from '../../../platform/http/errors.ts';
import { deadlineIn, REQUEST_MS } from '../../../platform/request-deadline.ts';
import type { Viewer } from '../../../platform/viewer.ts';
import { settlementBill } from '../../settlement/index.ts';
import {
  BILL,
  type BillFacts,
  type BillLineFacts,
  INVOICE,
  type InvoiceFacts,
} from './paper.queries.ts';
import { billPaper, coverPaper, listPaper, type Written } from './papers.ts';

const PAPERS_PATH = '/papers';
/** Documents of one organization that are written at once, and that wait: one takes up to a second of the processor. */
const AT_ONCE = { running: 1, waiting: 10 };

type Ask = <T>(query: string, variables: Record<string, unknown>) => Promise<T>;

async function bill(ask: Ask, id: string): Promise<Written | null> {
  const lines: BillLineFacts[] = [];
  for (let after: string | null = null; ; ) {
    const answer: { settlementBill: BillFacts | null } = await ask<{
      settlementBill: BillFacts | null;
    }>(BILL, {
      id,
      after,
    });
    const found = answer.settlementBill;
    if (!found) return null;
    lines.push(...found.lines.nodes);
    after = found.lines.pageInfo.endCursor;
    if (!found.lines.pageInfo.hasNextPage) return await billPaper(found, lines);
  }
}

const ofInvoice =
  (write: (invoice: InvoiceFacts) => Promise<Written>) =>
  async (ask: Ask, id: string): Promise<Written | null> => {
    const { invoice } = await ask<{ invoice: InvoiceFacts | null }>(INVOICE, { id });
    return invoice && (await write(invoice));
  };

const PAPERS = { bill, list: ofInvoice(listPaper), cover: ofInvoice(coverPaper) } as const;

/**
 * Serves `GET /papers/{bill|list|cover}/ID.pdf` as a download. A document is written from the API's answer to the viewer:
 * it holds what the viewer's screen shows, and nothing else. Refuses with GLYPH_MISSING a text that the font cannot draw.
 */
export async function registerPapers(
  fastify: FastifyInstance,
  { deps, authenticate }: { deps: ApiDeps; authenticate: Authenticate },
): Promise<void> {
  const writing = new Concurrency(AT_ONCE);
  const readers = deps.domain.model(settlementBill).roles;

  await fastify.register(async (scope) => {
    scope.setErrorHandler((error, _request, reply) => {
      if (!(error instanceof FileRefusal)) throw error;
      const { code, params } = error;
      return sendError(reply, 422, { code, message: messageOf(code, params), params });
    });
    scope.get<{ Params: { paper: string; id: string } }>(
      `${PAPERS_PATH}/:paper/:id.pdf`,
      { exposeHeadRoute: false },
      async (request, reply) => {
        reply.header('cache-control', 'private, no-store');
        const viewer = await authenticate(request);
        if (!viewer) throw PublicError.unauthenticated();
        if (!readers.includes(viewer.role)) throw PublicError.forbidden();
        if (!viewer.scopes.includes('read')) throw PublicError.missingScope('read');
        const { paper, id } = request.params;
        if (!Object.hasOwn(PAPERS, paper)) throw PublicError.notFound();
        const leave = await writing.enter(viewer.tenantId, deadlineIn(REQUEST_MS));
        try {
          const written = await PAPERS[paper as keyof typeof PAPERS](
            asker(deps, viewer, request.id),
            id,
          );
          if (!written) throw PublicError.notFound();
          return reply
            .headers({
              'content-type': 'application/pdf',
              'content-length': written.bytes.length,
              'content-disposition': contentDisposition(written.name),
              'content-security-policy': "default-src 'none'; sandbox",
              'x-content-type-options': 'nosniff',
            })
            .send(written.bytes);
        } finally {
          leave();
        }
      },
    );
  });
}

/** Asks the API as the viewer, who only reads here. */
const asker =
  (deps: ApiDeps, viewer: Viewer, requestId: string): Ask =>
  async <T>(source: string, variableValues: Record<string, unknown>) => {
    const contextValue = new GraphqlContext(deps, viewer, requestId);
    try {
      const { data, errors } = await graphql({
        schema: deps.domain.schema,
        source,
        variableValues,
        contextValue,
      });
      if (errors?.[0]) throw errors[0].originalError ?? errors[0];
      return data as T;
    } finally {
      await contextValue.endReads();
    }
  };
