import { type FragmentType, readFragment } from '../gql/fragment-masking.ts';
import { graphql } from '../gql/gql.ts';
import { useText } from '../lib/i18n.tsx';
import { Link } from '../ui/actions/Link.tsx';
import { FactList } from './FactList.tsx';

const Group = graphql(`
  fragment SupportContact_group on SupportGroup { id content hours phone mail }
`);

/** Content, hours, telephone number and mail address of a support group. */
export function SupportContact({ group }: { group: FragmentType<typeof Group> }) {
  const t = useText();
  const { content, hours, phone, mail } = readFragment(Group, group);
  return (
    <FactList
      labels="ui.support.fact"
      facts={{
        content: content.map((one) => t.enum('SupportContent', one)).join(t('ui.listSeparator')),
        hours,
        phone: <Link href={`tel:${phone.replace(/[^\d+]/g, '')}`}>{phone}</Link>,
        mail: <Link href={`mailto:${mail}`}>{mail}</Link>,
      }}
    />
  );
}
