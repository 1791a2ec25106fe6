import { type FormEvent, useMemo, useState } from 'react';
import { useText } from '../lib/i18n.tsx';
import { Button } from '../ui/actions/Button.tsx';
import { CheckboxGroup } from '../ui/fields/Checkbox.tsx';
import { TextField } from '../ui/fields/TextField.tsx';
import type { ChipProps } from './chip.ts';
import styles from './List.module.css';

/** A filter by labels: labels of visible rows can be ticked, others typed. */
export function TagForm({ filter, text, onChange, rows }: ChipProps) {
  const t = useText();
  const [typed, setTyped] = useState('');
  const chosen = text ? text.split('~') : [];
  const suggest = filter.suggest as undefined | ((row: object) => readonly string[]);
  const seen = useMemo(() => rows.flatMap((row) => suggest?.(row) ?? []), [rows, suggest]);
  const options = [...new Set([...chosen, ...seen])].sort();
  const set = (words: readonly string[]) => onChange(words.join('~'));
  function add(event: FormEvent) {
    event.preventDefault();
    const word = typed.replaceAll('~', ' ').trim();
    if (word && !chosen.includes(word)) set([...chosen, word]);
    setTyped('');
  }
  return (
    <div className={styles.pop}>
      {options.length > 0 && (
        <CheckboxGroup
          label={t(filter.label)}
          hideLabel
          options={options.map((id) => ({ id, label: id }))}
          value={chosen}
          onChange={set}
        />
      )}
      <form className={styles.add} onSubmit={add}>
        <TextField label={t('ui.list.otherWord')} value={typed} onChange={setTyped} />
        <Button type="submit">{t('ui.add')}</Button>
      </form>
    </div>
  );
}
