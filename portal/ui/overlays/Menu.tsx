import type { LucideIcon } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import {
  Menu as AriaMenu,
  MenuItem,
  MenuTrigger,
  type Placement,
  Popover,
  Separator,
} from 'react-aria-components';
import { cx } from '../cx.ts';
import { Icon } from '../display/Icon.tsx';
import styles from './Menu.module.css';
import { listClass, popoverClass } from './popover.ts';

export type MenuEntry =
  | {
      id: string;
      label: string;
      /** Second line; for a disabled entry, the reason. */
      description?: ReactNode;
      icon?: LucideIcon;
      tone?: 'danger';
      isDisabled?: boolean;
      isSelected?: boolean;
      href?: string;
      target?: string;
      onAction?: () => void;
    }
  | '-';

export interface MenuProps {
  trigger: ReactElement;
  label: string;
  /** '-' draws a separator. */
  items: readonly MenuEntry[];
  placement?: Placement;
}

export function Menu({ trigger, label, items, placement = 'bottom end' }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className={cx(popoverClass, styles.popover)} placement={placement} offset={4}>
        <AriaMenu aria-label={label} className={listClass}>
          {items.map((item, index) =>
            item === '-' ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity of their own
              <Separator key={`line-${index}`} className={styles.line} />
            ) : (
              <MenuItem
                key={item.id}
                id={item.id}
                textValue={item.label}
                href={item.href}
                target={item.target}
                isDisabled={item.isDisabled}
                onAction={item.onAction}
                className={cx(
                  styles.item,
                  item.tone && styles[item.tone],
                  item.isSelected && styles.selected,
                )}
              >
                {item.icon && <Icon of={item.icon} />}
                <span className={styles.text}>
                  <span>{item.label}</span>
                  {item.description && (
                    <span className={styles.description}>{item.description}</span>
                  )}
                </span>
              </MenuItem>
            ),
          )}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
