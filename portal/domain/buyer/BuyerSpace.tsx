import type { ReactNode } from 'react';
import { useText } from '../../lib/i18n.tsx';
import { useFeatures } from '../../shell/features.ts';
import { ViewTabs } from '../../ui/layout/ViewTabs.tsx';
import styles from './BuyerSpace.module.css';
import { useBuyerView } from './useBuyerView.ts';

export interface BuyerSpaceProps {
  /** Content of the link itself, such as an offer. */
  home?: { label: string; content: ReactNode };
  /** View that a link without a content of its own leads to. */
  start?: string;
}

/** The customer's space behind an opened link: the link's own page, and the views of all features. */
export function BuyerSpace({ home, start }: BuyerSpaceProps) {
  const t = useText();
  const views = useFeatures().flatMap(({ buyer = [] }) => buyer);
  const { view, open, go } = useBuyerView();
  const viewOf = (wanted: string | undefined) => views.find(({ id }) => id === wanted);
  // An address may name a view that does not exist.
  const shown = viewOf(view) ?? viewOf(start);
  const Content = shown?.content;
  const items = [
    ...(home ? [{ id: 'home', label: home.label }] : []),
    ...views.map(({ id, label }) => ({ id, label: t(label) })),
  ];
  return (
    <div data-wide className="stack">
      <ViewTabs
        label={t('ui.buyer.nav')}
        items={items}
        value={shown?.id ?? 'home'}
        onChange={(id) => go(id)}
      />
      {Content ? <Content open={open} /> : <div className={styles.home}>{home?.content}</div>}
    </div>
  );
}
