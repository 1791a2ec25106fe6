import { useState } from 'react';
import { QrCode } from '../ui/display/QrCode.tsx';
import { Checkbox, CheckboxGroup } from '../ui/fields/Checkbox.tsx';
import { ComboBox } from '../ui/fields/ComboBox.tsx';
import { CopyField } from '../ui/fields/CopyField.tsx';
import { DatePicker } from '../ui/fields/DatePicker.tsx';
import { type DateRange, DateRangePicker } from '../ui/fields/DateRangePicker.tsx';
import { FileField } from '../ui/fields/FileField.tsx';
import { MoneyField } from '../ui/fields/MoneyField.tsx';
import { NumberField } from '../ui/fields/NumberField.tsx';
import { PercentField } from '../ui/fields/PercentField.tsx';
import { RadioGroup } from '../ui/fields/RadioGroup.tsx';
import { SearchField } from '../ui/fields/SearchField.tsx';
import { Select } from '../ui/fields/Select.tsx';
import { TextArea } from '../ui/fields/TextArea.tsx';
import { TextField } from '../ui/fields/TextField.tsx';
import { Card } from '../ui/layout/Card.tsx';
import styles from './GalleryPage.module.css';

const customers = [
  { id: 'a', label: '深圳云启数据科技有限公司', description: 'yunqi_data' },
  { id: 'b', label: '杭州澜图测绘科技有限公司', description: 'lantu_geo' },
  { id: 'c', label: '苏州启元精密制造有限公司', description: 'qiyuan_mfg', isDisabled: true },
];

export function Fields() {
  const [text, setText] = useState('云启数据 2027 年度专属价');
  const [money, setMoney] = useState('108800.00');
  const [rate, setRate] = useState('0.85');
  const [count, setCount] = useState<number | null>(50);
  const [choice, setChoice] = useState<string | null>('a');
  const [day, setDay] = useState<string | null>('2026-12-01');
  const [range, setRange] = useState<DateRange | null>({ start: '2026-12-01', end: '2027-11-30' });
  const [ticks, setTicks] = useState(['a']);
  const [files, setFiles] = useState<File[]>([]);
  const [typed, setTyped] = useState('');
  const [query, setQuery] = useState('');
  return (
    <Card>
      <div className={styles.fields}>
        <TextField
          label="优惠名称"
          description="客户会看到这个名称"
          value={text}
          onChange={setText}
          isRequired
        />
        <TextField label="邮箱" value="lin@" error="请输入完整的邮箱地址" type="email" />
        <TextField label="只读" value="EXD-20261124-0193" isReadOnly />
        <TextField label="不可用" value="不可用" isDisabled />
        <MoneyField label="净价" value={money} onChange={setMoney} />
        <PercentField label="付费率" value={rate} onChange={setRate} description="客户实付比例" />
        <MoneyField
          label="净价"
          value={money}
          onChange={setMoney}
          error="低于授权底价 75%，差 ¥7,374.00"
        />
        <NumberField
          label="用户数"
          value={count}
          onChange={setCount}
          min={1}
          max={500}
          suffix="人"
        />
        <Select label="客户经理" options={customers} value={choice} onChange={setChoice} />
        <Select
          label="行业"
          options={customers}
          value={null}
          onChange={setChoice}
          placeholder="请选择"
          error="请填写此项"
        />
        <ComboBox
          label="客户"
          options={customers.filter(({ label }) => label.includes(typed))}
          value={choice}
          onChange={(id) => {
            setChoice(id);
            setTyped(customers.find((one) => one.id === id)?.label ?? '');
          }}
          inputValue={typed}
          onInputChange={setTyped}
          isBehind={false}
          emptyText="没有匹配的客户"
          placeholder="名称 / 账号 / 拼音"
        />
        <SearchField
          label="搜索"
          placeholder="名称 / 账号 / 拼音"
          value={query}
          onChange={setQuery}
        />
        <DatePicker label="开始日" value={day} onChange={setDay} min="2026-11-01" />
        <DateRangePicker label="有效期" value={range} onChange={setRange} />
        <TextArea label="理由" value={text} onChange={setText} maxLength={200} />
        <RadioGroup
          label="绑定类型"
          variant="cards"
          value={choice}
          onChange={setChoice}
          options={[
            { id: 'a', label: '顾问销售', description: '客户自行付款，按成交额分成' },
            { id: 'b', label: '代售', description: '由服务商代客户付款' },
          ]}
        />
        <CheckboxGroup label="通知方式" value={ticks} onChange={setTicks} options={customers} />
        <div className="stack">
          <Checkbox
            isSelected={ticks.length > 0}
            onChange={() => setTicks(ticks.length ? [] : ['a'])}
          >
            我已阅读并同意协议
          </Checkbox>
          <Checkbox isSelected isDisabled onChange={() => undefined}>
            不可更改
          </Checkbox>
        </div>
        <CopyField
          label="邀请链接"
          value="https://portal.example.cn/link/3Jk9fQ2mXw"
          copyLabel="复制"
          copiedLabel="已复制"
        />
        <QrCode
          value="https://portal.example.cn/link/3Jk9fQ2mXw"
          label="邀请链接的二维码"
          size={120}
        />
        <FileField
          label="交付凭证"
          description="PDF 或图片，每个不超过 10 MB"
          files={files}
          onChange={setFiles}
          multiple
          browseLabel="选择文件"
          removeLabel={(name) => `移除 ${name}`}
        />
      </div>
    </Card>
  );
}
