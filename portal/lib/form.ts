import type { FieldPath, FieldValues, UseFormReturn } from 'react-hook-form';
import { z } from 'zod/mini';
import type { Text } from './i18n.tsx';

export const requiredMail = z.string().check(
  z.trim(),
  // An aborting check would keep the form from checking its other fields.
  z.minLength(1, 'ui.form.required'),
  z.email('error.INVALID_MAIL'),
);

export interface UserErrorLike {
  code: string;
  field?: readonly string[] | null;
  message: string;
  params?: readonly { key: string; value: string }[] | null;
}

/** Whether the error reports that the record has a newer version. */
export const isStaleVersion = ({ code }: UserErrorLike): boolean => code === 'STALE_VERSION';

/** Text of a user error in the current language; the server's message when the catalogs lack the code. */
export function errorText(error: UserErrorLike, t: Text): string {
  const values = Object.fromEntries((error.params ?? []).map(({ key, value }) => [key, value]));
  return t.error(error.code, values, error.message);
}

interface ApplyOptions {
  /** Server field path (dotted, without "input.") → form field, where they differ. */
  paths?: Record<string, string>;
}

/** Puts user errors on their fields, focuses the first, and returns the messages without a field. */
export function applyUserErrors<V extends FieldValues>(
  form: UseFormReturn<V>,
  errors: readonly UserErrorLike[],
  t: Text,
  { paths = {} }: ApplyOptions = {},
): string[] {
  const loose: string[] = [];
  let first: FieldPath<V> | undefined;
  for (const error of errors) {
    const path = (error.field ?? []).join('.').replace(/^input\./, '');
    const name = (paths[path] ?? path) as FieldPath<V>;
    const message = errorText(error, t);
    if (!path || form.getValues(name) === undefined) {
      loose.push(message);
      continue;
    }
    form.setError(name, { type: error.code, message });
    first ??= name;
  }
  if (first) form.setFocus(first);
  if (loose.length) form.setError('root.server', { type: 'server', message: loose.join('\n') });
  return loose;
}

interface AcceptOptions extends ApplyOptions {
  /** Version on which the form is based; learns of a refusal because of it. */
  version?: { note: (errors: readonly UserErrorLike[]) => void };
}

/** Whether a form's command was accepted; its errors are shown in the form. False also if the request failed (null). */
export function isAccepted<
  V extends FieldValues,
  P extends { userErrors: readonly UserErrorLike[] },
>(
  form: UseFormReturn<V>,
  payload: P | null,
  t: Text,
  { version, ...options }: AcceptOptions = {},
): payload is P {
  if (!payload) return false;
  const { userErrors } = payload;
  version?.note(userErrors);
  if (userErrors.length === 0) return true;
  applyUserErrors(form, userErrors, t, options);
  return false;
}
