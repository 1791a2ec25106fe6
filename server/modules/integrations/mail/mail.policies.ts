import { definePolicy } from '../../../platform/rules/policy.ts';

export const enterpriseMail = definePolicy({
  key: 'upstream.enterprise-mail',
  unit: 'FLAG',
  default: 0,
  description:
    'Whether the enterprise mail addresses of customer users are asked from the marketplace and shown (企业邮箱查询).',
});
