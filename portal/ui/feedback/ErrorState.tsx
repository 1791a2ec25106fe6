import { CircleAlert, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { CopyField } from '../fields/CopyField.tsx';
import { EmptyState } from './EmptyState.tsx';

export interface ErrorStateProps {
  icon?: LucideIcon;
  title: string;
  /** It stands for the whole page, so that its title is the page's. */
  page?: boolean;
  /** What happened and what the person can do. */
  children?: ReactNode;
  /** Buttons, such as "try again". */
  action?: ReactNode;
  /** The id to quote to support, with the words around it. */
  request?: { id: string; label: string; copyLabel: string; copiedLabel: string };
}

/** Something failed: words, a way on, and the request id with a copy button. */
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
