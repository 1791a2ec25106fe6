import { searchKey } from '../../modules/partners/index.ts';

/** Parts of names. No part contains a space, so that a search key splits into its forms. */
const CITIES = [
  ...'深圳 广州 上海 杭州 苏州 南京 成都 武汉 西安 重庆 青岛 合肥 长沙 宁波 厦门 天津 济南 郑州 福州 昆明'.split(
    ' ',
  ),
];
const FIRST = [...'恒鼎瑞博海天金华中远明德安嘉锦星云智启凌卓同力优康北东南西盛宏泰润通达弘正新创'];
const SECOND = [
  ...'辰丰睿澜衡帆源汇航信禾程河拓越品泽象诚业利顺祥隆昌兴科邦图捷峰远德云明康泰和新安',
];
const INDUSTRIES = [
  ...'精密制造 供应链管理 生物医药 智能装备 新能源 电子商务 物流 信息技术 教育科技 食品 汽车零部件 医疗器械 环保工程 建筑设计 文化传媒 网络科技'.split(
    ' ',
  ),
];
const FORMS = ['有限公司', '股份有限公司', '集团有限公司'];
const PARTNER_FORMS = ['云服务有限公司', '数智科技有限公司', '信息系统有限公司'];
const SELLER_FORMS = ['软件有限公司', '智能科技有限公司'];
const PRODUCT_LINES = [
  ...'云枢 星云 灵犀 磐石 天枢 鲲图 瀚海 青鸟 玄武 飞梭 启明 长风 凌霄 蓝鲸 朱雀 北斗 神农 河图 墨子 千寻 白泽 苍穹 赤兔 破晓 极光 深蓝 云帆 擎天 望舒 逐日 归墟 听潮 观澜 踏浪 开物 知微 格致 洞见 远山 万象'.split(
    ' ',
  ),
];
const EDITIONS = ['企业版', '专业版'];
const SURNAMES = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹'];
const GIVEN = [
  ...'伟 芳 娜 敏 静 磊 洋 艳 勇 军 杰 涛 超 明 霞 平 刚 桂英 建国 晓东 文博 思琪 雨桐 子轩 浩然 佳怡 俊杰 欣妍 志强 海燕 雪梅'.split(
    ' ',
  ),
];

/**
 * Kinds of products: name, type, service-flow template, average delivery time in days. Consulting is left out
 * because it is not sold through orders.
 */
const KINDS = [
  ['协同办公', 'SAAS', null, null],
  ['CRM', 'SAAS', null, null],
  ['ERP', 'SAAS', null, null],
  ['财税通', 'SAAS', null, null],
  ['人事云', 'SAAS', null, null],
  ['堡垒机', 'IMAGE', null, null],
  ['WAF', 'IMAGE', null, null],
  ['数据库镜像', 'IMAGE', null, null],
  ['短信网关', 'API', null, null],
  ['大模型推理', 'API', null, null],
  ['实名认证', 'API', null, null],
  ['容器网格', 'CONTAINER', null, null],
  ['微服务引擎', 'CONTAINER', null, null],
  ['行业数据集', 'DATA_ASSET', null, null],
  ['企业图谱', 'DATA_ASSET', null, null],
  ['质检智能体', 'AI_ASSET', null, null],
  ['客服智能体', 'AI_ASSET', null, null],
  ['电子签章', 'LICENSE', 'LICENSE_CODE', '3'],
  ['CAD授权', 'LICENSE', 'LICENSE_ID', '5'],
  ['官网建设', 'MANUAL_SERVICE', 'WEBSITE', '30'],
  ['上云迁移', 'MANUAL_SERVICE', 'STANDARD', '20'],
  ['等保测评', 'MANUAL_SERVICE', 'STANDARD', '20'],
  ['边缘一体机', 'HARDWARE', 'HARDWARE', '10'],
  ['安全加固', 'MANUAL_SERVICE', 'STANDARD', '20'],
  ['架构设计', 'MANUAL_SERVICE', 'STANDARD', '20'],
] as const;

const quoted = (text: string | null): string =>
  text === null ? 'null' : `'${text.replaceAll("'", "''")}'`;

/** SQL text: the list's element at `index`, which must not be negative. */
export const pick = (list: readonly (string | null)[], index: string): string =>
  `(array[${list.map(quoted).join(', ')}]::text[])[1 + (${index}) % ${list.length}]`;

/** SQL texts of a name and its search forms: the name, its full pinyin and its initials. */
export interface NameSql {
  readonly name: string;
  readonly full: string;
  readonly initials: string;
}

/** A name whose parts are chosen one after another by one number. Different numbers give different names. */
function composed(index: string, ...lists: readonly (readonly string[])[]): NameSql {
  let rest = `(${index})::bigint`;
  const forms: [string[], string[], string[]] = [[], [], []];
  for (const list of lists) {
    const words = list.map((word) => searchKey(word).split(' '));
    forms[0].push(pick(list, rest));
    forms[1].push(
      pick(
        words.map(([text, full = text]) => full!),
        rest,
      ),
    );
    forms[2].push(
      pick(
        words.map(([text, full = text, initials = full]) => initials!),
        rest,
      ),
    );
    rest = `(${rest} / ${list.length})`;
  }
  const [name, full, initials] = forms.map((parts) => parts.join(' || ')) as [
    string,
    string,
    string,
  ];
  return { name, full, initials };
}

/** Number of different customer names. */
const CUSTOMER_NAMES =
  CITIES.length * FIRST.length * SECOND.length * INDUSTRIES.length * FORMS.length;
/** Coprime to the number of names: multiplying by it scatters them. */
const SCATTER = 15_485_863;
const scattered = (index: string): string =>
  `((${index})::bigint * ${SCATTER} % ${CUSTOMER_NAMES})`;

export const customerName = (index: string): NameSql =>
  composed(scattered(index), FIRST, SECOND, CITIES, INDUSTRIES, FORMS);

/** The part of a customer's name that its account is named after, in pinyin. */
export const customerBrand = (index: string): string =>
  composed(scattered(index), FIRST, SECOND).full;

export const partnerName = (index: string): NameSql =>
  composed(`(${index}) * 7`, CITIES, FIRST, PARTNER_FORMS);

export const sellerName = (index: string): NameSql =>
  composed(`(${index}) * 7`, SECOND, CITIES, SELLER_FORMS);

/** Neighboring indexes differ in both line and kind. */
const mixed = (index: string): string =>
  `((${index}) * ${PRODUCT_LINES.length + 1} % ${PRODUCT_LINES.length * KINDS.length * EDITIONS.length})`;

export const productName = (index: string): NameSql =>
  composed(
    mixed(index),
    PRODUCT_LINES,
    KINDS.map(([name]) => name),
    EDITIONS,
  );

/** SQL texts: type, template and average delivery time of the product with that {@link productName}. */
export function productKind(index: string): { type: string; template: string; days: string } {
  const of = (at: 1 | 2 | 3): string =>
    pick(
      KINDS.map((kind) => kind[at]),
      `${mixed(index)} / ${PRODUCT_LINES.length}`,
    );
  return { type: of(1), template: of(2), days: `${of(3)}::int` };
}

export const personName = (index: string): string => composed(index, SURNAMES, GIVEN).name;
