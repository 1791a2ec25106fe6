import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { ComponentType } from 'react';
import { grantRequests, refuseRequests } from '../../../domain/authorization/answer-requests.ts';
import type { BulkDocument } from '../../../domain/bulk/useDryRun.ts';
import { receiveDemands, rejectDemands } from '../../../domain/demand/answer-demands.ts';
import { approveDiscounts, rejectDiscounts } from '../bulk.documents.ts';
import { DemandCase, ReviewDemandPane } from './ReviewDemandPane.tsx';
import type { Decisions } from './ReviewHead.tsx';
import { DiscountCase, ReviewPane } from './ReviewPane.tsx';
import { RequestCase, ReviewRequestPane } from './ReviewRequestPane.tsx';

interface Rows {
  ids: string[];
  versions: number[];
}

/** A kind of case: its query, its pane and the commands that decide it. */
interface Kind {
  /** Start of the ids of its cases. */
  prefix: string;
  query: TypedDocumentNode<unknown, { id: string }>;
  Pane: ComponentType<Decisions & { id: string }>;
  approve: BulkDocument<Rows & { reason?: string }>;
  reject: BulkDocument<Rows & { reason: string }>;
}

export type KindName = 'discount' | 'request' | 'demand';

export const kinds: Readonly<Record<KindName, Kind>> = {
  discount: {
    prefix: 'dsc_',
    query: DiscountCase,
    Pane: ReviewPane,
    approve: approveDiscounts,
    reject: rejectDiscounts,
  },
  request: {
    prefix: 'jsa_',
    query: RequestCase,
    Pane: ReviewRequestPane,
    approve: grantRequests,
    reject: refuseRequests,
  },
  demand: {
    prefix: 'dmd_',
    query: DemandCase,
    Pane: ReviewDemandPane,
    approve: receiveDemands,
    reject: rejectDemands,
  },
};

/** The kind of a case; the pane of discounts answers an unknown id as not found. */
export const kindOf = (id: string): Kind =>
  Object.values(kinds).find(({ prefix }) => id.startsWith(prefix)) ?? kinds.discount;
