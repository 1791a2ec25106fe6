import { useState } from 'react';
import { useQuery } from 'urql';
import { CustomerPicker } from '../../../domain/CustomerPicker.tsx';
import { PartnerPicker } from '../../../domain/PartnerPicker.tsx';
import { graphql } from '../../../gql/gql.ts';
import { failureOf } from '../../../lib/errors.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { sideOf, useSession } from '../../../lib/session.ts';
import { Badge } from '../../../ui/display/Badge.tsx';
import { TwoLine } from '../../../ui/display/TwoLine.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Dialog } from '../../../ui/overlays/Dialog.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';

const Authorization = graphql(`
  query AuthorizationDialog($input: AuthorizationInForceInput!) {
    authorizationInForce(input: $input) {
      source reasonCode floorPayRate shareRatio
      candidates { authorizationId level standing floorPayRate shareRatio validFrom validUntil }
    }
  }
`);

export interface AuthorizationDialogProps {
  productId: string;
  name: string;
  onClose: () => void;
}

/** Explains which authorization applies to a product now, and why the others do not. */
export function AuthorizationDialog({ productId, name, onClose }: AuthorizationDialogProps) {
  const t = useText();
  const format = useFormat();
  const isPartner = sideOf(useSession()) === 'PARTNER';
  const [partnerId, setPartner] = useState<string | null>(null);
  const [customerId, setCustomer] = useState<string | null>(null);
  const [{ data, fetching, error }] = useQuery({
    query: Authorization,
    variables: { input: { productId, partnerId, customerId } },
    pause: !isPartner && !partnerId,
    requestPolicy: 'network-only',
  });
  const answer = isPartner || partnerId ? data?.authorizationInForce : undefined;
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      size="md"
      title={t('ui.explain.authorizationTitle', { name })}
      closeLabel={t('ui.close')}
    >
      <div className="stack">
        {isPartner ? (
          <CustomerPicker value={customerId} onChange={setCustomer} />
        ) : (
          <PartnerPicker value={partnerId} onChange={setPartner} />
        )}
        {error && <Banner tone="bad">{t(`ui.failure.${failureOf(error).kind}.title`)}</Banner>}
        {fetching && <Skeleton lines={3} height={16} />}
        {answer && !fetching && (
          <>
            <Banner tone={answer.source ? 'good' : 'waiting'}>
              {answer.source
                ? t('ui.explain.terms', {
                    source: t.enum('AuthorizationSource', answer.source),
                    floor: format.payRate(answer.floorPayRate ?? '1'),
                    share: answer.shareRatio ? format.percent(answer.shareRatio) : t('ui.none'),
                  })
                : t.error(answer.reasonCode ?? '')}
            </Banner>
            {answer.candidates.length > 0 && (
              <DataTable
                label={t('ui.explain.authorizations')}
                rows={answer.candidates}
                rowId={(row) => row.authorizationId}
                columns={[
                  {
                    id: 'level',
                    header: t('ui.explain.level'),
                    card: 'title',
                    cell: (row) => (
                      <TwoLine note={format.validity(row.validFrom, row.validUntil)}>
                        {t.enum('AuthorizationLevel', row.level)}
                      </TwoLine>
                    ),
                  },
                  {
                    id: 'floor',
                    header: t('ui.discount.floor'),
                    align: 'end',
                    cell: (row) => format.payRate(row.floorPayRate),
                  },
                  {
                    id: 'share',
                    header: t('ui.product.share'),
                    align: 'end',
                    cell: (row) => format.percent(row.shareRatio),
                  },
                  {
                    id: 'standing',
                    header: t('ui.status'),
                    card: 'value',
                    cell: (row) => (
                      <Badge tone={row.standing === 'WINS' ? 'good' : 'idle'}>
                        {t.enum('AuthorizationStanding', row.standing)}
                      </Badge>
                    ),
                  },
                ]}
              />
            )}
          </>
        )}
      </div>
    </Dialog>
  );
}
