import { ToggleButton } from 'react-aria-components';
import { useFormat } from '../lib/format.ts';
import { useText } from '../lib/i18n.tsx';
import { Badge, type Tone } from '../ui/display/Badge.tsx';
import styles from './FacetBar.module.css';

/** One part of the filtered rows. */
export interface Facet {
  value: string;
  label: string;
  tone: Tone;
  count: number;
  /** Number of rows whose amount is not known yet; `amount` does not hold them. */
  open: number;
  amount: string;
}

export interface FacetBarProps {
  label: string;
  facets: readonly Facet[];
  /** Takes the place of an amount that is not known for any row. */
  open: string;
  value: string;
  onChange: (value: string) => void;
}

/** Parts of a list with their counts and amounts. A press shows only one, a second press all. */
export function FacetBar({ label, facets, open, value, onChange }: FacetBarProps) {
  const t = useText();
  const format = useFormat();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset takes no part in the grid
    <div role="group" aria-label={label} className={styles.bar}>
      {facets.map((facet) => (
        <ToggleButton
          key={facet.value}
          className={styles.facet}
          isSelected={value === facet.value}
          onChange={(on) => onChange(on ? facet.value : '')}
        >
          <Badge tone={facet.tone}>{facet.label}</Badge>
          <span className={styles.figures}>
            <b>{t('ui.list.rows', { count: facet.count })}</b>
            <span className={facet.amount.startsWith('-') ? 't-bad' : styles.amount}>
              {facet.open === facet.count ? open : format.amount(facet.amount)}
            </span>
          </span>
        </ToggleButton>
      ))}
    </div>
  );
}
