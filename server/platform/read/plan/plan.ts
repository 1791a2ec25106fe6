import type { Sql } from '../../sql/sql.ts';
import type { Role } from '../../viewer.ts';
import type { Choice } from '../choice.ts';
import type { CodeField, SqlOf } from '../declare.ts';
import type { ReadModel, RowModel, SqlPlan } from '../model.ts';
import type { ReportModel } from '../report/model.ts';
import type { ReportShape } from '../report/request.ts';
import type { JsonShape, Keyed, PageShape } from '../shapes.ts';

/** Output format of a value: unchanged, as exact text, or as an instant of the wire format. */
export type Format = 'plain' | 'text' | 'instant';

/**
 * JSON type of a value. A word is a text without a character that JSON escapes. For `any`, PostgreSQL determines the
 * type.
 */
export type Scalar = 'text' | 'word' | 'number' | 'boolean' | 'json' | 'any';

/** A value of a row. `required` means that the schema forbids null, though the SQL value may be null. */
export interface ValueOutput {
  readonly kind: 'value';
  readonly plan: SqlPlan;
  readonly format: Format;
  readonly scalar: Scalar;
  readonly shape: JsonShape | null;
  readonly required: boolean;
}

export type Output =
  | { readonly kind: 'typename' }
  | ValueOutput
  | {
      readonly kind: 'code';
      readonly needs: Keyed<Output>;
      readonly compute: CodeField['compute'];
      readonly shape: JsonShape | null;
      readonly required: boolean;
    }
  | {
      readonly kind: 'upstream';
      readonly need: ValueOutput;
      readonly upstream: string;
      readonly shape: JsonShape | null;
    }
  | {
      readonly kind: 'one';
      readonly column: string | SqlOf<string>;
      readonly choice: Choice<string, string> | null;
      readonly target: ObjectPlan;
      readonly required: boolean;
    }
  | {
      readonly kind: 'some';
      readonly column: string;
      readonly orderBy: string;
      readonly max: number;
      readonly target: ObjectPlan;
    }
  | { readonly kind: 'page'; readonly page: PagePlan };

export interface ObjectPlan<M extends RowModel = ReadModel> {
  readonly model: M;
  readonly fields: Keyed<Output>;
}

export type PageInfoName =
  | 'hasNextPage'
  | 'hasPreviousPage'
  | 'startCursor'
  | 'endCursor'
  | '__typename';

export type PageOutput =
  | { readonly kind: 'typename' }
  | { readonly kind: 'nodes'; readonly target: ObjectPlan }
  | { readonly kind: 'edges'; readonly fields: Keyed<'cursor' | 'typename' | ObjectPlan> }
  | { readonly kind: 'pageInfo'; readonly fields: Keyed<PageInfoName> }
  | { readonly kind: 'count'; readonly fields: Keyed<'value' | 'isExact' | '__typename'> }
  | { readonly kind: 'totals'; readonly fields: Keyed<'typename' | TotalOutput> };

export interface TotalOutput {
  readonly measure: string;
  readonly value: ValueOutput;
}

/** A connection. Its arguments are statement values with the prefix `prefix`; `shape` and `size` decide the text. */
export interface PagePlan {
  readonly model: ReadModel;
  /** Property that refers to the parent; null for a root. */
  readonly column: string | null;
  readonly prefix: string;
  readonly size: number;
  readonly shape: PageShape;
  readonly outputs: Keyed<PageOutput>;
}

export type ReportOutput =
  | { readonly kind: 'typename' }
  | { readonly kind: 'isComplete' }
  | { readonly kind: 'rows'; readonly target: ObjectPlan<RowModel> };

/** A report. Its arguments are statement values with the prefix `prefix`; `shape` and `size` decide the text. */
export interface ReportPlan {
  readonly report: ReportModel;
  readonly prefix: string;
  readonly size: number;
  readonly shape: ReportShape;
  readonly outputs: Keyed<ReportOutput>;
}

export type RootPlan =
  | { readonly kind: 'typename' }
  | { readonly kind: 'page'; readonly page: PagePlan }
  | { readonly kind: 'report'; readonly plan: ReportPlan }
  | {
      readonly kind: 'lookup';
      readonly column: string;
      readonly arg: string;
      readonly when: SqlOf<string> | null;
      readonly target: ObjectPlan;
    }
  | { readonly kind: 'value'; readonly value: Sql; readonly shape: JsonShape }
  /** An object that the viewer's role may never see. */
  | { readonly kind: 'nothing' };

/**
 * A whole operation as one statement. Values are not part of the plan; argument-sites.ts reads them from each
 * request.
 */
export interface OperationPlan {
  readonly roots: Keyed<RootPlan>;
}

/** The traits of a viewer that decide the text of the statement. All other facts about the viewer are parameters. */
export interface ViewerTraits {
  readonly role: Role;
  readonly hasMember: boolean;
  readonly hasSubject: boolean;
}

/** Thrown if the planner cannot plan an operation. The resolved execution then answers with the same result. */
export class Unplanned extends Error {}
