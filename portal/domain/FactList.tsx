import type { ReactNode } from 'react';
import { useText } from '../lib/i18n.tsx';
import { DescriptionList, type DescriptionListProps } from '../ui/display/DescriptionList.tsx';

export interface FactListProps extends Pick<DescriptionListProps, 'variant'> {
  /** Key of the texts that hold the labels: "ui.order.fact" for "ui.order.fact.partner". */
  labels: string;
  facts: Readonly<Record<string, ReactNode>>;
}

/** Facts of a record in their order, without the empty ones. */
export function FactList({ labels, facts, variant }: FactListProps) {
  const t = useText();
  return (
    <DescriptionList
      variant={variant}
      items={Object.entries(facts)
        .filter(([, value]) => value)
        .map(([id, value]) => ({ id, label: t.maybe(`${labels}.${id}`), value }))}
    />
  );
}
