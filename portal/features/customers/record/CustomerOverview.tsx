import { CustomerCoverage } from '../../../domain/authorization/CustomerCoverage.tsx';
import { BindingFacts } from '../../../domain/binding/BindingFacts.tsx';
import { BindingRequest } from '../../../domain/binding/BindingRequest.tsx';
import { isEnded } from '../../../domain/binding/states.ts';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { sideOf, useMay, useSession } from '../../../lib/session.ts';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { Columns } from '../../../ui/layout/Page.tsx';
import { CustomerContacts } from './CustomerContacts.tsx';
import { CustomerFacts } from './CustomerFacts.tsx';
import { CustomerFlags } from './CustomerFlags.tsx';
import { CustomerManager, type CustomerManagerProps } from './CustomerManager.tsx';
import { CustomerTags } from './CustomerTags.tsx';

const Customer = graphql(`
  fragment CustomerOverview_customer on Customer {
    id
    ...CustomerFacts_customer
    ...CustomerContacts_customer
    ...CustomerManager_customer
    ...CustomerTags_customer
    ...CustomerFlags_customer
    ...CustomerCoverage_customer
    binding { id status ...BindingFacts_binding ...BindingRequest_binding }
  }
`);
const General = graphql(`
  fragment CustomerOverview_query on Query { ...CustomerCoverage_query }
`);

export interface CustomerOverviewProps extends Pick<CustomerManagerProps, 'members'> {
  customer: FragmentType<typeof Customer>;
  /** The query of the page; its general facts apply to the viewer's side, not to one customer. */
  general: FragmentType<typeof General> | null;
}

export function CustomerOverview({ customer, members, general }: CustomerOverviewProps) {
  const t = useText();
  const may = useMay();
  const viewer = sideOf(useSession()) === 'OPERATOR' ? 'OPERATOR' : 'PARTNER';
  const c = readFragment(Customer, customer);
  const own = readFragment(General, general);
  return (
    <Columns
      aside={
        <>
          <CustomerContacts customer={c} mayReveal={may('customerRevealContact')} />
          <CustomerManager
            customer={c}
            members={members}
            mayAssign={may('customerAssignManager')}
          />
          <CustomerFlags customer={c} />
          <CustomerTags customer={c} mayEdit={may('customerSetTags')} />
        </>
      }
    >
      {c.binding && <BindingRequest binding={c.binding} viewer={viewer} />}
      <Card
        title={t(
          c.binding && isEnded(c.binding.status)
            ? 'ui.customer.lastBinding'
            : 'ui.customer.currentBinding',
        )}
      >
        {c.binding ? (
          <BindingFacts binding={c.binding} />
        ) : (
          <EmptyState title={t('ui.customer.noBinding')}>
            {t('ui.customer.noBindingText')}
          </EmptyState>
        )}
      </Card>
      <CustomerCoverage customer={c} general={own} />
      <CustomerFacts customer={c} />
    </Columns>
  );
}
