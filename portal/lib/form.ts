import type { Field, FieldPath, FieldValues, UseFormReturn } from 'react-hook-form';
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

/** Whether a control of the field is on the screen. The library has no public way to ask it. */
function isShown<V extends FieldValues>({ control }: UseFormReturn<V>, name: string): boolean {
  const field = name
    .split('.')
    .reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], control._fields);
  return (field as Field | undefined)?._f?.mount === true;
}

/** Returns the field that shows an error: that of the path, or the nearest one that contains it; null if none is shown. */
function fieldFor<V extends FieldValues>(
  form: UseFormReturn<V>,
  path: string,
): FieldPath<V> | null {
  for (let name = path; name; name = name.slice(0, Math.max(0, name.lastIndexOf('.'))))
    if (isShown(form, name)) return name as FieldPath<V>;
  // A list of rows has no control: its form shows the errors of the list and of its rows.
  const [root = ''] = path.split('.');
  const isOfList = Array.isArray(form.getValues(root as FieldPath<V>));
  return isOfList && form.getValues(path as FieldPath<V>) !== undefined
    ? (path as FieldPath<V>)
    : null;
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
    const name = fieldFor(form, paths[path] ?? path);
    const message = errorText(error, t);
    if (!name) {
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
