import { BindingTimeline } from '../../domain/binding/BindingTimeline.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useText } from '../../lib/i18n.tsx';
import { Card } from '../../ui/Card.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';

const Binding = graphql(`
  fragment CustomerActivity_binding on PartnerBinding { id ...BindingTimeline_binding }
`);

/** Everything that happened with a customer, over all its bindings. */
export function CustomerActivity({
  bindings,
}: {
  bindings: readonly FragmentType<typeof Binding>[];
}) {
  const t = useText();
  if (bindings.length === 0)
    return (
      <Card>
        <EmptyState title={t('ui.customer.noActivity')} />
      </Card>
    );
  return (
    <Card>
      <BindingTimeline
        label={t('ui.customer.tab.activity')}
        bindings={bindings.map((masked) => readFragment(Binding, masked))}
      />
    </Card>
  );
}
