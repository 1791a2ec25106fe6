import type { FieldValues, UseFormReturn } from 'react-hook-form';
import { applyUserErrors, type UserErrorLike } from '../../lib/form.ts';
import type { Text } from '../../lib/i18n.tsx';
import { toast } from '../../ui/Toast.tsx';
import { termsPaths } from './terms.ts';

interface Answer {
  userErrors: readonly UserErrorLike[];
}

/** Shows what the server said to a form of terms: errors at their fields, or the good news and the end of the dialog. */
export function settleTerms<V extends FieldValues>(
  form: UseFormReturn<V>,
  answer: Answer | null,
  t: Text,
  done: string,
  onClose: () => void,
): void {
  if (!answer) return;
  if (answer.userErrors.length > 0) {
    applyUserErrors(form, answer.userErrors, t, { paths: { ...termsPaths, ...customerPaths } });
    return;
  }
  toast.show({ tone: 'good', title: done });
  onClose();
}

const customerPaths = { 'customer.name': 'customerName', 'customer.cloudAccount': 'cloudAccount' };
