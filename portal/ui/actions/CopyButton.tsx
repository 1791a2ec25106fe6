import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { VisuallyHidden } from 'react-aria-components';
import { IconButton } from './IconButton.tsx';

export interface CopyButtonProps {
  /** The text to copy. */
  value: string;
  label: string;
  copiedLabel: string;
}

/** Copies a text, and says so for two seconds. */
export function CopyButton({ value, label, copiedLabel }: CopyButtonProps) {
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
    <>
      <IconButton
        icon={copied ? Check : Copy}
        label={copied ? copiedLabel : label}
        size="sm"
        onPress={copy}
        data-noprint
      />
      <VisuallyHidden role="status">{copied ? copiedLabel : ''}</VisuallyHidden>
    </>
  );
}
