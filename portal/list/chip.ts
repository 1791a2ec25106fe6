import type { Row } from './column.ts';
import type { Filter } from './filters.ts';

export interface ChipProps {
  filter: Filter;
  text: string;
  onChange: (text: string) => void;
  rows: readonly Row[];
}
