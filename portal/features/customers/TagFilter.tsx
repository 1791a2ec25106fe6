import { type FormEvent, useState } from 'react';
import { useText } from '../../lib/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { CheckboxGroup } from '../../ui/Checkbox.tsx';
import { FilterChip } from '../../ui/FilterBar.tsx';
import { TextField } from '../../ui/TextField.tsx';
import styles from './TagFilter.module.css';

export interface TagFilterProps {
  value: readonly string[];
  suggestions: readonly string[];
  onChange: (value: string[]) => void;
}

/** A filter over labels: those in view can be ticked, any other can be typed. */
export function TagFilter({ value, suggestions, onChange }: TagFilterProps) {
  const t = useText();
  const [text, setText] = useState('');
  const options = [...new Set([...value, ...suggestions])].sort();
  function add(event: FormEvent) {
    event.preventDefault();
    const tag = text.trim();
    if (tag && !value.includes(tag)) onChange([...value, tag]);
    setText('');
  }
  return (
    <FilterChip
      label={t('ui.customer.tags')}
      value={value.length > 0 ? value.join(' / ') : null}
      onClear={() => onChange([])}
      clearLabel={t('ui.list.clear')}
    >
      <div className={styles.body}>
        {options.length > 0 && (
          <CheckboxGroup
            label={t('ui.customer.tags')}
            hideLabel
            options={options.map((id) => ({ id, label: id }))}
            value={value}
            onChange={onChange}
          />
        )}
        <form className={styles.add} onSubmit={add}>
          <TextField label={t('ui.customer.otherTag')} value={text} onChange={setText} />
          <Button type="submit">{t('ui.add')}</Button>
        </form>
      </div>
    </FilterChip>
  );
}
