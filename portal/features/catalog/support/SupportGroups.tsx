import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { SupportContact } from '../../../domain/SupportContact.tsx';
import { useStep } from '../../../domain/useStep.ts';
import { graphql } from '../../../gql/gql.ts';
import type { SupportGroupsQuery } from '../../../gql/graphql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { lazyComponent } from '../../../lib/lazy.tsx';
import { useMay, useSession } from '../../../lib/session.ts';
import { QueryGate } from '../../../shell/QueryGate.tsx';
import { Button } from '../../../ui/actions/Button.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { CardGrid } from '../../../ui/layout/Page.tsx';
import { ConfirmDialog } from '../../../ui/overlays/ConfirmDialog.tsx';
import { deleteGroup } from './SupportCommands.ts';

const SupportGroupDialog = lazyComponent(
  () => import('./SupportGroupDialog.tsx'),
  'SupportGroupDialog',
);

const Groups = graphql(`
  query SupportGroups($of: ID!) {
    supportGroups(first: 100, filter: { sellerId: [$of] }) {
      nodes { id version name productCount ...SupportContact_group ...SupportGroupDialog_group }
    }
  }
`);

type Group = SupportGroupsQuery['supportGroups']['nodes'][number];

/** The support groups of a seller; its managers add, edit and delete them here. */
export function SupportGroups({ of }: { of: string }) {
  const t = useText();
  const [result, retry] = useQuery({ query: Groups, variables: { of } });
  const isOwn = of === `org_${useSession().org.id}`;
  const canEdit = useMay()('supportGroupUpdate') && isOwn;
  const [isOpen, setOpen] = useState(false);
  const add = canEdit && (
    <Button icon={Plus} onPress={() => setOpen(true)}>
      {t('ui.support.create')}
    </Button>
  );
  return (
    <QueryGate
      result={result}
      retry={retry}
      skeleton={
        <Card>
          <Skeleton lines={5} height={20} />
        </Card>
      }
    >
      {({ supportGroups: { nodes } }) => (
        <div className="stack">
          {nodes.length === 0 ? (
            <EmptyState title={t('ui.support.empty')} action={add}>
              {canEdit && t('ui.support.emptyText')}
            </EmptyState>
          ) : (
            <>
              {add && <div className="row">{add}</div>}
              <CardGrid min={320}>
                {nodes.map((group) => (
                  <GroupCard key={group.id} group={group} canEdit={canEdit} />
                ))}
              </CardGrid>
            </>
          )}
          {isOpen && <SupportGroupDialog onClose={() => setOpen(false)} />}
        </div>
      )}
    </QueryGate>
  );
}

function GroupCard({ group: g, canEdit }: { group: Group; canEdit: boolean }) {
  const t = useText();
  const remove = useStep(deleteGroup, t('ui.support.deleted', { name: g.name }));
  const [asking, setAsking] = useState<'edit' | 'delete' | null>(null);
  const close = () => setAsking(null);
  return (
    <Card
      title={g.name}
      note={t('ui.support.usedBy', { count: g.productCount })}
      footer={
        canEdit && (
          <>
            <Button size="sm" onPress={() => setAsking('edit')}>
              {t('ui.edit')}
            </Button>
            <Button
              size="sm"
              disabledReason={g.productCount > 0 ? t('error.SUPPORT_GROUP_IN_USE') : null}
              onPress={() => setAsking('delete')}
            >
              {t('ui.support.delete')}
            </Button>
          </>
        )
      }
    >
      <SupportContact group={g} />
      {asking === 'edit' && <SupportGroupDialog group={g} onClose={close} />}
      <ConfirmDialog
        isOpen={asking === 'delete'}
        onOpenChange={close}
        title={t('ui.support.deleteTitle', { name: g.name })}
        confirmLabel={t('ui.support.delete')}
        cancelLabel={t('ui.cancel')}
        tone="danger"
        onConfirm={() => remove.run({ id: g.id, version: g.version })}
      />
    </Card>
  );
}
