import { AuthError } from '../lib/auth.ts';
import type { Text } from '../lib/i18n.tsx';

/** Text of a failed sign-in, proof or link request; `otherwise` covers unknown codes. */
export function signInProblem(
  error: unknown,
  t: Text,
  otherwise = t('ui.signIn.error.INTERNAL'),
): string {
  if (!(error instanceof AuthError)) return otherwise;
  const minutes = Math.max(1, Math.ceil((error.retryAfterSeconds ?? 60) / 60));
  return t.maybe(`ui.signIn.error.${error.code}`, { minutes }, otherwise);
}
