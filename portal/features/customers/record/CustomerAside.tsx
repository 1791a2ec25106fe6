import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { serverNow } from '../../../lib/clock.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { useMay } from '../../../lib/session.ts';
import { yearDays } from '../../../lib/year.ts';
import { RouteLink } from '../../../shell/links.ts';
import { DescriptionList } from '../../../ui/display/DescriptionList.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { CustomerContacts } from './CustomerContacts.tsx';
import { CustomerManager, type CustomerManagerProps } from './CustomerManager.tsx';
import { CustomerTags } from './CustomerTags.tsx';

const Customer = graphql(`
  fragment CustomerAside_customer on Customer {
    id
    ...CustomerContacts_customer
    ...CustomerManager_customer
    ...CustomerTags_customer
  }
`);
const Query = graphql(`
  fragment CustomerAside_query on Query {
    share: orderLines(
      filter: { customerId: [$id], placedWithin: $year, performance: [COUNTED, REBOUND, NOT_ASSOCIATED] }
    ) @include(if: $bills) {
      totals { settlementAmount { amount currency } }
    }
    unbilled: orderLines(
      filter: {
        customerId: [$id], placedWithin: $year, performance: [COUNTED, REBOUND, NOT_ASSOCIATED]
        billingStatus: [PENDING]
      }
    ) @include(if: $bills) {
      totals { settlementAmount { amount currency } }
    }
  }
`);

/** Paid lines: each has a part in the performance or is left out of it for a reason. */
const PAID = 'COUNTED~REBOUND~NOT_ASSOCIATED';

export interface CustomerAsideProps extends Pick<CustomerManagerProps, 'members'> {
  customer: FragmentType<typeof Customer>;
  query: FragmentType<typeof Query>;
}

/** People, money earned and tags of a customer. */
export function CustomerAside({ customer, query, members }: CustomerAsideProps) {
  const t = useText();
  const format = useFormat();
  const may = useMay();
  const c = readFragment(Customer, customer);
  const { share, unbilled } = readFragment(Query, query);
  const [earned, open] = [share, unbilled].map((list) => list?.totals.settlementAmount);
  const placedWithin = yearDays(serverNow()).join('~');
  // The list begins with the days that its data cover; the figure counts today, too.
  const rows = { customerId: c.id, placedWithin, performance: PAID, isOfCompleteDay: '' };
  return (
    <Card>
      <DescriptionList
        items={[
          {
            id: 'manager',
            label: t('ui.customer.manager'),
            value: (
              <CustomerManager
                customer={c}
                members={members}
                mayAssign={may('customerAssignManager')}
              />
            ),
          },
          {
            id: 'contact',
            label: t('ui.customer.contact'),
            value: (
              <CustomerContacts
                customer={c}
                mayReveal={may('customerRevealContact')}
                maySet={may('customerSetContact')}
              />
            ),
          },
          ...(earned
            ? [
                {
                  id: 'share',
                  label: t('ui.customer.share'),
                  value: (
                    <>
                      <RouteLink
                        variant="figure"
                        to="/transactions"
                        search={rows}
                        data-figure="share"
                      >
                        {format.money(earned)}
                      </RouteLink>
                      {open && (
                        <p className="note">
                          {t('ui.customer.unbilled')}{' '}
                          <RouteLink
                            variant="figure"
                            to="/transactions"
                            search={{ ...rows, billingStatus: 'PENDING' }}
                            data-figure="unbilled"
                          >
                            {format.money(open)}
                          </RouteLink>
                        </p>
                      )}
                    </>
                  ),
                },
              ]
            : []),
          {
            id: 'tags',
            label: t('ui.customer.tags'),
            value: <CustomerTags customer={c} mayEdit={may('customerAddTags')} />,
          },
        ]}
      />
    </Card>
  );
}
