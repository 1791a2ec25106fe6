import { isValidElement } from 'react';
import type { ExportColumnInput } from '../gql/graphql.ts';
import type { Format } from '../lib/format.ts';
import type { Text } from '../lib/i18n.tsx';
import { type FileCell, type ListColumn, labelOf, type Row, type Tools } from './column.ts';

// The columns of a file follow from the columns of the screen: each accessor runs once over a row that records the
// fields it reads. So a file shows the fields of the screen, and the server reads them itself.

const FIELD = Symbol('field');

/** A field that an accessor read, and how it shows it. */
interface Field {
  readonly path: string;
  readonly words?: string;
  readonly orElse?: string;
  readonly none?: string;
}

/** A row, or a field of it, that records how it is read. */
function recorder(path: string): unknown {
  return new Proxy(Object.create(null) as object, {
    get(_, name) {
      if (name === FIELD) return path === '' ? undefined : ({ path } satisfies Field);
      if (name === Symbol.toPrimitive) return () => Number.NaN;
      if (typeof name === 'symbol' || name === '$$typeof') return undefined;
      return recorder(path === '' ? name : `${path}.${name}`);
    },
  });
}

const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

const fieldOf = (value: unknown): Field | undefined =>
  isObject(value) ? (value as { [FIELD]?: Field })[FIELD] : undefined;

const marked = (field: Field): never => ({ [FIELD]: field }) as never;

/** The first value that is not null: of two fields, or of a field and a text. A file does the same in each row. */
export function orElse<V, W>(first: V, second: W): NonNullable<V> | W {
  const [one, other] = [fieldOf(first), fieldOf(second)];
  if (!one) return first ?? second;
  return marked({
    ...one,
    ...(other && { orElse: other.path }),
    ...(typeof second === 'string' && { none: second }),
  });
}

/** Depth to which the properties of an element are searched, for a deadline within a badge. */
const DEPTH = 3;

/** The fields that a result of an accessor shows, in their order. */
function fieldsIn(value: unknown, depth = DEPTH): Field[] {
  const field = fieldOf(value);
  if (field) return [field];
  if (!isObject(value) || depth === 0) return [];
  if (Array.isArray(value)) return value.flatMap((item) => fieldsIn(item, depth));
  // A recorder of a whole row has no prototype, and no end.
  if (Object.getPrototypeOf(value) === null) return [];
  const inside = isValidElement(value) ? (value.props as object) : value;
  return Object.values(inside).flatMap((item) => fieldsIn(item, depth - 1));
}

/** The person's texts; a text with a field in it is no field. */
const recordingText = (t: Text): Text =>
  Object.assign(((id, values) => (values ? null : t(id))) as Text, {
    enum: (words: string, value: unknown) => {
      const field = fieldOf(value);
      return field ? marked({ ...field, words }) : null;
    },
    maybe: () => null as never,
    error: () => null as never,
  });
/** Formats leave a field as it is. */
const NO_FORMAT = new Proxy({}, { get: () => (value: unknown) => value }) as Format;

/** The fields of a column in a file; none for a column that computes its own value. */
function fileFields<R extends Row>(
  { read }: FileCell<R>,
  { t, side }: Pick<Tools, 't' | 'side'>,
): Field[] {
  const tools: Tools = { t: recordingText(t), format: NO_FORMAT, side };
  try {
    return fieldsIn(read(recorder('') as R, tools));
  } catch {
    return [];
  }
}

/** The columns of a file for columns of the screen. */
export function fileColumns(
  columns: readonly ListColumn<Row>[],
  { t, side }: Pick<Tools, 't' | 'side'>,
): ExportColumnInput[] {
  return columns.flatMap(({ header: label, file, isMoney }): ExportColumnInput[] => {
    if (!file) return [];
    const name = labelOf(label, t);
    const header = isMoney ? t('ui.list.inYuan', { header: name }) : name;
    const { forms = [], headers = [] } = file;
    const fields = fileFields(file, { t, side });
    if (forms[0] === 'RATIO') {
      const [part, whole] = fields;
      return part && whole ? [{ header, path: part.path, over: whole.path }] : [];
    }
    const isPeriod = forms[1] === 'LAST_DAY';
    return fields.map((field, i) => {
      const as = forms[i];
      const more = isPeriod
        ? t(i === 0 ? 'ui.export.from' : 'ui.export.until', { header })
        : headers[i]
          ? labelOf(headers[i], t)
          : i === 0
            ? header
            : t('ui.export.more', { header, number: i + 1 });
      return { header: more, ...field, ...(as && as !== 'RATIO' && { as }) };
    });
  });
}
