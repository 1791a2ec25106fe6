import { useEffect, useRef, useState } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../../gql/gql.ts';
import { errorText } from '../../lib/form.ts';
import { useText } from '../../lib/i18n.tsx';
import { Button } from '../../ui/actions/Button.tsx';
import { Banner } from '../../ui/feedback/Banner.tsx';
import { Loading, Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { Dialog } from '../../ui/overlays/Dialog.tsx';
import { InviteLink } from './InviteLink.tsx';

const MakeLink = graphql(`
  mutation InviteLinkDialog_makeLink($input: PartnerBindingInviteLinkInput!) {
    partnerBindingInviteLink(input: $input) {
      partnerBinding { ...BindingSteps_binding }
      inviteUrl
      userErrors { code field message params { key value } }
    }
  }
`);

/** Makes a further link for an open invitation; the mailed one stays valid. */
export function InviteLinkDialog({
  bindingId,
  onClose,
}: {
  bindingId: string;
  onClose: () => void;
}) {
  const t = useText();
  const [, makeLink] = useMutation(MakeLink);
  const [url, setUrl] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    void makeLink({ input: { id: bindingId } }).then(({ data }) => {
      const payload = data?.partnerBindingInviteLink;
      const [error] = payload?.userErrors ?? [];
      if (payload?.inviteUrl) setUrl(payload.inviteUrl);
      else setProblem(error ? errorText(error, t) : t('ui.failure.server.title'));
    });
  }, [bindingId, makeLink, t]);

  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t('ui.binding.link.title')}
      description={t('ui.binding.link.lead')}
      closeLabel={t('ui.close')}
      footer={
        <Button variant="primary" onPress={onClose}>
          {t('ui.done')}
        </Button>
      }
    >
      {problem && (
        <Banner tone="bad" live>
          {problem}
        </Banner>
      )}
      {url && <InviteLink url={url} />}
      {!url && !problem && (
        <Loading label={t('ui.loading')}>
          <Skeleton height={176} />
        </Loading>
      )}
    </Dialog>
  );
}
