import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import styles from './Segmented.module.css';

interface Common {
  label: string;
  options: readonly { id: string; label: string }[];
}
export interface FixedSegmentedProps extends Common {
  value: string;
  onChange: (id: string) => void;
  clearable?: never;
}
export interface ClearableSegmentedProps extends Common {
  /** Null for none of the choices; a second press of a choice gives null. */
  value: string | null;
  onChange: (id: string | null) => void;
  clearable: true;
}
export type SegmentedProps = FixedSegmentedProps | ClearableSegmentedProps;

/** Two to five short choices in one row, such as a period or the density. */
export function Segmented({ label, options, value, ...more }: SegmentedProps) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      className={styles.group}
      data-noprint
      selectionMode="single"
      disallowEmptySelection={!more.clearable}
      selectedKeys={value === null ? [] : [value]}
      onSelectionChange={(keys) => {
        const [key] = keys;
        if (key !== undefined) more.onChange(String(key));
        else if (more.clearable) more.onChange(null);
      }}
    >
      {options.map((option) => (
        <ToggleButton key={option.id} id={option.id} className={styles.option}>
          {option.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
