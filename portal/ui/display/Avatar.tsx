import { cx } from '../cx.ts';
import styles from './Avatar.module.css';

const hues = ['a', 'b', 'c', 'd'] as const;

export interface AvatarProps {
  name: string;
  size?: 'sm' | 'lg';
}

/** The first character of a name on a color derived from the name. Decorative: the name is shown beside it. */
export function Avatar({ name, size = 'sm' }: AvatarProps) {
  let sum = 0;
  for (const c of name) sum += c.codePointAt(0) ?? 0;
  const hue = hues[sum % hues.length] ?? 'a';
  return (
    <span className={cx(styles.avatar, styles[hue], styles[size])} aria-hidden="true">
      {[...name.trim()][0]?.toUpperCase() ?? '·'}
    </span>
  );
}

export function Person({ name }: { name: string }) {
  return (
    <span className="row">
      <Avatar name={name} />
      <span className="cut">{name}</span>
    </span>
  );
}
