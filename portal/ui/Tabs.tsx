import type { ReactNode } from 'react';
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components';
import { cx } from './cx.ts';
import styles from './Tabs.module.css';

export interface TabItem {
  id: string;
  label: string;
  count?: ReactNode;
  content: ReactNode;
}

export interface TabsProps {
  label: string;
  items: readonly TabItem[];
  value: string;
  onChange: (id: string) => void;
}

/** Panels of one record, one visible at a time. Keep the chosen id in the URL. */
export function Tabs({ label, items, value, onChange }: TabsProps) {
  return (
    <AriaTabs selectedKey={value} onSelectionChange={(key) => onChange(String(key))}>
      <TabList aria-label={label} className={styles.list}>
        {items.map((item) => (
          <Tab key={item.id} id={item.id} className={styles.tab}>
            {item.label}
            {item.count !== undefined && <small className={styles.count}>{item.count}</small>}
          </Tab>
        ))}
      </TabList>
      {items.map((item) => (
        <TabPanel key={item.id} id={item.id} className={styles.panel}>
          {item.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}

export interface ViewTabsProps {
  label: string;
  items: readonly { id: string; label: string; count?: ReactNode }[];
  value: string | null;
  onChange: (id: string) => void;
  /** Right end, such as "save view". */
  end?: ReactNode;
}

/** Views of one list: each is a set of filters, so these are buttons and have no panels. */
export function ViewTabs({ label, items, value, onChange, end }: ViewTabsProps) {
  return (
    <nav aria-label={label} className={styles.list}>
      {items.map((item) => (
        <button
          key={item.id}
          type="button"
          aria-current={item.id === value ? 'true' : undefined}
          className={cx(styles.tab)}
          onClick={() => onChange(item.id)}
        >
          {item.label}
          {item.count !== undefined && <small className={styles.count}>{item.count}</small>}
        </button>
      ))}
      {end && <span className={styles.end}>{end}</span>}
    </nav>
  );
}
