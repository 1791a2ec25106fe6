import type { ReactNode } from 'react';
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components';
import styles from './Tabs.module.css';
import { toMiddle } from './to-middle.ts';

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
          <Tab
            key={item.id}
            ref={item.id === value ? toMiddle : undefined}
            id={item.id}
            className={styles.tab}
          >
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
