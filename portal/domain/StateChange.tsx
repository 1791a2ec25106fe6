import { useText } from '../lib/i18n.tsx';
import { FieldDiffs } from './FieldDiffs.tsx';

export interface StateChangeProps {
  subjectType: string;
  fromState?: string | null;
  toState: string;
}

/** From which state an act led to which; nothing where it began or changed none. */
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
