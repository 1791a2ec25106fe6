import { ArrowDown, ArrowUp, Columns3 } from 'lucide-react';
import { Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { Button } from './Button.tsx';
import { Checkbox } from './Checkbox.tsx';
import styles from './ColumnChooser.module.css';
import { IconButton } from './IconButton.tsx';
import { popoverClass } from './Options.tsx';

export interface ColumnChooserProps {
  label: string;
  /** All columns in their first order; `fixed` ones cannot be hidden. */
  columns: readonly { id: string; header: string; fixed?: boolean }[];
  /** Ids shown, in order. */
  visible: readonly string[];
  onChange: (visible: string[]) => void;
  onReset: () => void;
  labels: { reset: string; up: (header: string) => string; down: (header: string) => string };
}

/** Which columns stand in a list and in which order; moving works by buttons, so it needs no dragging. */
export function ColumnChooser({
  label,
  columns,
  visible,
  onChange,
  onReset,
  labels,
}: ColumnChooserProps) {
  const shown = visible.flatMap((id) => columns.find((c) => c.id === id) ?? []);
  const hidden = columns.filter((c) => !visible.includes(c.id));
  function move(id: string, by: number) {
    const next = [...visible];
    const from = next.indexOf(id);
    next.splice(from, 1);
    next.splice(from + by, 0, id);
    onChange(next);
  }
  return (
    <DialogTrigger>
      <Button size="sm" icon={Columns3}>
        {label} {visible.length}/{columns.length}
      </Button>
      <Popover className={popoverClass} placement="bottom end" offset={4}>
        <Dialog aria-label={label} className={styles.dialog}>
          {shown.map((column, index) => (
            <div key={column.id} className={styles.line}>
              <Checkbox
                isSelected
                isDisabled={column.fixed}
                onChange={() => onChange(visible.filter((id) => id !== column.id))}
              >
                {column.header}
              </Checkbox>
              <span className="grow" />
              <IconButton
                icon={ArrowUp}
                size="sm"
                label={labels.up(column.header)}
                isDisabled={index === 0}
                onPress={() => move(column.id, -1)}
              />
              <IconButton
                icon={ArrowDown}
                size="sm"
                label={labels.down(column.header)}
                isDisabled={index === shown.length - 1}
                onPress={() => move(column.id, 1)}
              />
            </div>
          ))}
          {hidden.map((column) => (
            <div key={column.id} className={styles.line}>
              <Checkbox isSelected={false} onChange={() => onChange([...visible, column.id])}>
                {column.header}
              </Checkbox>
            </div>
          ))}
          <Button variant="ghost" size="sm" onPress={onReset}>
            {labels.reset}
          </Button>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
