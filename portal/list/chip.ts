import type { Row } from './column.ts';
import type { Filter } from './filters.ts';

/** Props of the control of one filter. */
export interface ChipProps {
  filter: Filter;
  /** As the URL has it. */
  text: string;
  onChange: (text: string) => void;
  rows: readonly Row[];
}
