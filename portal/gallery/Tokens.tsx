import { useLayoutEffect, useState } from 'react';
import { useLook } from '../lib/theme.ts';
import { Card } from '../ui/layout/Card.tsx';
import { CardGrid } from '../ui/layout/Page.tsx';
import { contrast } from './contrast.ts';
import styles from './Tokens.module.css';

const PAIRS = [
  ['text', 'canvas'],
  ['text', 'surface'],
  ['muted', 'surface'],
  ['muted', 'canvas'],
  ['on-brand', 'brand'],
  ['brand', 'brand-soft'],
  ['draft', 'draft-bg'],
  ['waiting', 'waiting-bg'],
  ['review', 'review-bg'],
  ['good', 'good-bg'],
  ['bad', 'bad-bg'],
  ['idle', 'idle-bg'],
] as const;
const TYPE = [
  ['note', '12 / 18'],
  ['dense', '13 / 20'],
  ['body', '14 / 22'],
  ['lead', '16 / 24'],
  ['title', '20 / 28'],
  ['kpi', '24 / 32'],
  ['hero', '30 / 38'],
] as const;
const SPACE = ['s1', 's2', 's3', 's4', 's5', 's6', 's8', 's10', 's14'];
const RADII = ['r-tag', 'r-control', 'r-card', 'r-dialog'];
const SHADOWS = ['shadow-1', 'shadow-2'];

export function Tokens() {
  const { theme } = useLook();
  const [ratios, setRatios] = useState<readonly string[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the tokens change with the theme
  useLayoutEffect(() => {
    const tokens = getComputedStyle(document.documentElement);
    const color = (name: string) => tokens.getPropertyValue(`--${name}`).trim();
    setRatios(PAIRS.map(([words, ground]) => contrast(color(words), color(ground)).toFixed(1)));
  }, [theme]);
  return (
    <>
      <Card
        title="Color"
        note="Words on their ground, with the contrast measured; 4.5 is the least"
      >
        <div className={styles.colors}>
          {PAIRS.map(([words, ground], index) => (
            <div
              key={words + ground}
              className={styles.color}
              style={{ color: `var(--${words})`, background: `var(--${ground})` }}
            >
              <strong>云市 Aa 85%</strong>
              <span className={styles.pair}>
                <code>
                  {words} · {ground}
                </code>
                <span>{ratios[index]}</span>
              </span>
            </div>
          ))}
        </div>
      </Card>
      <Card
        title="Type"
        note="Inter for Latin and figures, the system’s face for 汉字; figures are tabular"
      >
        <div className={styles.type}>
          {TYPE.map(([name, size]) => (
            <div key={name} className={styles.line}>
              <code className="note">
                {name} {size}
              </code>
              <span className="cut" style={{ font: `var(--${name})` }}>
                云商店服务商 PartnerGraph ¥1,284,560.00
              </span>
            </div>
          ))}
        </div>
      </Card>
      <CardGrid min={320}>
        <Card title="Space">
          {SPACE.map((name) => (
            <div key={name} className={styles.line}>
              <code className="note">{name}</code>
              <span className={styles.bar} style={{ width: `var(--${name})` }} />
            </div>
          ))}
        </Card>
        <Card title="Shape and depth">
          <div className={styles.shapes}>
            {RADII.map((name) => (
              <figure key={name} className={styles.shape}>
                <span style={{ borderRadius: `var(--${name})` }} />
                <figcaption className="note">{name}</figcaption>
              </figure>
            ))}
            {SHADOWS.map((name) => (
              <figure key={name} className={styles.shape}>
                <span style={{ boxShadow: `var(--${name})` }} />
                <figcaption className="note">{name}</figcaption>
              </figure>
            ))}
          </div>
        </Card>
      </CardGrid>
    </>
  );
}
