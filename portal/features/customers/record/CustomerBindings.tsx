import { useQuery } from 'urql';
import { BindingActions } from '../../../domain/binding/BindingActions.tsx';
import { BindingFacts } from '../../../domain/binding/BindingFacts.tsx';
import { BindingTimeline } from '../../../domain/binding/BindingTimeline.tsx';
import { StateBadge } from '../../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { sideOf, useSession } from '../../../lib/session.ts';
import { QueryGate } from '../../../shell/QueryGate.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import styles from './CustomerBindings.module.css';

const Binding = graphql(`
  fragment CustomerBindings_binding on PartnerBinding {
    id status createdAt
    ...BindingActions_binding
    ...BindingFacts_binding
    ...BindingTimeline_binding
  }
`);

const Bindings = graphql(`
  query CustomerBindings($id: ID!) {
    customer(by: { id: $id }) {
      id
      bindings(first: 20) { nodes { id createdAt ...CustomerBindings_binding } }
    }
  }
`);

/** The bindings of a customer, read when the tab opens: their actions cost more than the rest of the page. */
export function CustomerBindings({ of }: { of: string }) {
  const [result, reload] = useQuery({
    query: Bindings,
    variables: { id: of },
    requestPolicy: 'cache-and-network',
  });
  return (
    <QueryGate
      result={result}
      retry={reload}
      skeleton={
        <Card>
          <Skeleton lines={6} height={20} />
        </Card>
      }
    >
      {({ customer }) => <BindingList bindings={customer?.bindings.nodes ?? []} />}
    </QueryGate>
  );
}

/** Every binding of the customer, newest first, each with its history. */
function BindingList({ bindings }: { bindings: readonly FragmentType<typeof Binding>[] }) {
  const t = useText();
  const format = useFormat();
  const viewer = sideOf(useSession());
  if (bindings.length === 0)
    return (
      <Card>
        <EmptyState title={t('ui.customer.noBinding')}>{t('ui.customer.noBindingText')}</EmptyState>
      </Card>
    );
  return (
    <div className="stack">
      {bindings.map((masked) => {
        const binding = readFragment(Binding, masked);
        const title = t('ui.customer.bindingSince', { date: format.date(binding.createdAt) });
        return (
          <Card
            key={binding.id}
            title={title}
            actions={
              <>
                <StateBadge type="PartnerBindingStatus" value={binding.status} />
                {/* The actions on a partner's single open binding are in the page header. */}
                {viewer === 'OPERATOR' && (
                  <BindingActions binding={binding} viewer={viewer} size="sm" />
                )}
              </>
            }
          >
            <div className={styles.binding}>
              <BindingFacts binding={binding} />
              <BindingTimeline bindings={[binding]} label={title} />
            </div>
          </Card>
        );
      })}
    </div>
  );
}
