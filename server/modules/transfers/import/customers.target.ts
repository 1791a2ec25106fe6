import { type Cells, type ImportTarget, required, wordIn } from './import-target.ts';

const FIELDS: Readonly<Record<string, string>> = {
  'prospect.name': 'name',
  'prospect.cloudAccount': 'cloudAccount',
  customerId: 'cloudAccount',
  mail: 'mail',
  type: 'type',
  note: 'note',
};

const account = (cells: Cells): string => (cells.cloudAccount ?? '').toLowerCase();

/** Customers to invite or to pre-register; a row with a mail address is an invitation. */
export const customersTarget: ImportTarget = {
  name: 'CUSTOMERS',
  roles: ['csp.owner', 'csp.manager', 'csp.rep'],
  columns: [
    {
      key: 'name',
      required: true,
      example: '深圳云启科技有限公司',
      aliases: ['客户', '公司名称', 'company'],
    },
    {
      key: 'cloudAccount',
      required: true,
      example: 'yunqi_tech',
      aliases: ['账号', '华为云账号', 'account'],
    },
    { key: 'step', required: false, example: '邀请', aliases: ['方式'] },
    { key: 'type', required: false, example: '顾问销售', aliases: ['合作方式'] },
    {
      key: 'mail',
      required: false,
      example: 'it@yunqi.example',
      aliases: ['邮箱', 'email', 'e-mail'],
    },
    {
      key: 'note',
      required: false,
      example: '年底上云项目',
      aliases: ['备注', '项目背景', '报备说明', 'note'],
    },
  ],
  keyOf: account,
  labelOf: ({ name, cloudAccount }) => name || cloudAccount || '',
  commandOf(_tx, cells) {
    const prospect = {
      name: required(cells, 'name'),
      cloudAccount: required(cells, 'cloudAccount'),
    };
    const note = cells.note ? { note: cells.note } : {};
    const step =
      wordIn(cells, 'step', 'ImportStep', ['INVITE', 'PRE_REGISTER'] as const) ??
      (cells.mail ? 'INVITE' : 'PRE_REGISTER');
    if (step === 'PRE_REGISTER')
      return { command: 'partnerBindingPreRegister', input: { prospect, ...note } };
    required(cells, 'type');
    const type = wordIn(cells, 'type', 'BindingType', ['ADVISORY', 'AGENCY'] as const);
    const input = { prospect, type, mail: required(cells, 'mail'), ...note };
    return { command: 'partnerBindingInvite', input };
  },
  columnOf: (field) => FIELDS[field] ?? null,
};
