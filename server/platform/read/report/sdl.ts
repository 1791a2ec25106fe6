import { GraphQLBoolean, GraphQLInt } from 'graphql';
import { registerEnumType } from 'type-graphql';
import { type ArgShape, inputObject, objectType } from '../../schema/declare.ts';
import { OrderDirection } from '../../schema/types.ts';
import { CLOSED_TEXT } from '../hidden.ts';
import { REPORT_MOST } from './declare.ts';
import type { ReportModel } from './model.ts';

/** The SDL of a report: its object types, and its arguments. */
interface ReportTypes {
  readonly type: new () => object;
  readonly row: new () => object;
  readonly args: readonly ArgShape[];
}

/** Declares the types of a report. References are fields with resolvers and are declared with these. */
export function reportTypes({
  report,
  name,
  dimensions,
  filters,
  measures,
  nullable,
  roles,
  hiddenFrom,
}: ReportModel): ReportTypes {
  const isClosedIn = (kind: 'dimensions' | 'filters', key: string): boolean =>
    roles.some((role) => hiddenFrom(role)[kind].has(key));
  const described = new Map<string, { readonly description: string }>([
    ...dimensions,
    ...Object.entries(measures),
  ]);
  const row = objectType(
    `${name}Row`,
    `Row of the report \`${report.name}\`. A dimension that is not in \`groupBy\` is null.`,
    [
      ...[...dimensions].flatMap(([key, { type, description }]) =>
        type ? [{ name: key, type, description, nullable: true }] : [],
      ),
      ...Object.entries(measures).map(([key, measure]) => ({
        name: key,
        type: measure.type,
        description: measure.description,
        nullable: nullable.has(key),
      })),
    ],
  );
  const type = objectType(name, report.description, [
    { name: 'rows', type: () => [row], description: 'The rows in the order of the report.' },
    {
      name: 'isComplete',
      type: () => GraphQLBoolean,
      description: 'Whether the report has no more rows than `first`.',
    },
  ]);
  const words = (suffix: string, description: string, keys: Iterable<string>): object => {
    const values = Object.fromEntries([...keys].map((key) => [wordOf(key), key]));
    registerEnumType(values, {
      name: `${name}${suffix}`,
      description,
      valuesConfig: Object.fromEntries(
        Object.entries(values).map(([word, key]) => [
          word,
          {
            description: `${described.get(key)!.description}${isClosedIn('dimensions', key) ? CLOSED_TEXT : ''}`,
          },
        ]),
      ),
    });
    return values;
  };
  const dimension = words(
    'Dimension',
    `Dimension by which \`${report.name}\` groups.`,
    dimensions.keys(),
  );
  const sortable = [...described.keys()].filter((key) => !dimensions.get(key)?.to);
  const field = words('OrderField', `Ordering key of \`${report.name}\`.`, sortable);
  const order = inputObject(`${name}Order`, `Ordering of \`${report.name}\`.`, [
    { name: 'field', type: () => field, description: 'A measure, or a dimension in `groupBy`.' },
    { name: 'direction', type: () => OrderDirection, description: 'Direction of the ordering.' },
  ]);
  const filter = inputObject(
    `${name}Filter`,
    `Conditions on the rows that \`${report.name}\` sums; all that are given must hold.`,
    [...filters].map(([key, { type: of, description }]) => ({
      name: key,
      type: of,
      description: `${description}${isClosedIn('filters', key) ? CLOSED_TEXT : ''}`,
      nullable: true,
    })),
  );
  const [measure] = Object.keys(measures);
  return {
    type,
    row,
    args: [
      {
        name: 'groupBy',
        type: () => [dimension],
        description: 'Dimensions of the rows; an empty list asks for one row with the totals.',
      },
      {
        name: 'filter',
        type: () => filter,
        nullable: true,
        description: 'Conditions on the rows that are summed.',
      },
      {
        name: 'orderBy',
        type: () => order,
        nullable: true,
        description: `Ordering; by default ${wordOf(measure!)}, largest first.`,
      },
      {
        name: 'first',
        type: () => GraphQLInt,
        description: `Maximum number of rows, 1 to ${REPORT_MOST}.`,
      },
    ],
  };
}

/** The enum value of a field: `saleCount` → `SALE_COUNT`. */
const wordOf = (field: string): string => field.replaceAll(/[A-Z]/g, '_$&').toUpperCase();
