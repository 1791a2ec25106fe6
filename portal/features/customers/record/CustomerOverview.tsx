import type { ReactNode } from 'react';
import { CustomerCoverage } from '../../../domain/authorization/CustomerCoverage.tsx';
import { BindingFacts } from '../../../domain/binding/BindingFacts.tsx';
import { BindingRequest } from '../../../domain/binding/BindingRequest.tsx';
import { BOUND, isEnded } from '../../../domain/binding/states.ts';
import { RecordTasks } from '../../../domain/record/RecordTasks.tsx';
import type { RecordTask } from '../../../domain/record/task.ts';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { sideOf, useSession } from '../../../lib/session.ts';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { Columns } from '../../../ui/layout/Page.tsx';
import { CurrentCoverage } from './CurrentCoverage.tsx';
import { CustomerActivity } from './CustomerActivity.tsx';
import { CustomerAside, type CustomerAsideProps } from './CustomerAside.tsx';
import { CustomerFacts } from './CustomerFacts.tsx';
import { CustomerFigures } from './CustomerFigures.tsx';
import { CustomerFlags } from './CustomerFlags.tsx';

const Customer = graphql(`
  fragment CustomerOverview_customer on Customer {
    id
    ...CustomerAside_customer
    ...CustomerFacts_customer
    ...CustomerFigures_customer
    ...CustomerFlags_customer
    ...CurrentCoverage_customer
    ...CustomerCoverage_customer @skip(if: $partner)
    throughPartner { id }
    binding { id status ...BindingFacts_binding ...BindingRequest_binding }
  }
`);

export interface CustomerOverviewProps extends Omit<CustomerAsideProps, 'customer'> {
  customer: FragmentType<typeof Customer>;
  tasks: readonly RecordTask[];
  mayOffer: boolean;
  /** Exclusive discounts of a sub-distributor's customer. */
  discounts?: ReactNode;
}

/** Figures, open tasks, prices and people of a customer. */
export function CustomerOverview({
  customer,
  tasks,
  mayOffer,
  discounts,
  ...aside
}: CustomerOverviewProps) {
  const t = useText();
  const viewer = sideOf(useSession()) === 'OPERATOR' ? 'OPERATOR' : 'PARTNER';
  const c = readFragment(Customer, customer);
  const { binding } = c;
  const isBound = BOUND.some((state) => state === binding?.status);
  // A distributor reads the customer of its sub-distributor and does no business with it.
  const isRead = Boolean(c.throughPartner);
  const hasBusiness = !isRead && (isBound || binding?.status === 'UNBOUND');
  return (
    <div className="stack">
      {viewer === 'PARTNER' && hasBusiness && <CustomerFigures customer={c} />}
      <Columns
        aside={
          <>
            <CustomerAside customer={c} {...aside} />
            <CustomerFlags customer={c} />
            <CustomerActivity of={c.id} />
          </>
        }
      >
        {binding && <BindingRequest binding={binding} viewer={isRead ? 'OPERATOR' : viewer} />}
        {(hasBusiness || tasks.length > 0) && <RecordTasks tasks={tasks} />}
        {(!isBound || isRead) && (
          <Card
            title={t(
              binding && isEnded(binding.status)
                ? 'ui.customer.lastBinding'
                : 'ui.customer.currentBinding',
            )}
          >
            {binding ? (
              <BindingFacts binding={binding} />
            ) : (
              <EmptyState title={t('ui.customer.noBinding')}>
                {t('ui.customer.noBindingText')}
              </EmptyState>
            )}
          </Card>
        )}
        {discounts && <Card title={t('ui.nav.discounts')}>{discounts}</Card>}
        {viewer === 'PARTNER' ? (
          <CurrentCoverage customer={c} mayOffer={mayOffer} />
        ) : (
          <CustomerCoverage customer={c} />
        )}
        <CustomerFacts customer={c} />
      </Columns>
    </div>
  );
}
