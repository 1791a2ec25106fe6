import { useFormat } from '../../../lib/format.ts';
import { type MessageId, useText } from '../../../lib/i18n.tsx';
import { DescriptionList } from '../../../ui/display/DescriptionList.tsx';
import facts from './facts.json';

/** Limits and costs of the API, from the server's own constants. */
export function Limits() {
  const t = useText();
  const format = useFormat();
  return (
    <DescriptionList
      variant="sum"
      items={Object.entries(facts.limits).map(([id, value]) => ({
        id,
        label: t(`ui.api.limit.${id}` as MessageId),
        value: format.number(value),
      }))}
    />
  );
}
