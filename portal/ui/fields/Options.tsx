import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { ListBoxItem } from 'react-aria-components';
import { cx } from '../cx.ts';
import { Icon } from '../display/Icon.tsx';
import styles from './Options.module.css';

export interface Option {
  id: string;
  label: string;
  description?: ReactNode;
  isDisabled?: boolean;
}

/** The only option that a text can mean: the single option, or the single one of exactly this name. */
export function meant(options: readonly Option[], text: string): Option | null {
  const named = options.filter(({ label }) => label === text.trim());
  const [only, ...others] = named.length > 0 ? named : options;
  return only && others.length === 0 && !only.isDisabled ? only : null;
}

export function OptionItem({ id, label, description, isDisabled }: Option) {
  return (
    <ListBoxItem id={id} textValue={label} isDisabled={isDisabled} className={styles.item}>
      {({ isSelected, selectionMode }) => (
        <>
          <span className={cx(styles.check, selectionMode === 'multiple' && styles.box)}>
            {isSelected && <Icon of={Check} size={14} />}
          </span>
          <span className={styles.text}>
            <span>{label}</span>
            {description && <span className={styles.description}>{description}</span>}
          </span>
        </>
      )}
    </ListBoxItem>
  );
}
