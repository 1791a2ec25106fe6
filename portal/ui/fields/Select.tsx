import { ChevronDown } from 'lucide-react';
import type { Ref } from 'react';
import { Select as AriaSelect, Button, ListBox, Popover, SelectValue } from 'react-aria-components';
import { cx } from '../cx.ts';
import { Icon } from '../display/Icon.tsx';
import { listClass, popoverClass } from '../overlays/popover.ts';
import { ariaField, boxClass, FieldFrame, type FieldProps, fieldClass } from './Field.tsx';
import { type Option, OptionItem } from './Options.tsx';
import styles from './Select.module.css';

export interface SelectProps extends FieldProps {
  options: readonly Option[];
  value: string | null;
  onChange: (value: string) => void;
  placeholder?: string;
  size?: 'sm' | 'md';
  inputRef?: Ref<HTMLButtonElement>;
}

/** A choice from a short list. Use ComboBox from about 15 options on, or when the server provides them. */
export function Select(props: SelectProps) {
  const { isReadOnly: _, ...aria } = ariaField(props);
  return (
    <AriaSelect
      {...aria}
      value={props.value}
      onChange={(key) => key !== null && props.onChange(String(key))}
      placeholder={props.placeholder}
      className={fieldClass(props.className)}
    >
      <FieldFrame {...props}>
        <Button
          ref={props.inputRef}
          className={cx(boxClass, styles.button, props.size === 'sm' && styles.sm)}
        >
          <SelectValue className={styles.value}>
            {({ isPlaceholder, selectedText, defaultChildren }) =>
              isPlaceholder ? <span className="muted">{defaultChildren}</span> : selectedText
            }
          </SelectValue>
          <Icon of={ChevronDown} size={14} />
        </Button>
      </FieldFrame>
      <Popover className={popoverClass} offset={4}>
        <ListBox className={listClass} items={props.options}>
          {(option) => <OptionItem {...option} />}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
