import { SellerLink } from '../../../domain/SellerLink.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { DescriptionList } from '../../../ui/display/DescriptionList.tsx';
import { Card } from '../../../ui/layout/Card.tsx';

const Demand = graphql(`
  fragment DemandFacts_demand on CustomerDemand {
    customerName cloudAccount productName requirement nudgeCount nudgedAt
    customer { id }
    partner { id name }
    seller { id name }
    clonedFrom { id number }
  }
`);

export function DemandFacts({ demand }: { demand: FragmentType<typeof Demand> }) {
  const t = useText();
  const format = useFormat();
  const d = readFragment(Demand, demand);
  return (
    <Card title={t('ui.demand')}>
      <DescriptionList
        variant="columns"
        items={[
          {
            id: 'customer',
            label: t('ui.customer'),
            value: d.customer ? (
              <RouteLink to="/customers/$id" params={{ id: d.customer.id }}>
                {d.customerName}
              </RouteLink>
            ) : (
              d.customerName
            ),
          },
          {
            id: 'account',
            label: t('ui.customer.cloudAccount'),
            value: d.cloudAccount ?? t('ui.none'),
          },
          { id: 'product', label: t('ui.product'), value: d.productName },
          { id: 'seller', label: t('ui.seller'), value: <SellerLink seller={d.seller} /> },
          { id: 'partner', label: t('ui.partner'), value: d.partner.name },
          {
            id: 'nudged',
            label: t('ui.demand.nudged'),
            value: d.nudgedAt
              ? t('ui.demand.nudgedTimes', {
                  count: d.nudgeCount,
                  time: format.dateTime(d.nudgedAt),
                })
              : t('ui.none'),
          },
          ...(d.clonedFrom
            ? [
                {
                  id: 'clonedFrom',
                  label: t('ui.demand.clonedFrom'),
                  value: (
                    <RouteLink to="/demands/$id" params={{ id: d.clonedFrom.id }}>
                      {d.clonedFrom.number}
                    </RouteLink>
                  ),
                },
              ]
            : []),
        ]}
      />
      <p>{d.requirement}</p>
    </Card>
  );
}
