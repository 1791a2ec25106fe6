import { CircleCheck } from 'lucide-react';
import { useText } from '../../lib/i18n.tsx';
import { useMay } from '../../lib/session.ts';
import { RouteButton } from '../../shell/links.ts';
import { EmptyState } from '../../ui/feedback/EmptyState.tsx';

/** Steps of a partner, in the order in which a new one takes them; the mutation says who may. */
const STEPS = [
  { id: 'team', mutation: 'memberInvite', to: '/team' },
  { id: 'taxes', mutation: 'partnerUpdateTaxProfile', to: '/tax-profile' },
  { id: 'customers', mutation: 'partnerBindingInvite', to: '/customers' },
  { id: 'discount', mutation: 'exclusiveDiscountCreate', to: '/discounts/new' },
] as const;

/** First steps of a new organization, in place of an empty list of tasks. */
export function FirstSteps() {
  const t = useText();
  const may = useMay();
  const own = STEPS.filter(({ mutation }) => may(mutation));
  return (
    <EmptyState
      icon={CircleCheck}
      title={t('ui.home.nothing')}
      action={
        own.length > 0 && (
          <div className="row">
            {own.map(({ id, to }) => (
              <RouteButton key={id} to={to} size="sm">
                {t(`ui.home.first.${id}`)}
              </RouteButton>
            ))}
          </div>
        )
      }
    >
      {t(own.length > 0 ? 'ui.home.firstText' : 'ui.home.nothingText')}
    </EmptyState>
  );
}
