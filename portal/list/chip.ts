import type { Row } from './column.ts';
import type { Filter } from './filters.ts';

export interface ChipProps {
  filter: Filter;
  /** The text of the filter in the URL. */
  text: string;
  onChange: (text: string) => void;
  rows: readonly Row[];
}
