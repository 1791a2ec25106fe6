import { Lock } from 'lucide-react';
import { Ago } from '../../../domain/Ago.tsx';
import { StepButtons } from '../../../domain/StepButtons.tsx';
import { useStep } from '../../../domain/useStep.ts';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import type { Quarantine_RowFragment } from '../../../gql/graphql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { lazyComponent } from '../../../lib/lazy.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { dismissRow } from './QuarantineCommands.ts';
import styles from './Upstream.module.css';

const RawDialog = lazyComponent(() => import('./RawDialog.tsx'), 'RawDialog');

const Row = graphql(`
  fragment Quarantine_row on QuarantinedRow {
    id version api rowKey problemCode problemPath seenAt
    feed { id organization { id name } }
    ...RawDialog_row
    ...ActionButtons_actionable
  }
`);

export interface QuarantineProps {
  rows: readonly FragmentType<typeof Row>[];
  count: { value: number; isExact: boolean };
}

/** 隔离区: the rows that could not be applied; none of them stops the others. */
export function Quarantine({ rows, count }: QuarantineProps) {
  const t = useText();
  const format = useFormat();
  return (
    <Card
      flush
      title={t('ui.quarantine.title')}
      note={t('ui.quarantine.note', { count: format.count(count) })}
    >
      {rows.length === 0 ? (
        <EmptyState icon={Lock} title={t('ui.quarantine.none')} />
      ) : (
        <ul className={styles.items}>
          {rows.map((one) => {
            const row = readFragment(Row, one);
            return <Item key={row.id} row={row} />;
          })}
        </ul>
      )}
    </Card>
  );
}

function Item({ row }: { row: Quarantine_RowFragment }) {
  const t = useText();
  const dismiss = useStep(dismissRow, t('ui.quarantine.dismissed'));
  const name = [t.enum('UpstreamApi', row.api), row.rowKey].filter(Boolean).join(' · ');
  return (
    <li className={styles.item}>
      <p className={styles.head}>
        <strong>{name}</strong>
        <span className="note">
          <Ago at={row.seenAt} />
        </span>
      </p>
      <p className="t-bad">
        {t.maybe(
          `ui.quarantine.problem.${row.problemCode}`,
          undefined,
          t.error(row.problemCode, { path: row.problemPath }, row.problemCode),
        )}
        {row.problemPath && <code className="mono"> {row.problemPath}</code>}
      </p>
      <p className="note">{row.feed.organization.name}</p>
      <div className="row">
        <StepButtons
          actionable={row}
          size="sm"
          steps={[
            {
              name: 'retry',
              label: t('ui.quarantine.raw'),
              dialog: (close) => <RawDialog row={row} name={name} onClose={close} />,
            },
            {
              name: 'dismiss',
              label: t('ui.quarantine.dismiss'),
              variant: 'ghost',
              reason: {
                title: name,
                text: t('ui.quarantine.dismissText'),
                run: (reason) => dismiss.submit({ id: row.id, version: row.version, reason }),
              },
            },
          ]}
        />
      </div>
    </li>
  );
}
