import { type FragmentType, readFragment } from '../gql/fragment-masking.ts';
import { graphql } from '../gql/gql.ts';
import type { ActChanges_ChangeFragment } from '../gql/graphql.ts';
import { lastDay } from '../lib/dates.ts';
import { type Format, useFormat } from '../lib/format.ts';
import { type Text, useText } from '../lib/i18n.tsx';
import { type FieldDiff, FieldDiffs } from './FieldDiffs.tsx';

const Change = graphql(`
  fragment ActChanges_change on Change { field kind before after currency words }
`);

/** A value in the form of its kind; a dash without one. */
function valueText(
  { kind, currency, words }: ActChanges_ChangeFragment,
  value: string | null,
  t: Text,
  format: Format,
): string {
  if (value === null) return '—';
  switch (kind) {
    case 'MONEY':
      return currency ? format.money({ amount: value, currency }) : value;
    case 'PAY_RATE':
      return format.fold(value);
    case 'SHARE':
      return format.percent(value);
    case 'INSTANT':
      return format.dateTime(value);
    case 'END':
      return lastDay(value);
    case 'WORD':
      return t.enum(words ?? '', value);
    case 'TEXT':
      return value;
  }
}

/** Returns the former and new values of changed fields, as texts. */
export function useFieldDiffs(): (
  changes: readonly FragmentType<typeof Change>[],
) => (FieldDiff & { field: string })[] {
  const t = useText();
  const format = useFormat();
  return (changes) =>
    changes.map((masked) => {
      const change = readFragment(Change, masked);
      return {
        field: change.field,
        name: t.maybe(`ui.audit.fact.${change.field}`, undefined, change.field),
        before: valueText(change, change.before, t, format),
        after: valueText(change, change.after, t, format),
      };
    });
}

export interface ActChangesProps {
  subjectType: string;
  fromState?: string | null;
  toState: string;
  changes: readonly FragmentType<typeof Change>[];
}

/** Old and new values of an act: the state first, then each changed field. */
export function ActChanges({ subjectType, fromState, toState, changes }: ActChangesProps) {
  const t = useText();
  const diffsOf = useFieldDiffs();
  const type = `${subjectType}Status`;
  const state =
    fromState && fromState !== toState
      ? [
          {
            name: t('ui.audit.fact.state'),
            before: t.enum(type, fromState),
            after: t.enum(type, toState),
          },
        ]
      : [];
  return <FieldDiffs diffs={[...state, ...diffsOf(changes)]} />;
}
