import type { LucideIcon } from 'lucide-react';
import { type ReactNode, type Ref, useState } from 'react';
import {
  Button as AriaButton,
  type ButtonProps as AriaButtonProps,
  type PressEvent,
} from 'react-aria-components';
import { cx } from '../cx.ts';
import { Icon } from '../display/Icon.tsx';
import { Spinner } from '../feedback/Spinner.tsx';
import { Tooltip } from '../overlays/Tooltip.tsx';
import styles from './Button.module.css';

export type ButtonVariant = 'primary' | 'default' | 'ghost' | 'danger';

export interface ButtonProps
  extends Omit<AriaButtonProps, 'className' | 'style' | 'children' | 'isDisabled' | 'onPress'> {
  variant?: ButtonVariant;
  size?: 'sm' | 'md';
  icon?: LucideIcon;
  endIcon?: LucideIcon;
  isDisabled?: boolean;
  /** Until a returned promise settles, the button shows progress and refuses another press. */
  onPress?: (event: PressEvent) => unknown;
  /** Reason shown on hover, focus and press. The button stays focusable. */
  disabledReason?: string | null;
  wide?: boolean;
  children?: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

/** Class names for anything that should look like a button, such as a link. */
export function buttonClass(
  variant: ButtonVariant = 'default',
  size: 'sm' | 'md' = 'md',
  wide = false,
): string {
  return cx(styles.button, styles[variant], size === 'sm' && styles.sm, wide && styles.wide);
}

/** A push button. Prefer `disabledReason` to `isDisabled` when there is a reason to explain. */
export function Button({
  variant,
  size,
  icon,
  endIcon,
  wide,
  disabledReason,
  children,
  isPending,
  onPress,
  ...rest
}: ButtonProps) {
  const [isRunning, setRunning] = useState(false);
  const isBusy = isPending || isRunning;
  const content = (
    <>
      {isBusy ? (
        <Spinner size={size === 'sm' ? 12 : 14} />
      ) : (
        icon && <Icon of={icon} size={size === 'sm' ? 14 : 16} />
      )}
      {children}
      {endIcon && <Icon of={endIcon} size={14} />}
    </>
  );
  const className = buttonClass(variant, size, wide);
  if (disabledReason)
    return (
      <ExplainedButton reason={disabledReason} className={className} {...rest} content={content} />
    );
  return (
    <AriaButton
      {...rest}
      className={className}
      isPending={isBusy}
      onPress={(event) => {
        const done = onPress?.(event);
        if (!(done instanceof Promise)) return;
        setRunning(true);
        void done.finally(() => setRunning(false));
      }}
    >
      {content}
    </AriaButton>
  );
}

interface ExplainedProps extends Omit<AriaButtonProps, 'children' | 'onPress'> {
  reason: string;
  className: string;
  content: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

/** Touch screens have no hover, so a press opens the explanation. */
function ExplainedButton({ reason, content, className, ...rest }: ExplainedProps) {
  const [open, setOpen] = useState(false);
  return (
    <Tooltip content={reason} isOpen={open} onOpenChange={setOpen}>
      <AriaButton
        {...rest}
        type="button"
        className={className}
        aria-disabled
        onPress={() => setOpen(true)}
      >
        {content}
      </AriaButton>
    </Tooltip>
  );
}
