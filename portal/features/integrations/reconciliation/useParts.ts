import { useQuery } from 'urql';
import { readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import type { DifferenceFilter, ReconciliationParts_PartFragment } from '../../../gql/graphql.ts';
import { useLastValue } from '../../../lib/last-value.ts';
import { CLASSES, type ReconciliationClass } from './classes.ts';

const Part = graphql(`
  fragment ReconciliationParts_part on DifferenceConnection {
    count { value isExact }
    totals { gap { amount currency } }
  }
`);
const Parts = graphql(`
  query ReconciliationParts(
    $MISSING_HERE: DifferenceFilter
    $MISSING_THERE: DifferenceFilter
    $AMOUNT: DifferenceFilter
    $RATE: DifferenceFilter
    $DUPLICATE: DifferenceFilter
    $TIMING: DifferenceFilter
  ) {
    MISSING_HERE: differences(first: 1, filter: $MISSING_HERE) { ...ReconciliationParts_part }
    MISSING_THERE: differences(first: 1, filter: $MISSING_THERE) { ...ReconciliationParts_part }
    AMOUNT: differences(first: 1, filter: $AMOUNT) { ...ReconciliationParts_part }
    RATE: differences(first: 1, filter: $RATE) { ...ReconciliationParts_part }
    DUPLICATE: differences(first: 1, filter: $DUPLICATE) { ...ReconciliationParts_part }
    TIMING: differences(first: 1, filter: $TIMING) { ...ReconciliationParts_part }
  }
`);

export interface ReconciliationPart extends ReconciliationParts_PartFragment {
  id: ReconciliationClass;
}

/** The differences by class: each is in one part. Undefined while they load. */
export function useParts(filter: DifferenceFilter): readonly ReconciliationPart[] | undefined {
  const [{ data, fetching }] = useQuery({
    query: Parts,
    variables: Object.fromEntries(CLASSES.map((id) => [id, { ...filter, differenceClass: [id] }])),
    requestPolicy: 'cache-and-network',
  });
  const parts = useLastValue(JSON.stringify(filter), fetching ? null : data);
  return parts && CLASSES.map((id) => ({ id, ...readFragment(Part, parts[id]) }));
}
