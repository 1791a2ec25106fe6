import { useText } from '../lib/i18n.tsx';
import { FieldDiffs } from './FieldDiffs.tsx';

export interface StateChangeProps {
  subjectType: string;
  fromState?: string | null;
  toState: string;
}

/** Old and new state of an act; empty if the act changed no state. */
export function StateChange({ subjectType, fromState, toState }: StateChangeProps) {
  const t = useText();
  if (!fromState || fromState === toState) return null;
  const type = `${subjectType}Status`;
  return (
    <FieldDiffs
      diffs={[
        {
          name: t('ui.audit.fact.state'),
          before: t.enum(type, fromState),
          after: t.enum(type, toState),
        },
      ]}
    />
  );
}
