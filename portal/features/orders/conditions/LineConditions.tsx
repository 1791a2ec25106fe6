import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { Loading, Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { ConditionList } from './ConditionList.tsx';

const Conditions = graphql(`
  query LineConditions($input: AutoDiscountEligibilityInput!) {
    autoDiscountEligibility(input: $input) { ...ConditionList_eligibility }
  }
`);

/** A purchase before the order, or an order line. */
export type Purchase = { orderLineId: string } | { productId: string; partnerId: string };

interface LineConditionsProps {
  purchase: Purchase;
  /** Drawn until the answer is there, by a page that already knows the outcome. */
  meanwhile?: ReactNode;
}

/** Conditions of a line's attribution: as of now, or as they were decided at payment. */
export function LineConditions({ purchase, meanwhile }: LineConditionsProps) {
  const t = useText();
  const [{ data }] = useQuery({
    query: Conditions,
    variables: { input: purchase },
    requestPolicy: 'cache-and-network',
  });
  if (!data)
    return (
      meanwhile ?? (
        <Loading label={t('ui.loading')}>
          <Skeleton lines={3} height={16} />
        </Loading>
      )
    );
  return <ConditionList eligibility={data.autoDiscountEligibility} />;
}
