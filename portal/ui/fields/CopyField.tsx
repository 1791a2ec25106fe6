import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { IconButton } from '../actions/IconButton.tsx';
import { cx } from '../cx.ts';
import styles from './CopyField.module.css';

export interface CopyFieldProps {
  label: string;
  value: string;
  copyLabel: string;
  copiedLabel: string;
  /** Draws the text without a frame. */
  compact?: boolean;
}

/** A value to copy: a link, a secret shown once, a request id. */
export function CopyField({ label, value, copyLabel, copiedLabel, compact }: CopyFieldProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  async function copy() {
    await navigator.clipboard.writeText(value);
    setCopied(true);
  }
  return (
    <div className={cx(styles.field, compact && styles.compact)}>
      <span className={styles.label}>{label}</span>
      <span className={styles.box}>
        <code className={styles.value}>{value}</code>
        <IconButton
          icon={copied ? Check : Copy}
          label={copied ? copiedLabel : copyLabel}
          size="sm"
          onPress={copy}
          data-noprint
        />
      </span>
      <span role="status" className={styles.status}>
        {copied ? copiedLabel : ''}
      </span>
    </div>
  );
}
