import type { LucideIcon } from 'lucide-react';
import styles from './Icon.module.css';

export interface IconProps {
  of: LucideIcon;
  /** Edge in CSS pixels: 12, 14, 16 or 20. */
  size?: number;
  /** Without a label the icon is hidden from assistive technology. */
  label?: string;
}

/** One icon in the portal's stroke weight; takes the color of its text. */
export function Icon({ of: Shape, size = 16, label }: IconProps) {
  return (
    <Shape
      className={styles.icon}
      size={size}
      strokeWidth={size <= 12 ? 3 : 2}
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    />
  );
}
