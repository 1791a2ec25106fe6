import type { Text } from './i18n.tsx';

/**
 * Text of a mutation and its type, such as "exclusiveDiscountSubmit" on ExclusiveDiscount, in the
 * words of the timelines.
 */
export function actionText(action: string, subjectType: string, t: Text): string {
  const own = subjectType.charAt(0).toLowerCase() + subjectType.slice(1);
  const rest = action.startsWith(own) ? action.slice(own.length) : '';
  const event = rest.charAt(0).toLowerCase() + rest.slice(1);
  return t.maybe(
    `audit.${action}`,
    undefined,
    t.maybe(`event.${subjectType}.${event}`, undefined, action),
  );
}
