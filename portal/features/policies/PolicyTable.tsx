import { useMemo } from 'react';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import type { PolicyTable_PolicyFragment, PolicyTable_ValueFragment } from '../../gql/graphql.ts';
import { useNow } from '../../lib/clock.ts';
import { type Format, useFormat } from '../../lib/format.ts';
import { type Text, useText } from '../../lib/i18n.tsx';
import { Button } from '../../ui/actions/Button.tsx';
import { Badge } from '../../ui/display/Badge.tsx';
import { TwoLine } from '../../ui/display/TwoLine.tsx';
import { Card } from '../../ui/layout/Card.tsx';
import { DataTable } from '../../ui/table/DataTable.tsx';
import type { Column } from '../../ui/table/table.ts';
import styles from './PolicyTable.module.css';
import { isScheduled, policyName, policyValueText } from './policy-text.ts';

const Policy = graphql(`
  fragment PolicyTable_policy on Policy { key value default unit description }
`);
const Value = graphql(`
  fragment PolicyTable_value on PolicyValue { id key value effectiveFrom createdAt }
`);

type Row = PolicyTable_PolicyFragment & { next: PolicyTable_ValueFragment | undefined };

interface Steps {
  onOpen: (key: string) => void;
  onSet?: ((key: string) => void) | undefined;
}

const columnsOf = (t: Text, format: Format, { onOpen, onSet }: Steps): readonly Column<Row>[] => [
  {
    id: 'name',
    header: t('ui.policy'),
    card: 'title',
    width: 220,
    cell: (row) => (
      <TwoLine note={<span className="mono">{row.key}</span>}>{policyName(row.key, t)}</TwoLine>
    ),
  },
  {
    id: 'description',
    header: t('ui.policy.meaning'),
    wrap: true,
    hideBelow: 720,
    cell: (row) => t.maybe(`ui.policy.${row.key}.text`, undefined, row.description),
  },
  {
    id: 'value',
    header: t('ui.policy.value'),
    width: 200,
    cell: (row) => (
      <span className={styles.value}>
        <strong>{policyValueText(row, row.value, t, format)}</strong>
        {row.next && (
          <Badge tone="waiting">
            {t('ui.policy.next', {
              date: format.dateTime(row.next.effectiveFrom),
              value: policyValueText(row, row.next.value, t, format),
            })}
          </Badge>
        )}
      </span>
    ),
  },
  {
    id: 'default',
    header: t('ui.policy.default'),
    width: 130,
    hideBelow: 960,
    cell: (row) => <span className="muted">{policyValueText(row, row.default, t, format)}</span>,
  },
  {
    id: 'actions',
    header: t('ui.actions'),
    align: 'end',
    width: 170,
    cell: (row) => (
      <span className={styles.actions}>
        <Button
          size="sm"
          variant="ghost"
          aria-label={t('ui.policy.historyOf', { name: policyName(row.key, t) })}
          onPress={() => onOpen(row.key)}
        >
          {t('ui.policy.history')}
        </Button>
        {onSet && (
          <Button
            size="sm"
            aria-label={t('ui.policy.setTitle', { name: policyName(row.key, t) })}
            onPress={() => onSet(row.key)}
          >
            {t('ui.policy.set')}
          </Button>
        )}
      </span>
    ),
  },
];

export interface PolicyTableProps extends Steps {
  group: string;
  policies: readonly FragmentType<typeof Policy>[];
  values: readonly FragmentType<typeof Value>[];
}

export function PolicyTable({ group, policies, values, onOpen, onSet }: PolicyTableProps) {
  const t = useText();
  const format = useFormat();
  const now = useNow();
  const columns = useMemo(
    () => columnsOf(t, format, { onOpen, onSet }),
    [t, format, onOpen, onSet],
  );
  const rows = useMemo(() => {
    const coming = values
      .map((masked) => readFragment(Value, masked))
      .filter((v) => isScheduled(v, now))
      .toSorted((a, b) => Date.parse(a.effectiveFrom) - Date.parse(b.effectiveFrom));
    return policies.map((masked): Row => {
      const policy = readFragment(Policy, masked);
      return { ...policy, next: coming.find(({ key }) => key === policy.key) };
    });
  }, [policies, values, now]);
  const title = t.maybe(`ui.policy.group.${group}`, undefined, group);
  return (
    <Card flush title={title}>
      <DataTable label={title} columns={columns} rows={rows} rowId={(row) => row.key} />
    </Card>
  );
}
