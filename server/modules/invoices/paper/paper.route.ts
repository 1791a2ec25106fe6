import { graphql } from 'graphql';
import { type ApiDeps, GraphqlContext } from '../../../platform/api/context.ts';
import type { Downloads } from '../../../platform/api/files/download.ts';
import type { Viewer } from '../../../platform/viewer.ts';
import { settlementBill } from '../../settlement/index.ts';
import {
  BILL,
  type BillFacts,
  type BillLineFacts,
  INVOICE,
  type InvoiceFacts,
} from './paper.queries.ts';
import type { Written } from './papers.ts';

const PAPERS_PATH = '/papers';
/** Documents of one organization that are written at once, and that wait: one takes up to a second of the processor. */
const AT_ONCE = { running: 1, waiting: 10 };

/** The libraries of documents take 9 MB of memory, so the first document loads them. */
const papers = () => import('./papers.ts');

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
    if (!found.lines.pageInfo.hasNextPage) return await (await papers()).billPaper(found, lines);
  }
}

const ofInvoice =
  (write: 'listPaper' | 'coverPaper') =>
  async (ask: Ask, id: string): Promise<Written | null> => {
    const { invoice } = await ask<{ invoice: InvoiceFacts | null }>(INVOICE, { id });
    return invoice && (await (await papers())[write](invoice));
  };

const PAPERS = { bill, list: ofInvoice('listPaper'), cover: ofInvoice('coverPaper') } as const;

/**
 * Serves `GET /papers/{bill|list|cover}/ID.pdf` as a download. A document is written from the API's answer to the viewer:
 * it holds what the viewer's screen shows, and nothing else. Refuses with GLYPH_MISSING a text that the font cannot draw.
 */
export function registerPapers(download: Downloads, deps: ApiDeps): void {
  download<{ Params: { paper: string; id: string } }>(`${PAPERS_PATH}/:paper/:id.pdf`, {
    roles: deps.domain.model(settlementBill).roles,
    scope: 'read',
    atOnce: AT_ONCE,
    async file(viewer, { id: requestId, params: { paper, id } }) {
      if (!Object.hasOwn(PAPERS, paper)) return null;
      const write = PAPERS[paper as keyof typeof PAPERS];
      const written = await write(asker(deps, viewer, requestId), id);
      return (
        written && {
          name: written.name,
          mediaType: 'application/pdf',
          content: written.bytes,
          bytes: written.bytes.length,
        }
      );
    },
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
