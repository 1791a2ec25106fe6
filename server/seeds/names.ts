import { type SeededRandom, seededRandom } from './seeded-random.ts';

/** A company and its contact person. */
export interface Company {
  readonly name: string;
  /** Account name upstream. */
  readonly account: string;
  readonly contactName: string;
  readonly contactPhone: string;
  readonly contactMail: string;
  readonly country: string;
  readonly chinese: boolean;
}

const CITIES = [
  ['深圳', 'sz'],
  ['广州', 'gz'],
  ['上海', 'sh'],
  ['杭州', 'hz'],
  ['苏州', 'suz'],
  ['南京', 'nj'],
  ['成都', 'cd'],
  ['武汉', 'wh'],
  ['西安', 'xa'],
  ['重庆', 'cq'],
  ['青岛', 'qd'],
  ['合肥', 'hf'],
  ['长沙', 'cs'],
  ['宁波', 'nb'],
  ['厦门', 'xm'],
  ['天津', 'tj'],
] as const;
const BRANDS = [
  ['北辰', 'beichen'],
  ['恒远', 'hengyuan'],
  ['智云', 'zhiyun'],
  ['瑞丰', 'ruifeng'],
  ['海澜', 'hailan'],
  ['鼎新', 'dingxin'],
  ['明德', 'mingde'],
  ['远航', 'yuanhang'],
  ['卓越', 'zhuoyue'],
  ['同创', 'tongchuang'],
  ['博睿', 'borui'],
  ['锦程', 'jincheng'],
  ['星河', 'xinghe'],
  ['天衡', 'tianheng'],
  ['万象', 'wanxiang'],
  ['启明', 'qiming'],
  ['中科汇', 'zhongkehui'],
  ['华夏源', 'huaxiayuan'],
  ['安信', 'anxin'],
  ['力拓', 'lituo'],
  ['金帆', 'jinfan'],
  ['优品', 'youpin'],
  ['康泽', 'kangze'],
  ['嘉禾', 'jiahe'],
  ['凌云', 'lingyun'],
] as const;
const INDUSTRIES = [
  '精密制造',
  '供应链管理',
  '生物医药',
  '智能装备',
  '新能源',
  '电子商务',
  '物流',
  '信息技术',
  '教育科技',
  '食品',
  '汽车零部件',
  '医疗器械',
  '环保工程',
  '建筑设计',
  '文化传媒',
  '网络科技',
] as const;
const FORMS = ['有限公司', '有限公司', '有限公司', '股份有限公司', '集团有限公司'] as const;

const EN_BRANDS = [
  'Brightwater',
  'Northgate',
  'Silverline',
  'Meridian',
  'Harborview',
  'Bluestone',
  'Evergreen',
  'Summit Ridge',
  'Orchard',
  'Kestrel',
  'Lantern',
  'Redwood',
  'Clearpath',
  'Stonebridge',
  'Falcon',
  'Juniper',
  'Atlas',
  'Cobalt',
  'Maple Grove',
  'Ironwood',
] as const;
const EN_INDUSTRIES = [
  'Logistics',
  'Biotech',
  'Retail',
  'Manufacturing',
  'Energy',
  'Foods',
  'Media',
  'Analytics',
] as const;
const EN_PLACES = [
  ['Pte. Ltd.', 'SG'],
  ['Ltd.', 'HK'],
  ['Sdn. Bhd.', 'MY'],
  ['Co., Ltd.', 'TH'],
] as const;

const SURNAMES = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾'];
const GIVEN = [
  '伟',
  '芳',
  '娜',
  '敏',
  '静',
  '磊',
  '洋',
  '艳',
  '勇',
  '军',
  '杰',
  '涛',
  '超',
  '明',
  '霞',
  '平',
  '刚',
  '桂英',
  '建国',
  '晓东',
  '文博',
  '思琪',
  '雨桐',
  '子轩',
  '浩然',
  '佳怡',
  '俊杰',
  '欣妍',
  '志强',
  '海燕',
  '雪梅',
  '嘉豪',
] as const;
const EN_PEOPLE = [
  'Aaron Lim',
  'Priya Nair',
  'Daniel Wong',
  'Sarah Chen',
  'Marcus Lee',
  'Nurul Hassan',
  'Oliver Grant',
  'Mei Ling Ho',
  'Somchai Prasert',
  'Emily Carter',
  'Rajesh Kumar',
  'Hannah Ng',
  'Victor Chua',
  'Alice Fong',
  'Thomas Reid',
] as const;

/** `count` companies with different names and accounts, about one in six of them with an English name. */
export function companies(seed: string, count: number): Company[] {
  const random = seededRandom(seed);
  const made = new Map<string, Company>();
  const accounts = new Set<string>();
  while (made.size < count) {
    const company = random.chance(1 / 6) ? english(random) : chinese(random);
    if (made.has(company.name) || accounts.has(company.account)) continue;
    made.set(company.name, company);
    accounts.add(company.account);
  }
  return [...made.values()];
}

function chinese(random: SeededRandom): Company {
  const [city, cityKey] = random.pick(CITIES);
  const [brand, brandKey] = random.pick(BRANDS);
  const account = `${brandKey}_${cityKey}${random.between(10, 99)}`;
  return {
    name: `${city}${brand}${random.pick(INDUSTRIES)}${random.pick(FORMS)}`,
    account,
    contactName: `${random.pick(SURNAMES)}${random.pick(GIVEN)}`,
    contactPhone: `1${random.pick(['38', '39', '50', '58', '86', '88'])}${random.between(10_000_000, 99_999_999)}`,
    contactMail: `it@${brandKey}-${cityKey}.example`,
    country: 'CN',
    chinese: true,
  };
}

function english(random: SeededRandom): Company {
  const brand = random.pick(EN_BRANDS);
  const industry = random.pick(EN_INDUSTRIES);
  const [form, country] = random.pick(EN_PLACES);
  const person = random.pick(EN_PEOPLE);
  const key = `${brand}-${industry}`.toLowerCase().replaceAll(' ', '-');
  return {
    name: `${brand} ${industry} ${form}`,
    account: `${key.replaceAll('-', '_')}_${country.toLowerCase()}`,
    contactName: person,
    contactPhone: `+65${random.between(80_000_000, 98_999_999)}`,
    contactMail: `${person.toLowerCase().replaceAll(' ', '.')}@${key}.example`,
    country,
    chinese: false,
  };
}
