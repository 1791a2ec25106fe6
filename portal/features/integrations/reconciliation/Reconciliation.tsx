import type { DifferenceFilter } from '../../../gql/graphql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { Badge } from '../../../ui/display/Badge.tsx';
import { FactStrip } from '../../../ui/display/FactStrip.tsx';
import { TONES } from './classes.ts';
import { useParts } from './useParts.ts';

const OPEN = { status: ['OPEN'] } satisfies DifferenceFilter;

/** The open differences of each class of the reconciliation. Each figure opens its rows. */
export function Reconciliation() {
  const t = useText();
  const format = useFormat();
  const parts = useParts(OPEN) ?? [];
  const facts = parts.flatMap(({ id, count, totals }) => {
    if (count.value === 0) return [];
    const label = t.enum('DifferenceClass', id);
    const number = format.count(count);
    return [
      {
        id,
        label: <Badge tone={TONES[id]}>{label}</Badge>,
        value: (
          <RouteLink
            to="/upstream/reconciliation"
            search={{ differenceClass: id }}
            aria-label={`${label} ${number}`}
          >
            {number}
          </RouteLink>
        ),
        note: t('ui.reconciliation.gap', { amount: format.money(totals.gap) }),
      },
    ];
  });
  if (facts.length === 0) return null;
  return (
    <FactStrip
      title={t('ui.reconciliation.title')}
      note={t('ui.reconciliation.lead')}
      facts={facts}
    />
  );
}
