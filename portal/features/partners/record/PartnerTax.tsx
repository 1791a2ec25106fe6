import { createRequest, useQuery } from 'urql';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { QueryGate } from '../../../shell/QueryGate.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { TaxFacts } from '../tax/TaxFacts.tsx';

export const Tax = graphql(`
  query PartnerTax($id: ID!) {
    partner(by: { id: $id }) {
      id
      taxpayerProfile { id ...TaxFacts_profile }
    }
  }
`);

export const askTax = (id: string) => createRequest(Tax, { id });

/** Tax and bank data of a partner, beside its page: one statement for both would have too many tables. */
export function PartnerTax({ id }: { id: string }) {
  const t = useText();
  const [result, reload] = useQuery({ query: Tax, variables: { id } });
  return (
    <Card title={t('ui.partner.tax.title')}>
      <QueryGate result={result} retry={reload} skeleton={<Skeleton lines={6} />}>
        {({ partner }) =>
          partner?.taxpayerProfile ? (
            <TaxFacts profile={partner.taxpayerProfile} />
          ) : (
            <EmptyState title={t('ui.partner.tax.empty')} />
          )
        }
      </QueryGate>
    </Card>
  );
}
