import { Ellipsis } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useFormat } from '../lib/format.ts';
import { useText } from '../lib/i18n.tsx';
import { Button } from '../ui/actions/Button.tsx';
import { IconButton } from '../ui/actions/IconButton.tsx';
import { Link } from '../ui/actions/Link.tsx';
import { Person } from '../ui/display/Avatar.tsx';
import { Badge, type Tone } from '../ui/display/Badge.tsx';
import { TwoLine } from '../ui/display/TwoLine.tsx';
import { EmptyState } from '../ui/feedback/EmptyState.tsx';
import { type DateRange, DateRangePicker } from '../ui/fields/DateRangePicker.tsx';
import { SearchField } from '../ui/fields/SearchField.tsx';
import { Card } from '../ui/layout/Card.tsx';
import { Menu } from '../ui/overlays/Menu.tsx';
import { ColumnChooser } from '../ui/table/ColumnChooser.tsx';
import { DataTable } from '../ui/table/DataTable.tsx';
import { FilterBar, FilterChip, FilterOptions, SelectionBar } from '../ui/table/FilterBar.tsx';
import { Pager } from '../ui/table/Pager.tsx';
import type { Column, Sort } from '../ui/table/table.ts';

interface Sample {
  id: string;
  name: string;
  account: string;
  tone: Tone;
  state: string;
  manager: string;
  day: string;
  amount: string;
}

const names = [
  '深圳云启数据科技有限公司',
  '杭州澜图测绘科技有限公司',
  '苏州启元精密制造有限公司',
  '成都蓉信数字医疗有限公司',
  '合肥量子谷仪器有限公司',
];
const states: [Tone, string][] = [
  ['good', '已绑定'],
  ['review', '解绑审核中'],
  ['idle', '已解绑'],
  ['waiting', '待接受 · 3 小时'],
  ['bad', '邀请被拒'],
];

const rows: Sample[] = Array.from({ length: 300 }, (_, i) => {
  const [tone, state] = states[i % 5] ?? ['good', ''];
  return {
    id: `row-${i}`,
    name: names[i % 5] ?? '',
    account: `account_${i}`,
    tone,
    state,
    manager: ['周岚', '陈屿', '沈知行', '吴桐'][i % 4] ?? '',
    day: `2026-0${(i % 9) + 1}-12`,
    amount: `${1284560 - i * 3917}.00`,
  };
});

export function Lists() {
  const t = useText();
  const format = useFormat();
  const [selected, setSelected] = useState(new Set(['row-1', 'row-2']));
  const [sort, setSort] = useState<Sort>({ id: 'amount', direction: 'desc' });
  const [filter, setFilter] = useState(['good', 'review', 'idle']);
  const [period, setPeriod] = useState<DateRange | null>(null);
  const [open, setOpen] = useState<string | null>('row-0');
  const [search, setSearch] = useState('');
  const [visible, setVisible] = useState(['name', 'state', 'manager', 'day', 'amount', 'actions']);
  const columns = useMemo<Column<Sample>[]>(
    () => [
      {
        id: 'name',
        header: '客户',
        card: 'title',
        cell: (row) => (
          <TwoLine note={row.account}>
            <Link href="#" variant="quiet">
              {row.name}
            </Link>
          </TwoLine>
        ),
      },
      {
        id: 'state',
        header: '状态',
        card: 'badge',
        cell: (row) => <Badge tone={row.tone}>{row.state}</Badge>,
      },
      {
        id: 'manager',
        header: '客户经理',
        hideBelow: 720,
        cell: (row) => <Person name={row.manager} />,
      },
      { id: 'day', header: '绑定日期', sortable: true, hideBelow: 960, cell: (row) => row.day },
      {
        id: 'amount',
        header: '本年成交额（¥）',
        align: 'end',
        sortable: true,
        card: 'value',
        footer: format.amount('5204193.00'),
        cell: (row) => format.amount(row.amount),
      },
      {
        id: 'actions',
        header: '操作',
        align: 'end',
        width: 56,
        card: 'hide',
        cell: (row) => (
          <Menu
            label={`操作：${row.name}`}
            trigger={<IconButton icon={Ellipsis} label="操作" size="sm" />}
            items={[
              { id: 'edit', label: '编辑' },
              { id: 'unbind', label: '申请解绑', tone: 'danger' },
              { id: 'no', label: '分配经理', description: '仅销售经理可用', isDisabled: true },
            ]}
          />
        ),
      },
    ],
    [format],
  );
  const labels = {
    all: t('ui.list.selectAll'),
    row: (row: Sample) => t('ui.list.selectRow', { name: row.name }),
  };
  return (
    <>
      <FilterBar
        label={t('ui.list.filters')}
        end={
          <ColumnChooser
            label={t('ui.list.columns')}
            columns={columns.map((c) => ({ id: c.id, header: c.header, fixed: c.id === 'name' }))}
            visible={visible}
            onChange={setVisible}
            onReset={() => setVisible(columns.map((c) => c.id))}
            onWiden={() => undefined}
            labels={{
              reset: t('ui.list.columnsReset'),
              up: (column) => t('ui.list.columnUp', { column }),
              down: (column) => t('ui.list.columnDown', { column }),
              narrower: (column) => t('ui.list.columnNarrower', { column }),
              wider: (column) => t('ui.list.columnWider', { column }),
            }}
          />
        }
        search={
          <SearchField
            label={t('ui.list.search')}
            placeholder="名称 / 账号 / 拼音"
            value={search}
            onChange={setSearch}
          />
        }
      >
        <FilterOptions
          label="状态"
          options={states.map(([id, label]) => ({ id, label }))}
          value={filter}
          onChange={setFilter}
          clearLabel={t('ui.list.clear')}
        />
        <FilterOptions
          label="类型"
          options={[]}
          value={[]}
          onChange={() => undefined}
          clearLabel={t('ui.list.clear')}
        />
        <FilterChip
          label="绑定日期"
          value={period && `${period.start} – ${period.end}`}
          onClear={() => setPeriod(null)}
          clearLabel={t('ui.list.clear')}
        >
          <DateRangePicker label="绑定日期" value={period} onChange={setPeriod} />
        </FilterChip>
      </FilterBar>
      <Card flush>
        {selected.size > 0 && (
          <SelectionBar
            summary={t('ui.list.selected', { count: selected.size })}
            onClear={() => setSelected(new Set())}
            clearLabel={t('ui.list.clearSelection')}
          >
            <Button size="sm">分配经理</Button>
            <Button size="sm">打标签</Button>
          </SelectionBar>
        )}
        <DataTable
          label="客户"
          columns={columns}
          rows={rows.slice(0, 6)}
          rowId={(row) => row.id}
          sort={sort}
          onSort={setSort}
          selected={selected}
          onSelect={setSelected}
          selectLabels={labels}
          onOpen={(row) => setOpen(row.id)}
          openId={open}
          visible={visible}
          below={(row) => row.id === 'row-3' && <span className="note">邀请将在 3 小时后失效</span>}
        />
      </Card>
      <Pager
        summary={t('ui.list.range', { from: 1, to: 6, count: '10,000+' })}
        hasPrevious={false}
        hasNext
        onPrevious={() => undefined}
        onNext={() => undefined}
        size={50}
        onSize={() => undefined}
        labels={{
          nav: t('ui.list.pages'),
          previous: t('ui.list.previous'),
          next: t('ui.list.next'),
          size: t('ui.list.perPage'),
        }}
      />
      <Card flush title="Loading">
        <DataTable
          label="正在加载"
          columns={columns}
          rows={[]}
          rowId={(row) => row.id}
          loading
          skeletonRows={3}
        />
      </Card>
      <Card flush title="Empty">
        <DataTable
          label="空"
          columns={columns}
          rows={[]}
          rowId={(row) => row.id}
          empty={
            <EmptyState
              title={t('ui.list.emptyFiltered')}
              action={<Button size="sm">{t('ui.list.clearFilters')}</Button>}
            >
              {t('ui.list.emptyFilteredText')}
            </EmptyState>
          }
        />
      </Card>
      <Card flush title="300 rows">
        <DataTable label="300 行" columns={columns} rows={rows} rowId={(row) => row.id} />
      </Card>
    </>
  );
}
