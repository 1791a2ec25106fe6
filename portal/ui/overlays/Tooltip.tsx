import type { ReactElement, ReactNode } from 'react';
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components';
import styles from './Tooltip.module.css';

export interface TooltipProps {
  content: ReactNode;
  /** A focusable React Aria element (Button, Link…); wrap other elements in `Focusable`. */
  children: ReactElement;
  isOpen?: boolean;
  onOpenChange?: (open: boolean) => void;
}

/** A short explanation on hover and keyboard focus. It must not be the only source of the information. */
export function Tooltip({ content, children, isOpen, onOpenChange }: TooltipProps) {
  return (
    <TooltipTrigger delay={400} closeDelay={80} isOpen={isOpen} onOpenChange={onOpenChange}>
      {children}
      <AriaTooltip className={styles.tooltip} placement="bottom" offset={6}>
        {content}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
