import type { OrganizationKind } from '../modules/identity/index.ts';
import type { Role } from '../platform/viewer.ts';

/** A demo user. */
export interface Person {
  readonly role: Role;
  readonly name: string;
  /** Part of the mail address before the @. */
  readonly mail: string;
}

export interface DemoOrganization {
  readonly code: string;
  readonly kind: OrganizationKind;
  readonly name: string;
  readonly nameEn: string;
  /** Domain of the members' mail addresses; a reserved name that no real company can own. */
  readonly domain: string;
  /** Days before the first run on which the organization was set up. */
  readonly since: number;
  readonly people: readonly Person[];
  /** Of a seller whose common products have the output VAT of small-scale taxpayers. */
  readonly isSmallScale?: true;
}

export interface DemoPartner extends DemoOrganization {
  readonly tier: 'SOLUTION_PROVIDER' | 'DISTRIBUTOR' | 'SUB_DISTRIBUTOR';
  readonly parent?: string;
  readonly taxpayerType: 'GENERAL' | 'SMALL_SCALE';
  readonly taxNumber: string;
  readonly certified: boolean;
}

const person = (role: Role, name: string, mail: string): Person => ({ role, name, mail });

/** The marketplace. It is set up first because it creates the other organizations. */
export const MARKETPLACE: DemoOrganization = {
  code: 'KOOGALLERY',
  kind: 'OPERATOR',
  name: '云商店运营中心',
  nameEn: 'KooGallery Operations',
  domain: 'ops.example',
  since: 840,
  people: [
    person('operator', '许清扬', 'xu.qingyang'),
    person('operator', 'Nora Wells', 'nora.wells'),
  ],
};

export const PARTNERS: readonly DemoPartner[] = [
  {
    code: 'HUAXIN',
    kind: 'PARTNER',
    name: '深圳华芯云服务有限公司',
    nameEn: 'Huaxin Cloud Services',
    domain: 'huaxin.example',
    since: 830,
    tier: 'SOLUTION_PROVIDER',
    taxpayerType: 'GENERAL',
    taxNumber: '91440300MA5EXAMP1X',
    certified: true,
    people: [
      person('csp.owner', '林悦', 'lin.yue'),
      person('csp.manager', '陈思远', 'chen.siyuan'),
      person('csp.rep', '周航', 'zhou.hang'),
      person('csp.rep', '何静', 'he.jing'),
      person('csp.rep', '郑凯', 'zheng.kai'),
      person('csp.finance', '吴敏', 'wu.min'),
      person('csp.service', '孙磊', 'sun.lei'),
      person('csp.developer', '李想', 'li.xiang'),
      person('csp.auditor', '高洁', 'gao.jie'),
    ],
  },
  {
    code: 'ORIENT',
    kind: 'PARTNER',
    name: '上海东联科技股份有限公司',
    nameEn: 'Orient Link Technology',
    domain: 'orient.example',
    since: 825,
    tier: 'DISTRIBUTOR',
    taxpayerType: 'GENERAL',
    taxNumber: '91310000MA1EXAMP2Y',
    certified: true,
    people: [
      person('csp.owner', '沈国栋', 'shen.guodong'),
      person('csp.manager', '唐雨薇', 'tang.yuwei'),
      person('csp.rep', '彭飞', 'peng.fei'),
      person('csp.finance', '曹颖', 'cao.ying'),
    ],
  },
  {
    code: 'ORIENT-SZ',
    kind: 'PARTNER',
    name: '苏州东联数智有限公司',
    nameEn: 'Orient Link Suzhou',
    domain: 'orient-sz.example',
    since: 810,
    tier: 'SUB_DISTRIBUTOR',
    parent: 'ORIENT',
    taxpayerType: 'SMALL_SCALE',
    taxNumber: '91320500MA1EXAMP3Z',
    certified: false,
    people: [person('csp.owner', '顾晨', 'gu.chen'), person('csp.rep', '陆瑶', 'lu.yao')],
  },
  {
    code: 'PACIFIC',
    kind: 'PARTNER',
    name: 'Pacific Bridge Cloud Pte. Ltd.',
    nameEn: 'Pacific Bridge Cloud',
    domain: 'pacificbridge.example',
    since: 800,
    tier: 'SOLUTION_PROVIDER',
    taxpayerType: 'GENERAL',
    taxNumber: '202100000PBCEXAMPL',
    certified: false,
    people: [
      person('csp.owner', 'Grace Tan', 'grace.tan'),
      person('csp.manager', 'Ethan Koh', 'ethan.koh'),
      person('csp.rep', 'Maya Iyer', 'maya.iyer'),
      person('csp.finance', 'Leo Park', 'leo.park'),
    ],
  },
];

export const SELLERS: readonly DemoOrganization[] = [
  {
    code: 'YUNFAN',
    kind: 'SELLER',
    name: '杭州云帆软件有限公司',
    nameEn: 'Yunfan Software',
    domain: 'yunfan.example',
    since: 828,
    people: [
      person('seller.manager', '蒋南', 'jiang.nan'),
      person('seller.reviewer', '方晓', 'fang.xiao'),
      person('seller.finance', '钱多', 'qian.duo'),
    ],
  },
  {
    code: 'KUNTU',
    kind: 'SELLER',
    name: '成都鲲图智能科技有限公司',
    nameEn: 'Kuntu Intelligence',
    domain: 'kuntu.example',
    since: 822,
    isSmallScale: true,
    people: [
      person('seller.manager', '罗一鸣', 'luo.yiming'),
      person('seller.reviewer', '邓佳', 'deng.jia'),
    ],
  },
  {
    code: 'BLUEWAVE',
    kind: 'SELLER',
    name: 'Bluewave Security Ltd.',
    nameEn: 'Bluewave Security',
    domain: 'bluewave.example',
    since: 805,
    people: [
      person('seller.manager', 'Irene Cole', 'irene.cole'),
      person('seller.reviewer', 'Paul Adler', 'paul.adler'),
    ],
  },
];

export const mailOf = (organization: DemoOrganization, { mail }: Person): string =>
  `${mail}@${organization.domain}`;
