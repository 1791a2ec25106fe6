import type { BindingListQuery } from '../../gql/graphql.ts';
import type { Tools } from '../../list/column.ts';

type Row = BindingListQuery['partnerBindings']['nodes'][number];

/** Short text of the step that a binding waits for; only the partner is called "you". */
export function waitsFor({ status, requestedBy, requestedType }: Row, { t, side }: Tools): string {
  const type = requestedType ? t.enum('BindingType', requestedType) : '';
  const key = `ui.bindings.waits.${status}${requestedBy ? `.${requestedBy}` : ''}`;
  return t.maybe(`${key}.${side}`, { type }, t.maybe(key, { type }, t('ui.none')));
}
