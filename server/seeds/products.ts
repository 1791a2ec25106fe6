/** A product of the demo. Prices are in CNY, tax included; rates are shares of 1. */
export interface DemoProduct {
  /** Code of the seller; absent for the marketplace's products. */
  readonly seller?: string;
  readonly name: string;
  readonly saleModel: 'COMMON' | 'JOINT_OPERATION' | 'HUAWEI';
  readonly productType: string;
  readonly floorPayRate: string;
  readonly maxShareRatio: string;
  readonly standardShareRatio: string;
  readonly supervisionTemplate?: string;
  /** Natural days; given with a service-flow template. */
  readonly averageDeliveryDays?: number;
  /** Page to which a consulting product leads. */
  readonly leadUrl?: string;
  /** Name of a support group of the seller; absent where the seller has named none. */
  readonly supportGroup?: string;
  /** Code, name, list price, charge period. */
  readonly specifications: readonly (readonly [
    string,
    string,
    string,
    'MONTH' | 'YEAR' | 'ONE_OFF' | 'ON_DEMAND',
  ])[];
}

/** A support group of the demo (domain §3 item 9). */
export interface DemoSupportGroup {
  /** Code of the seller. */
  readonly seller: string;
  readonly name: string;
  readonly content: readonly string[];
  readonly hours: string;
  readonly phone: string;
  readonly mail: string;
}

const REMOTE = ['PRODUCT_QUESTIONS', 'OPERATION_GUIDANCE', 'RUN_AND_MAINTENANCE'] as const;

export const SUPPORT_GROUPS: readonly DemoSupportGroup[] = [
  {
    seller: 'YUNFAN',
    name: '云帆产品支持',
    content: REMOTE,
    hours: '工作日 9:00–18:00',
    phone: '010-5555 0120',
    mail: 'support@yunfan.example',
  },
  {
    seller: 'YUNFAN',
    name: '云帆交付支持',
    content: ['PRODUCT_QUESTIONS', 'ON_SITE_AND_EMERGENCY'],
    hours: '每天 8:30–20:30',
    phone: '010-5555 0121',
    mail: 'delivery@yunfan.example',
  },
  {
    seller: 'KUNTU',
    name: '鲲图技术支持',
    content: [...REMOTE, 'ON_SITE_AND_EMERGENCY', 'PERIODIC_MAINTENANCE'],
    hours: '7×24 小时',
    phone: '0755-5555 0130',
    mail: 'support@kuntu.example',
  },
  {
    seller: 'BLUEWAVE',
    name: 'Bluewave Support Desk',
    content: REMOTE,
    hours: 'Mon–Fri 09:00–18:00 (UTC+8)',
    phone: '+86 21 5555 0140',
    mail: 'support@bluewave.example',
  },
];

export const PRODUCTS: readonly DemoProduct[] = [
  {
    seller: 'YUNFAN',
    name: '云帆协同办公',
    saleModel: 'COMMON',
    productType: 'SAAS',
    floorPayRate: '0.75',
    maxShareRatio: '0.35',
    standardShareRatio: '0.2',
    supportGroup: '云帆产品支持',
    specifications: [
      ['OA-50', '标准版 50 人', '9800.00', 'YEAR'],
      ['OA-200', '企业版 200 人', '32800.00', 'YEAR'],
      ['OA-1000', '集团版 1000 人', '128000.00', 'YEAR'],
    ],
  },
  {
    seller: 'YUNFAN',
    name: '云帆 CRM',
    saleModel: 'JOINT_OPERATION',
    productType: 'SAAS',
    floorPayRate: '0.7',
    maxShareRatio: '0.4',
    standardShareRatio: '0.25',
    supportGroup: '云帆产品支持',
    specifications: [
      ['CRM-M', '专业版 月付', '1280.00', 'MONTH'],
      ['CRM-Y', '专业版 年付', '12800.00', 'YEAR'],
      ['CRM-ENT', '旗舰版 年付', '45600.00', 'YEAR'],
    ],
  },
  {
    seller: 'YUNFAN',
    name: '电子签章 License',
    saleModel: 'COMMON',
    productType: 'LICENSE',
    floorPayRate: '0.8',
    maxShareRatio: '0.3',
    standardShareRatio: '0.15',
    supervisionTemplate: 'LICENSE_CODE',
    averageDeliveryDays: 3,
    supportGroup: '云帆产品支持',
    specifications: [
      ['SIGN-1K', '1000 份签署包', '6000.00', 'ONE_OFF'],
      ['SIGN-10K', '10000 份签署包', '48000.00', 'ONE_OFF'],
    ],
  },
  {
    seller: 'YUNFAN',
    name: '企业官网建设',
    saleModel: 'COMMON',
    productType: 'MANUAL_SERVICE',
    floorPayRate: '0.85',
    maxShareRatio: '0.25',
    standardShareRatio: '0.15',
    supervisionTemplate: 'WEBSITE',
    averageDeliveryDays: 30,
    supportGroup: '云帆交付支持',
    specifications: [
      ['WEB-BASIC', '展示型网站', '8800.00', 'ONE_OFF'],
      ['WEB-SHOP', '商城型网站', '36800.00', 'ONE_OFF'],
    ],
  },
  {
    seller: 'KUNTU',
    name: '鲲图大模型推理 API',
    saleModel: 'JOINT_OPERATION',
    productType: 'API',
    floorPayRate: '0.65',
    maxShareRatio: '0.4',
    standardShareRatio: '0.2',
    supportGroup: '鲲图技术支持',
    specifications: [
      ['LLM-1M', '百万 Token 按需', '24.00', 'ON_DEMAND'],
      ['LLM-PACK', '十亿 Token 资源包', '18600.00', 'ONE_OFF'],
    ],
  },
  {
    seller: 'KUNTU',
    name: '智能质检 Agent',
    saleModel: 'JOINT_OPERATION',
    productType: 'AI_ASSET',
    floorPayRate: '0.7',
    maxShareRatio: '0.45',
    standardShareRatio: '0.3',
    supportGroup: '鲲图技术支持',
    specifications: [
      ['QA-LINE', '单产线版', '58000.00', 'YEAR'],
      ['QA-PLANT', '工厂版', '268000.00', 'YEAR'],
      ['QA-GROUP', '集团版', '880000.00', 'YEAR'],
    ],
  },
  {
    seller: 'KUNTU',
    name: '行业数据集：制造',
    saleModel: 'COMMON',
    productType: 'DATA_ASSET',
    floorPayRate: '0.8',
    maxShareRatio: '0.3',
    standardShareRatio: '0.15',
    specifications: [
      ['DATA-BASE', '基础集', '15000.00', 'YEAR'],
      ['DATA-FULL', '全量集', '86000.00', 'YEAR'],
    ],
  },
  {
    seller: 'KUNTU',
    name: '边缘推理一体机',
    saleModel: 'COMMON',
    productType: 'HARDWARE',
    floorPayRate: '0.9',
    maxShareRatio: '0.15',
    standardShareRatio: '0.08',
    supervisionTemplate: 'HARDWARE',
    averageDeliveryDays: 10,
    supportGroup: '鲲图技术支持',
    specifications: [
      ['EDGE-2', '2 卡型', '98000.00', 'ONE_OFF'],
      ['EDGE-8', '8 卡型', '368000.00', 'ONE_OFF'],
    ],
  },
  {
    seller: 'BLUEWAVE',
    name: 'Bluewave WAF',
    saleModel: 'JOINT_OPERATION',
    productType: 'IMAGE',
    floorPayRate: '0.72',
    maxShareRatio: '0.35',
    standardShareRatio: '0.2',
    supportGroup: 'Bluewave Support Desk',
    specifications: [
      ['WAF-S', 'Small, 100 Mbit/s', '2600.00', 'MONTH'],
      ['WAF-L', 'Large, 1 Gbit/s', '9900.00', 'MONTH'],
      ['WAF-LY', 'Large, yearly', '99000.00', 'YEAR'],
    ],
  },
  {
    seller: 'BLUEWAVE',
    name: 'Container Runtime Shield',
    saleModel: 'JOINT_OPERATION',
    productType: 'CONTAINER',
    floorPayRate: '0.7',
    maxShareRatio: '0.35',
    standardShareRatio: '0.2',
    supportGroup: 'Bluewave Support Desk',
    specifications: [
      ['CRS-10', '10 nodes', '19800.00', 'YEAR'],
      ['CRS-100', '100 nodes', '148000.00', 'YEAR'],
    ],
  },
  {
    seller: 'BLUEWAVE',
    name: 'Cloud Migration Service',
    saleModel: 'COMMON',
    productType: 'MANUAL_SERVICE',
    floorPayRate: '0.85',
    maxShareRatio: '0.25',
    standardShareRatio: '0.12',
    supervisionTemplate: 'STANDARD',
    averageDeliveryDays: 20,
    supportGroup: 'Bluewave Support Desk',
    specifications: [
      ['MIG-ASSESS', 'Assessment', '28000.00', 'ONE_OFF'],
      ['MIG-10', 'Migration of 10 systems', '168000.00', 'ONE_OFF'],
    ],
  },
  {
    name: 'Security Posture Advisory',
    saleModel: 'HUAWEI',
    productType: 'CONSULTING',
    floorPayRate: '0.85',
    maxShareRatio: '0',
    standardShareRatio: '0',
    leadUrl: 'https://marketplace.example.com/security-posture-advisory',
    specifications: [],
  },
];
