import { ChevronDown } from 'lucide-react';
import { type Ref, useState } from 'react';
import {
  ComboBox as AriaComboBox,
  Button,
  Group,
  Input,
  ListBox,
  Popover,
} from 'react-aria-components';
import styles from './ComboBox.module.css';
import {
  ariaField,
  boxClass,
  FieldFrame,
  type FieldProps,
  fieldClass,
  inputClass,
} from './Field.tsx';
import { Icon } from './Icon.tsx';
import { type Option, OptionItem } from './Options.tsx';
import { listClass, popoverClass } from './popover.ts';
import { Spinner } from './Spinner.tsx';

export interface ComboBoxProps extends FieldProps {
  options: readonly Option[];
  value: string | null;
  onChange: (value: string | null) => void;
  placeholder?: string;
  /** Shown when nothing matches. */
  emptyText: string;
  /** Text of the box; give both when the server does the matching, then nothing is filtered here. */
  inputValue?: string;
  onInputChange?: (text: string) => void;
  isLoading?: boolean;
  inputRef?: Ref<HTMLInputElement>;
}

/** A choice found by typing, from a long list or from the server. */
export function ComboBox(props: ComboBoxProps) {
  const remote = props.onInputChange !== undefined;
  // Whoever points at the box wants its list; a dialog that begins in it does not, nor does the Tab key.
  const [opensBy, setOpensBy] = useState<'input' | 'focus'>('input');
  return (
    <AriaComboBox
      {...ariaField(props)}
      value={props.value}
      onChange={(key) => props.onChange(key === null ? null : String(key))}
      {...(remote
        ? { items: props.options, inputValue: props.inputValue, onInputChange: props.onInputChange }
        : { defaultItems: props.options })}
      allowsEmptyCollection
      menuTrigger={opensBy}
      className={fieldClass(props.className)}
    >
      <FieldFrame {...props}>
        <Group className={boxClass} onPointerDown={() => setOpensBy('focus')}>
          <Input ref={props.inputRef} className={inputClass} placeholder={props.placeholder} />
          {props.isLoading && <Spinner size={14} />}
          <Button className={styles.open}>
            <Icon of={ChevronDown} size={14} />
          </Button>
        </Group>
      </FieldFrame>
      <Popover className={popoverClass} offset={4}>
        <ListBox<Option>
          className={listClass}
          renderEmptyState={() => <p className={styles.empty}>{props.emptyText}</p>}
        >
          {(option) => <OptionItem {...option} />}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}
