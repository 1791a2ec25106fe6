import { useText } from '../lib/i18n.tsx';
import type { Density } from '../lib/theme.ts';
import { ColumnChooser } from '../ui/ColumnChooser.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import type { ShownColumns } from './useColumns.tsx';
import { DENSITIES, type ListState } from './useListState.ts';

export interface DisplayMenuProps {
  columns: ShownColumns;
  state: ListState;
  /** Height of rows where the view says nothing. */
  everywhere: Density;
}

/** Which columns stand in the list, in which order, and how high its rows are. */
export function DisplayMenu({ columns, state, everywhere }: DisplayMenuProps) {
  const t = useText();
  return (
    <ColumnChooser
      label={t('ui.list.columns')}
      columns={columns.all}
      visible={columns.visible}
      onChange={state.setColumns}
      onReset={() => {
        state.setColumns(null);
      }}
      labels={{
        reset: t('ui.list.columnsReset'),
        up: (column) => t('ui.list.columnUp', { column }),
        down: (column) => t('ui.list.columnDown', { column }),
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
