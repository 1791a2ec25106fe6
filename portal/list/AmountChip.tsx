import { type FormEvent, useState } from 'react';
import { useFormat } from '../lib/format.ts';
import { useText } from '../lib/i18n.tsx';
import { Button } from '../ui/Button.tsx';
import { FilterChip } from '../ui/FilterBar.tsx';
import { MoneyField } from '../ui/MoneyField.tsx';
import type { ChipProps } from './FilterChips.tsx';
import { amountsOf } from './filters.ts';
import styles from './List.module.css';

/** A filter over amounts, either end open. */
export function AmountChip({ filter, text, onChange }: ChipProps) {
  const t = useText();
  const format = useFormat();
  const range = amountsOf(text);
  const ends = [range?.min, range?.max].map((end) => (end ? format.amount(end) : ''));
  return (
    <FilterChip
      label={t(filter.label)}
      value={range && ends.join(' – ').trim()}
      onClear={() => onChange('')}
      clearLabel={t('ui.list.clear')}
    >
      <AmountForm key={text} text={text} onChange={onChange} />
    </FilterChip>
  );
}

function AmountForm({ text, onChange }: Pick<ChipProps, 'text' | 'onChange'>) {
  const t = useText();
  const range = amountsOf(text);
  const [min, setMin] = useState(range?.min ?? '');
  const [max, setMax] = useState(range?.max ?? '');
  function apply(event: FormEvent) {
    event.preventDefault();
    onChange(min || max ? `${min}~${max}` : '');
  }
  return (
    <form className={styles.pop} onSubmit={apply}>
      <MoneyField label={t('ui.list.atLeast')} value={min} onChange={setMin} />
      <MoneyField label={t('ui.list.atMost')} value={max} onChange={setMax} />
      <Button type="submit" variant="primary">
        {t('ui.apply')}
      </Button>
    </form>
  );
}
