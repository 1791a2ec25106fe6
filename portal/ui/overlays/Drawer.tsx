import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { IconButton } from '../actions/IconButton.tsx';
import { cx } from '../cx.ts';
import styles from './Drawer.module.css';

export interface DrawerProps {
  isOpen: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** Hides the header when the content has one; the title is still read out. */
  hideHead?: boolean;
  children: ReactNode;
  footer?: ReactNode;
  side?: 'start' | 'end';
  size?: 'sm' | 'md' | 'lg';
  closeLabel: string;
}

/** A modal panel at one edge of the window. SidePanel keeps the list usable. */
export function Drawer({
  isOpen,
  onOpenChange,
  title,
  hideHead,
  children,
  footer,
  side = 'end',
  size = 'md',
  closeLabel,
}: DrawerProps) {
  return (
    <ModalOverlay
      className={styles.overlay}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable
    >
      <Modal className={cx(styles.modal, styles[side], styles[size])}>
        <AriaDialog
          className={styles.dialog}
          aria-label={hideHead && typeof title === 'string' ? title : undefined}
        >
          {!hideHead && (
            <header className={styles.head}>
              <Heading slot="title" className={styles.title}>
                {title}
              </Heading>
              <IconButton icon={X} label={closeLabel} onPress={() => onOpenChange(false)} />
            </header>
          )}
          <div className={styles.body}>{children}</div>
          {footer && <footer className={styles.foot}>{footer}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
