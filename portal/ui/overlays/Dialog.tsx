import { X } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { IconButton } from '../actions/IconButton.tsx';
import { cx } from '../cx.ts';
import styles from './Dialog.module.css';

export interface DialogProps {
  isOpen: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  footer?: ReactNode;
  size?: 'sm' | 'md' | 'lg';
  closeLabel: string;
  /** Action of Ctrl+Enter or ⌘+Enter anywhere in the dialog. */
  onSend?: () => void;
  /** False prevents closing by Escape, the backdrop and the close button. */
  isDismissable?: boolean;
  role?: 'dialog' | 'alertdialog';
}

const FIELDS =
  'input:not([readonly], [type=file]), textarea, [role=spinbutton], button[aria-haspopup=listbox]';

/** Initial focus: the first field, otherwise the button that changes nothing. */
function beginning(dialog: HTMLElement): HTMLElement | undefined {
  const field = [...dialog.querySelectorAll<HTMLElement>(FIELDS)].find(
    (one) => one.tabIndex >= 0 && !one.matches(':disabled') && one.checkVisibility(),
  );
  // Of several buttons the last one acts. A single button may close content that is shown only
  // once.
  const [safe, ...others] = dialog.querySelectorAll<HTMLElement>('footer button');
  return field ?? (others.length > 0 ? safe : undefined);
}

/** Rendered inside the dialog, so that its effect runs before the dialog's own focus handling. */
function FocusFirst({ within }: { within: RefObject<HTMLElement | null> }) {
  useEffect(() => {
    const dialog = within.current;
    if (dialog && !dialog.contains(document.activeElement)) beginning(dialog)?.focus();
  }, [within]);
  return null;
}

/** Rendered inside the dialog, so that the dialog exists when the key listener is added. */
function SendKey({
  within,
  onSend,
}: {
  within: RefObject<HTMLElement | null>;
  onSend: () => void;
}) {
  const send = useRef(onSend);
  useEffect(() => {
    send.current = onSend;
  });
  useEffect(() => {
    const dialog = within.current;
    function onKeyDown(event: KeyboardEvent) {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat) return;
      event.preventDefault();
      event.stopPropagation();
      send.current();
    }
    // Captured before the focused field or button, which handle Enter themselves.
    dialog?.addEventListener('keydown', onKeyDown, true);
    return () => dialog?.removeEventListener('keydown', onKeyDown, true);
  }, [within]);
  return null;
}

/** A modal dialog that traps the focus and returns it to the opener. */
export function Dialog(props: DialogProps) {
  const {
    isOpen,
    onOpenChange,
    title,
    description,
    children,
    footer,
    size = 'md',
    onSend,
    isDismissable = true,
    role,
  } = props;
  const dialog = useRef<HTMLElement>(null);
  return (
    <ModalOverlay
      className={styles.overlay}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable={isDismissable}
      isKeyboardDismissDisabled={!isDismissable}
    >
      <Modal className={cx(styles.modal, styles[size])}>
        <AriaDialog ref={dialog} className={styles.dialog} role={role}>
          <header className={styles.head}>
            <div className="grow">
              <Heading slot="title" className={styles.title}>
                {title}
              </Heading>
              {description && <p className="muted">{description}</p>}
            </div>
            {isDismissable && (
              <IconButton icon={X} label={props.closeLabel} onPress={() => onOpenChange(false)} />
            )}
          </header>
          {children && <div className={styles.body}>{children}</div>}
          {footer && <footer className={styles.foot}>{footer}</footer>}
          <FocusFirst within={dialog} />
          {onSend && <SendKey within={dialog} onSend={onSend} />}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
