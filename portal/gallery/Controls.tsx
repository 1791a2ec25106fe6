import { Download, Plus, Trash2, Users } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../ui/actions/Button.tsx';
import { IconButton } from '../ui/actions/IconButton.tsx';
import { Link, LinkButton } from '../ui/actions/Link.tsx';
import { Avatar, Person } from '../ui/display/Avatar.tsx';
import { Badge, Count, Tag, type Tone } from '../ui/display/Badge.tsx';
import { Kbd } from '../ui/display/Kbd.tsx';
import { Segmented } from '../ui/fields/Segmented.tsx';
import { Switch } from '../ui/fields/Switch.tsx';
import { Card } from '../ui/layout/Card.tsx';
import { Tabs } from '../ui/layout/Tabs.tsx';
import { ViewTabs } from '../ui/layout/ViewTabs.tsx';
import { Sample } from './Sample.tsx';

const words: [Tone, string][] = [
  ['draft', '草稿'],
  ['waiting', '待商家确认'],
  ['review', '审核中'],
  ['good', '已生效'],
  ['bad', '已驳回'],
  ['idle', '已过期'],
];

export function Controls() {
  const [on, setOn] = useState(true);
  const [tab, setTab] = useState('a');
  const [view, setView] = useState('all');
  return (
    <Card>
      <Sample name="Button">
        <Button variant="primary" icon={Plus}>
          新建优惠
        </Button>
        <Button icon={Download}>导出</Button>
        <Button variant="ghost">更多</Button>
        <Button variant="danger" icon={Trash2}>
          撤回
        </Button>
        <Button variant="primary" isPending>
          提交中
        </Button>
        <Button isDisabled>不可用</Button>
        <Button variant="primary" disabledReason="只有所有者和销售经理可以新建优惠">
          新建优惠
        </Button>
      </Sample>
      <Sample name="Button sm">
        <Button size="sm" variant="primary">
          重发邀请
        </Button>
        <Button size="sm">催办</Button>
        <Button size="sm" variant="ghost">
          清除
        </Button>
        <IconButton icon={Users} label="分配经理" />
        <IconButton icon={Users} label="任务">
          2
        </IconButton>
        <IconButton icon={Trash2} label="移除" size="sm" />
        <IconButton icon={Trash2} label="移除" isDisabled />
      </Sample>
      <Sample name="Link">
        <Link href="#">深圳云启数据科技有限公司</Link>
        <Link href="#" variant="quiet">
          安静的链接
        </Link>
        <LinkButton href="#" icon={Download}>
          下载报告
        </LinkButton>
        <Kbd>⌘ K</Kbd>
      </Sample>
      <Sample name="Badge">
        {words.map(([tone, word]) => (
          <Badge key={tone} tone={tone}>
            {word}
          </Badge>
        ))}
        <Tag>顾问销售</Tag>
        <Count>18</Count>
        <Count due label="3 项临期待办">
          3
        </Count>
        <Avatar name="林若溪" size="lg" />
        <Person name="周岚" />
      </Sample>
      <Sample name="Switch">
        <Switch isSelected={on} onChange={setOn}>
          每日摘要
        </Switch>
        <Switch isSelected={!on} onChange={(v) => setOn(!v)}>
          邮件
        </Switch>
        <Switch isSelected isDisabled onChange={setOn}>
          不可更改
        </Switch>
        <Segmented
          label="期间"
          options={[
            { id: 'w', label: '本周' },
            { id: 'a', label: '本月' },
            { id: 'b', label: '本季' },
          ]}
          value={tab}
          onChange={setTab}
        />
      </Sample>
      <ViewTabs
        label="视图"
        value={view}
        onChange={setView}
        items={[
          { id: 'all', label: '全部客户', count: '10,000+' },
          { id: 'mine', label: '我的客户', count: '1,286' },
          { id: 'invited', label: '待接受邀请', count: 18 },
          { id: 'quiet', label: '沉默 90 天', count: 137 },
        ]}
      />
      <Tabs
        label="客户"
        value={tab}
        onChange={setTab}
        items={[
          { id: 'a', label: '概览', content: <p>概览的内容</p> },
          { id: 'b', label: '优惠', count: 4, content: <p>优惠的内容</p> },
          { id: 'w', label: '订单', content: <p>订单的内容</p> },
        ]}
      />
    </Card>
  );
}
