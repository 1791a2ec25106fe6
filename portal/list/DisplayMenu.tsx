import type { RefObject } from 'react';
import { useText } from '../lib/i18n.tsx';
import type { Density } from '../lib/theme.ts';
import { Segmented } from '../ui/fields/Segmented.tsx';
import { ColumnChooser } from '../ui/table/ColumnChooser.tsx';
import { clampWidth } from '../ui/table/ResizeEdge.tsx';
import type { ShownColumns } from './useColumns.tsx';
import { DENSITIES, type ListState } from './useListState.ts';

export interface DisplayMenuProps {
  columns: ShownColumns;
  state: ListState;
  everywhere: Density;
  /** Element around the table whose columns are set. */
  table: RefObject<HTMLElement | null>;
}

/** Step of a width button, in px. */
const STEP = 24;

/** Display settings of a list: columns, their order and width, height of rows. */
export function DisplayMenu({ columns, state, everywhere, table }: DisplayMenuProps) {
  const t = useText();
  return (
    <ColumnChooser
      label={t('ui.list.columns')}
      columns={columns.all}
      visible={columns.visible}
      onChange={columns.show}
      onReset={() => state.setColumns(null)}
      onWiden={(id, step) => {
        const head = table.current?.querySelector<HTMLElement>(`[data-column="${id}"]`);
        if (head) columns.resize(id, clampWidth(head.offsetWidth + step * STEP));
      }}
      labels={{
        reset: t('ui.list.columnsReset'),
        up: (column) => t('ui.list.columnUp', { column }),
        down: (column) => t('ui.list.columnDown', { column }),
        narrower: (column) => t('ui.list.columnNarrower', { column }),
        wider: (column) => t('ui.list.columnWider', { column }),
      }}
    >
      <Segmented
        label={t('ui.density')}
        value={state.density ?? everywhere}
        options={DENSITIES.map((id) => ({ id, label: t(`ui.density.${id}`) }))}
        onChange={(id) => state.setDensity(DENSITIES.find((known) => known === id) ?? null)}
      />
    </ColumnChooser>
  );
}
