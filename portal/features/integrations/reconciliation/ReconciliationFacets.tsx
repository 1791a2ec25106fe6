import { useQuery } from 'urql';
import { readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import type { DifferenceFilter } from '../../../gql/graphql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { useKept } from '../../../lib/kept.ts';
import type { FacetsProps } from '../../../list/define.ts';
import { FacetBar } from '../../../list/FacetBar.tsx';
import { CLASSES, TONES } from './classes.ts';

const Part = graphql(`
  fragment ReconciliationFacets_part on DifferenceConnection {
    count { value isExact }
    totals { gap { amount currency } }
  }
`);
const Parts = graphql(`
  query ReconciliationFacets(
    $MISSING_HERE: DifferenceFilter
    $MISSING_THERE: DifferenceFilter
    $AMOUNT: DifferenceFilter
    $RATE: DifferenceFilter
    $DUPLICATE: DifferenceFilter
    $TIMING: DifferenceFilter
  ) {
    MISSING_HERE: differences(first: 1, filter: $MISSING_HERE) { ...ReconciliationFacets_part }
    MISSING_THERE: differences(first: 1, filter: $MISSING_THERE) { ...ReconciliationFacets_part }
    AMOUNT: differences(first: 1, filter: $AMOUNT) { ...ReconciliationFacets_part }
    RATE: differences(first: 1, filter: $RATE) { ...ReconciliationFacets_part }
    DUPLICATE: differences(first: 1, filter: $DUPLICATE) { ...ReconciliationFacets_part }
    TIMING: differences(first: 1, filter: $TIMING) { ...ReconciliationFacets_part }
  }
`);

/** The filtered differences by class: each is in one part. */
export function ReconciliationFacets({ filter, value, onChange }: FacetsProps) {
  const t = useText();
  const [{ data, fetching }] = useQuery({
    query: Parts,
    variables: Object.fromEntries(
      CLASSES.map((id) => [id, { ...filter, differenceClass: [id] } as DifferenceFilter]),
    ),
    requestPolicy: 'cache-and-network',
  });
  const parts = useKept(JSON.stringify(filter), fetching ? null : data);
  if (!parts) return null;
  const facets = CLASSES.map((id) => {
    const { count, totals } = readFragment(Part, parts[id]);
    return {
      value: id,
      label: t.enum('DifferenceClass', id),
      tone: TONES[id],
      count: count.value,
      open: 0,
      amount: totals.gap.amount,
    };
  });
  return (
    <FacetBar
      label={t('ui.reconciliation.by')}
      facets={facets.filter(({ count, value: id }) => count > 0 || id === value)}
      open={t('ui.none')}
      value={value}
      onChange={onChange}
    />
  );
}
