import type { ReactNode } from 'react';
import { ActivityTimeline, type ActivityTimelineProps } from '../../domain/ActivityTimeline.tsx';
import { DeadlineBadge } from '../../domain/DeadlineBadge.tsx';
import { StateBadge, type StateBadgeProps } from '../../domain/StateBadge.tsx';
import { useText } from '../../lib/i18n.tsx';
import { PanelFrame } from '../../shell/PanelFrame.tsx';
import { PanelSection } from '../../ui/overlays/SidePanel.tsx';
import { Versions, type VersionsProps } from './terms/Versions.tsx';

export interface AuthorizationFrameProps {
  title: string;
  state: StateBadgeProps;
  dueAt?: string | null | undefined;
  facts: ReactNode;
  versions: VersionsProps['versions'];
  activities: ActivityTimelineProps['activities'];
  tones: ActivityTimelineProps['tones'];
  actions: ReactNode;
  onClose: () => void;
  children?: ReactNode;
}

export function AuthorizationFrame(props: AuthorizationFrameProps) {
  const { dueAt, versions, activities } = props;
  const t = useText();
  return (
    <PanelFrame
      title={props.title}
      badges={
        <>
          <StateBadge {...props.state} />
          {dueAt && <DeadlineBadge deadline={{ dueAt }} />}
        </>
      }
      footer={props.actions}
      onClose={props.onClose}
    >
      <PanelSection>{props.facts}</PanelSection>
      {props.children}
      {versions.length > 0 && (
        <PanelSection title={t('ui.authorization.versions')}>
          <Versions versions={versions} />
        </PanelSection>
      )}
      {activities.length > 0 && (
        <PanelSection title={t('ui.activity')}>
          <ActivityTimeline activities={activities} tones={props.tones} label={t('ui.activity')} />
        </PanelSection>
      )}
    </PanelFrame>
  );
}
