import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useText } from '../../lib/i18n.tsx';
import { announce, useSession } from '../../lib/session.ts';
import { leave } from '../../shell/leave.ts';
import { useTitle } from '../../shell/title.ts';
import { Welcome } from '../../shell/Welcome.tsx';
import { Button } from '../../ui/actions/Button.tsx';
import { EnrolmentFields } from './EnrolmentFields.tsx';
import { CopyCodes, RecoveryCodes } from './RecoveryCodes.tsx';
import { confirmTotp } from './totp.ts';
import { useCodeForm } from './useCodeForm.ts';
import { useEnrolment } from './useEnrolment.ts';

const route = getRouteApi('/second-factor');

/** Page after sign-in for roles that require two-step sign-in: turn it on or sign out. */
export function EnrollPage() {
  const t = useText();
  const { next = '/' } = route.useSearch();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [isKept, setKept] = useState(false);
  useTitle(t('ui.totp.enrollTitle'));

  if (!codes) return <Enrolling onDone={setCodes} />;
  // A full page load, so that every tab starts with the complete session.
  function enter() {
    announce('changed');
    window.location.assign(next);
  }
  return (
    <Welcome>
      <h1>{t('ui.totp.codesTitle')}</h1>
      <RecoveryCodes codes={codes} isKept={isKept} onKept={setKept} />
      <CopyCodes codes={codes} />
      <Button variant="primary" wide isDisabled={!isKept} onPress={enter}>
        {t('ui.totp.goOn')}
      </Button>
    </Welcome>
  );
}

function Enrolling({ onDone }: { onDone: (codes: readonly string[]) => void }) {
  const t = useText();
  const { member, user } = useSession();
  const enrolment = useEnrolment(() => void leave());
  const { form, submit } = useCodeForm(
    async (code) => onDone(await confirmTotp(code)),
    'ui.totp.codeDigits',
  );
  return (
    <Welcome>
      <div>
        <h1>{t('ui.totp.enrollTitle')}</h1>
        <p>{t('ui.totp.required', { name: user.name, role: t.enum('Role', member.role) })}</p>
        <p className="muted">{t('ui.totp.enrollText')}</p>
      </div>
      <form className="stack" onSubmit={submit} noValidate>
        <EnrolmentFields enrolment={enrolment} form={form} />
        <Button type="submit" variant="primary" wide isPending={form.formState.isSubmitting}>
          {t('ui.totp.turnOn')}
        </Button>
      </form>
      <Button variant="ghost" wide onPress={() => void leave()}>
        {t('ui.signOut')}
      </Button>
    </Welcome>
  );
}
