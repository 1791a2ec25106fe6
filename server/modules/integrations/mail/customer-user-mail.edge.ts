import { computed } from '../../../platform/read/computed.ts';
import { extend } from '../../../platform/read/declare.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { customerUser } from '../../customers/index.ts';
import { CustomerUserMailType } from './customer-user-mail.type.ts';
import { ENTERPRISE_MAIL } from './enterprise-mail.ts';
import { enterpriseMail } from './mail.policies.ts';

export const customerUserMail = extend(customerUser, {
  fields: {
    mail: {
      type: () => CustomerUserMailType,
      nullable: true,
      description:
        'Enterprise mail address, asked from the marketplace now; null if the marketplace knows none, or while the policy `upstream.enterprise-mail` is off. If the marketplace does not answer, the last known address with an error UPSTREAM_UNAVAILABLE (企业邮箱).',
      source: computed.upstream(
        ENTERPRISE_MAIL,
        (
          d,
        ) => sql`case when ${enterpriseMail.sql} = 1 then json_build_object('id', ${d.id}, 'address', ${d.mail},
          'syncedAtMs', ${sql.ms(d.mailSyncedAt)}) end`,
      ),
    },
  },
});
