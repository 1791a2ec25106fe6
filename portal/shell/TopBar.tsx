import {
  Building2,
  ChevronDown,
  Cloud,
  FlaskConical,
  Languages,
  Menu as MenuIcon,
} from 'lucide-react';
import { useCallback } from 'react';
import { useQuery } from 'urql';
import { setLanguage, useLanguage, useText } from '../lib/i18n.tsx';
import { sideOf, useMay, useSession } from '../lib/session.ts';
import { IconButton } from '../ui/actions/IconButton.tsx';
import { Badge } from '../ui/display/Badge.tsx';
import { Icon } from '../ui/display/Icon.tsx';
import { Menu } from '../ui/overlays/Menu.tsx';
import { DemoClock } from './DemoClock.tsx';
import { useFeatures } from './features.ts';
import { RouteLink } from './links.ts';
import { QuietButton } from './QuietButton.tsx';
import { Shell } from './shell-query.ts';
import { switchOrganization } from './switch-organization.ts';
import { ThemeMenu } from './ThemeMenu.tsx';
import styles from './TopBar.module.css';
import { UserMenu } from './UserMenu.tsx';

export function TopBar({ onMenu }: { onMenu: () => void }) {
  const t = useText();
  const session = useSession();
  const features = useFeatures();
  const language = useLanguage();
  const other = language === 'zh' ? 'en' : 'zh';
  const Search = features.find((feature) => feature.search)?.search;
  const may = useMay();
  const [{ data }, ask] = useQuery({
    query: Shell,
    // A buyer receives mails instead of notifications.
    variables: { bell: sideOf(session) !== 'BUYER', jobs: may('jobCancel') },
    requestPolicy: 'cache-and-network',
  });
  const reload = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  const product = t(`ui.product.${sideOf(session)}`);
  return (
    <header className={styles.bar} data-noprint>
      <span className={styles.burger}>
        <IconButton icon={MenuIcon} label={t('ui.shell.openNav')} onPress={onMenu} />
      </span>
      <RouteLink
        to="/"
        variant="quiet"
        className={styles.brand}
        aria-label={product}
        activeOptions={{ exact: true }}
      >
        <span className={styles.mark}>
          <Icon of={Cloud} />
        </span>
        <span className={styles.product}>{product}</span>
      </RouteLink>
      {session.demo && (
        <span className={styles.demo}>
          <Badge tone="waiting" icon={FlaskConical}>
            {t('ui.shell.demo')}
          </Badge>
        </span>
      )}
      <div className={styles.search}>{Search && <Search />}</div>
      <OrgMenu />
      {features
        .flatMap((feature) => feature.topBar ?? [])
        .map((Item) => (
          <Item key={Item.displayName ?? Item.name} query={data} reload={reload} />
        ))}
      {session.demo && sideOf(session) === 'OPERATOR' && <DemoClock />}
      <span className={styles.wide}>
        <QuietButton
          icon={Languages}
          label={t('ui.shell.switchLanguage')}
          onPress={() => setLanguage(other)}
        >
          {language === 'zh' ? 'EN' : '中文'}
        </QuietButton>
        <ThemeMenu />
      </span>
      <UserMenu />
    </header>
  );
}

function OrgMenu() {
  const t = useText();
  const { org, orgs, member } = useSession();
  if (orgs.length < 2)
    return (
      <span className={styles.org}>
        <Icon of={Building2} />
        <span className="cut">{org.name}</span>
      </span>
    );
  return (
    <span className={styles.orgMenu}>
      <Menu
        label={t('ui.shell.switchOrg')}
        items={orgs.map((o) => ({
          id: o.memberId,
          label: o.orgName,
          description: t.enum('Role', o.role),
          isSelected: o.memberId === member.id,
          onAction: () => void switchOrganization(o.memberId),
        }))}
        trigger={
          <QuietButton
            icon={Building2}
            endIcon={ChevronDown}
            label={`${org.name} – ${t('ui.shell.switchOrg')}`}
          >
            <span className="cut">{org.name}</span>
          </QuietButton>
        }
      />
    </span>
  );
}
