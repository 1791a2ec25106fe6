import { useQuery } from 'urql';
import { graphql } from '../../../gql/gql.ts';
import type { BillingBlocker, BillingReportFilter } from '../../../gql/graphql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { useLastValue } from '../../../lib/last-value.ts';
import type { FacetsProps } from '../../../list/define.ts';
import { FacetBar } from '../../../list/FacetBar.tsx';
import type { Tone } from '../../../ui/display/Badge.tsx';

const Reasons = graphql(`
  query ReasonFacets($filter: BillingReportFilter) {
    billingReport(groupBy: [REASON], filter: $filter, first: 100) {
      rows { reason lineCount withoutShare settlement { amount currency } }
    }
  }
`);

/** Whether somebody must act, somebody must wait, or nobody can do anything. */
const TONES: Readonly<Record<BillingBlocker, Tone>> = {
  SUPERVISION_OPEN: 'waiting',
  UNPAID_CREDIT: 'bad',
  NO_SHARE_AGREED: 'bad',
  NOT_CERTIFIED: 'bad',
  PARKED: 'waiting',
  NOT_EFFECTIVE: 'waiting',
  ORIGINAL_NOT_BILLED: 'waiting',
  BELOW_THRESHOLD: 'idle',
  RUN_DAY_NOT_REACHED: 'idle',
  RUN_LATE: 'idle',
  REFUNDED: 'idle',
};
const ORDER = Object.keys(TONES);

/** The filtered lines by their first reason: every line is in one part. */
export function ReasonFacets({ filter, value, onChange }: FacetsProps) {
  const t = useText();
  const [{ data, fetching }] = useQuery({
    query: Reasons,
    variables: { filter: filter as BillingReportFilter },
    requestPolicy: 'cache-and-network',
  });
  const rows = useLastValue(JSON.stringify(filter), fetching ? null : data?.billingReport.rows);
  if (!rows) return null;
  const facets = rows
    .flatMap(({ reason, lineCount, withoutShare, settlement }) =>
      reason
        ? [{ value: reason, count: lineCount, open: withoutShare, amount: settlement.amount }]
        : [],
    )
    .sort((a, b) => ORDER.indexOf(a.value) - ORDER.indexOf(b.value));
  return (
    <FacetBar
      label={t('ui.earned.why')}
      facets={facets.map((facet) => ({
        ...facet,
        label: t.enum('BillingBlocker', facet.value),
        tone: TONES[facet.value],
      }))}
      open={t('ui.earned.notCounted')}
      value={value}
      onChange={onChange}
    />
  );
}
