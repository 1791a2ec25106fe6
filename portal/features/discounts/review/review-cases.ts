import { isActive, Job, type JobFacts } from '../../../domain/bulk/job.ts';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import type { Format } from '../../../lib/format.ts';
import type { Text } from '../../../lib/i18n.tsx';
import { shareOf } from '../../../lib/rate.ts';
import type { KindName } from './kinds.ts';

const Discount = graphql(`
  fragment ReviewCases_discount on ExclusiveDiscount {
    id version number name status customerName productName reviewDueAt
    listTotal { amount currency }
    netTotal { amount currency }
    partner { id name }
    pendingDecision { ...Job_job }
  }
`);

const Request = graphql(`
  fragment ReviewCases_request on JointSalesAuthorization {
    id version customerName productName partnerName shareRatio floorPayRate dueAt
    pendingDecision { ...Job_job }
  }
`);

const Demand = graphql(`
  fragment ReviewCases_demand on CustomerDemand {
    id version number customerName productName expectedShareRatio dueAt
    expectedAmount { amount currency }
    partner { id name }
    pendingDecision { ...Job_job }
  }
`);

/** A case of the queue: a discount, a request for joint sales, or a customer demand. */
export interface ReviewCase {
  kind: KindName;
  id: string;
  version: number;
  isSpecial: boolean;
  note: string;
  customer: string;
  requested: string;
  name: string;
  partner: string;
  product: string;
  /** Net total of a discount, lowest pay rate of a request, expected amount of a demand. */
  price: string;
  dueAt: string | null;
  /** A decision that can still be undone. */
  pending: JobFacts | null;
}

export interface ReviewCases {
  discounts: readonly FragmentType<typeof Discount>[];
  requests: readonly FragmentType<typeof Request>[];
  demands: readonly FragmentType<typeof Demand>[];
}

function pendingOf(masked: FragmentType<typeof Job> | null | undefined): JobFacts | null {
  const job = masked ? readFragment(Job, masked) : null;
  return job && isActive(job) ? job : null;
}

export function casesOf(
  { discounts, requests, demands }: ReviewCases,
  t: Text,
  format: Format,
): ReviewCase[] {
  const cases = [
    ...discounts.map((masked): ReviewCase => {
      const d = readFragment(Discount, masked);
      return {
        kind: 'discount',
        id: d.id,
        version: d.version,
        isSpecial: d.status === 'MANUAL_REVIEW',
        note: d.number,
        customer: d.customerName,
        requested: format.shortRate(shareOf(d.netTotal.amount, d.listTotal.amount)),
        name: d.name,
        partner: d.partner.name,
        product: d.productName,
        price: format.money(d.netTotal),
        dueAt: d.reviewDueAt ?? null,
        pending: pendingOf(d.pendingDecision),
      };
    }),
    ...requests.map((masked): ReviewCase => {
      const r = readFragment(Request, masked);
      const customer = r.customerName ?? t('ui.authorization.allCustomers');
      return {
        kind: 'request',
        id: r.id,
        version: r.version,
        isSpecial: false,
        note: t('ui.review.request'),
        customer,
        requested: t('ui.review.share', { share: format.percent(r.shareRatio) }),
        name: `${r.partnerName} · ${r.productName}`,
        partner: r.partnerName,
        product: r.productName,
        price: t('ui.review.from', { rate: format.fold(r.floorPayRate) }),
        dueAt: r.dueAt ?? null,
        pending: pendingOf(r.pendingDecision),
      };
    }),
    ...demands.map((masked): ReviewCase => {
      const d = readFragment(Demand, masked);
      return {
        kind: 'demand',
        id: d.id,
        version: d.version,
        isSpecial: false,
        note: d.number,
        customer: d.customerName,
        requested: t('ui.review.share', { share: format.percent(d.expectedShareRatio) }),
        name: `${d.customerName} · ${d.productName}`,
        partner: d.partner.name,
        product: d.productName,
        price: d.expectedAmount ? format.money(d.expectedAmount) : t('ui.demand'),
        dueAt: d.dueAt ?? null,
        pending: pendingOf(d.pendingDecision),
      };
    }),
  ];
  return cases.sort((a, b) => (a.dueAt ?? '').localeCompare(b.dueAt ?? ''));
}
