import {
  ArrowDown,
  ArrowUp,
  ChevronsLeftRight,
  ChevronsRightLeft,
  Columns3,
  GripVertical,
} from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { Button } from '../actions/Button.tsx';
import { IconButton } from '../actions/IconButton.tsx';
import { Icon } from '../display/Icon.tsx';
import { Checkbox } from '../fields/Checkbox.tsx';
import { popoverClass } from '../overlays/popover.ts';
import styles from './ColumnChooser.module.css';

export interface ColumnChooserProps {
  label: string;
  /** All columns in their default order; `fixed` ones cannot be hidden. */
  columns: readonly { id: string; header: string; fixed?: boolean }[];
  visible: readonly string[];
  onChange: (visible: string[]) => void;
  onReset: () => void;
  /** Widens (1) or narrows (−1) a column by one step. */
  onWiden: (id: string, step: 1 | -1) => void;
  labels: { reset: string } & Record<
    'up' | 'down' | 'narrower' | 'wider',
    (header: string) => string
  >;
  children?: ReactNode;
}

/** Chooses the visible columns, their order and width, by buttons or by dragging. */
export function ColumnChooser({
  label,
  columns,
  visible,
  onChange,
  onReset,
  onWiden,
  labels,
  children,
}: ColumnChooserProps) {
  const shown = visible.flatMap((id) => columns.find((c) => c.id === id) ?? []);
  const hidden = columns.filter((c) => !visible.includes(c.id));
  const [dragged, setDragged] = useState<string | null>(null);
  const trigger = `${label} ${visible.length}/${columns.length}`;
  function moveTo(id: string, to: number) {
    const next = visible.filter((other) => other !== id);
    next.splice(to, 0, id);
    onChange(next);
  }
  return (
    <DialogTrigger>
      <Button size="sm" icon={Columns3} aria-label={trigger}>
        <span className="wide-only">{trigger}</span>
      </Button>
      <Popover className={popoverClass} placement="bottom end" offset={4}>
        <Dialog aria-label={label} className={styles.dialog}>
          {shown.map((column, index) => (
            // biome-ignore lint/a11y/noStaticElementInteractions: the buttons do the same by keyboard
            <div
              key={column.id}
              className={styles.line}
              draggable
              data-dragged={dragged === column.id || undefined}
              onDragStart={() => setDragged(column.id)}
              onDragOver={(event) => {
                event.preventDefault();
                if (dragged && dragged !== column.id) moveTo(dragged, index);
              }}
              onDragEnd={() => setDragged(null)}
            >
              <Icon of={GripVertical} size={14} />
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
                onPress={() => moveTo(column.id, index - 1)}
              />
              <IconButton
                icon={ArrowDown}
                size="sm"
                label={labels.down(column.header)}
                isDisabled={index === shown.length - 1}
                onPress={() => moveTo(column.id, index + 1)}
              />
              <IconButton
                icon={ChevronsRightLeft}
                size="sm"
                label={labels.narrower(column.header)}
                onPress={() => onWiden(column.id, -1)}
              />
              <IconButton
                icon={ChevronsLeftRight}
                size="sm"
                label={labels.wider(column.header)}
                onPress={() => onWiden(column.id, 1)}
              />
            </div>
          ))}
          {hidden.map((column) => (
            <div key={column.id} className={styles.line} data-hidden>
              <Checkbox isSelected={false} onChange={() => onChange([...visible, column.id])}>
                {column.header}
              </Checkbox>
            </div>
          ))}
          <Button variant="ghost" size="sm" onPress={onReset}>
            {labels.reset}
          </Button>
          {children && <div className={styles.more}>{children}</div>}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
