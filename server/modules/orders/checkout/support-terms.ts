import type { ProductType } from '../../catalog/index.ts';

/** Families of support terms (domain §3 item 16). */
export const TERMS_FAMILIES = ['ONLINE', 'LICENSE', 'MANUAL_SERVICE', 'HARDWARE'] as const;
export type TermsFamily = (typeof TERMS_FAMILIES)[number];

interface SupportTerms {
  readonly version: number;
  readonly chinese: string;
  readonly english: string;
}

/** Platform texts by family, oldest first. An order line keeps the version that its customer accepted. */
const TERMS: Readonly<Record<TermsFamily, readonly SupportTerms[]>> = {
  ONLINE: [
    {
      version: 1,
      chinese:
        '商家保证服务可用，并在工作日 24 小时内答复电话与邮件咨询；故障按约定时限恢复。客户按约定用途使用服务，并妥善保管账号与密钥。服务支持自生效之日起至订购期满。',
      english:
        'The seller keeps the service available, answers calls and mails within 24 hours on working days, and restores it within the agreed time after a failure. The customer uses the service as agreed and keeps accounts and keys safe. Support lasts from activation to the end of the period.',
    },
  ],
  LICENSE: [
    {
      version: 1,
      chinese:
        '商家在承诺的交付时长内交付授权，并协助安装与激活；授权码领取后不支持协商退订。客户仅在授权范围内安装和使用软件。',
      english:
        'The seller delivers the license within the promised time and helps to install and activate it. After an authorization code is claimed, no negotiated refund is possible. The customer installs and uses the software within the scope of the license only.',
    },
  ],
  MANUAL_SERVICE: [
    {
      version: 1,
      chinese:
        '商家按双方确认的需求实施，提交实施文档与验收文档；客户及时提供所需资料，并在交付后按验收标准验收。验收前可协商退订。',
      english:
        'The seller carries out the requirement that both parties confirmed, and submits the requirement and acceptance documents. The customer provides the needed material in time and accepts the delivery by the acceptance criteria. A refund can be negotiated before acceptance.',
    },
  ],
  HARDWARE: [
    {
      version: 1,
      chinese:
        '商家在承诺的交付时长内发货并提供物流单号；客户在签收后 10 天内验收，逾期视为验收。退货须在同意后 10 天内寄回。',
      english:
        'The seller ships within the promised time and names carrier and tracking number. The customer accepts within 10 days after the delivery was signed for; after that it counts as accepted. Returned goods are shipped back within 10 days after the approval.',
    },
  ],
};

/** Returns the family of a product; null for consulting, which is not sold through orders. */
export function termsFamilyOf(productType: ProductType): TermsFamily | null {
  if (productType === 'CONSULTING') return null;
  if (productType === 'LICENSE' || productType === 'MANUAL_SERVICE' || productType === 'HARDWARE')
    return productType;
  return 'ONLINE';
}

/** Returns the terms in force of a family. */
export const currentTerms = (family: TermsFamily): SupportTerms => TERMS[family].at(-1)!;

/** Product type of an order line, and the version of the terms that its customer accepted. */
export interface Acceptance {
  readonly productType: ProductType;
  readonly version: number;
}

/** Returns the terms that the customer of an order line accepted; null if the family has no such version. */
export function acceptedTerms({ productType, version }: Acceptance) {
  const family = termsFamilyOf(productType);
  const terms = family && TERMS[family].find((one) => one.version === version);
  return terms ? { family, ...terms } : null;
}
