import { useText } from '../../../lib/i18n.tsx';
import type { FacetsProps } from '../../../list/define.ts';
import { FacetBar } from '../../../list/FacetBar.tsx';
import { TONES } from './classes.ts';
import { useParts } from './useParts.ts';

/** The filtered differences by class: each is in one part. */
export function ReconciliationFacets({ filter, value, onChange }: FacetsProps) {
  const t = useText();
  const parts = useParts(filter);
  if (!parts) return null;
  const facets = parts.map(({ id, count, totals }) => ({
    value: id,
    label: t.enum('DifferenceClass', id),
    tone: TONES[id],
    count: count.value,
    open: 0,
    amount: totals.gap.amount,
  }));
  return (
    <FacetBar
      label={t('ui.reconciliation.by')}
      facets={facets.filter(({ count, value: id }) => count > 0 || id === value)}
      open={t('ui.none')}
      value={value}
      onChange={onChange}
    />
  );
}
