import { CircleAlert, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { CopyField } from '../fields/CopyField.tsx';
import { EmptyState } from './EmptyState.tsx';

export interface ErrorStateProps {
  icon?: LucideIcon;
  title: string;
  /** Covers the whole page; its title becomes the page's heading. */
  page?: boolean;
  children?: ReactNode;
  action?: ReactNode;
  /** The request id to quote to support, with a label. */
  request?: { id: string; label: string; copyLabel: string; copiedLabel: string };
}

/** A failure: text, next step and the request id with a copy button. */
export function ErrorState({
  icon = CircleAlert,
  title,
  page,
  children,
  action,
  request,
}: ErrorStateProps) {
  return (
    <div role="alert">
      <EmptyState icon={icon} title={title} page={page} action={action}>
        {children && <p>{children}</p>}
        {request && <CopyField value={request.id} {...request} compact />}
      </EmptyState>
    </div>
  );
}
