import { useText } from '../lib/i18n.tsx';
import { Button } from '../ui/actions/Button.tsx';
import { DescriptionList } from '../ui/display/DescriptionList.tsx';
import { type Step, Stepper } from '../ui/display/Stepper.tsx';
import { Timeline } from '../ui/display/Timeline.tsx';
import { Banner } from '../ui/feedback/Banner.tsx';
import { EmptyState } from '../ui/feedback/EmptyState.tsx';
import { ErrorState } from '../ui/feedback/ErrorState.tsx';
import { Progress } from '../ui/feedback/Progress.tsx';
import { Skeleton } from '../ui/feedback/Skeleton.tsx';
import { Spinner } from '../ui/feedback/Spinner.tsx';
import { Card, Stat, StatRow } from '../ui/layout/Card.tsx';
import { CardGrid } from '../ui/layout/Page.tsx';

const flow: Step[] = [
  { id: '1', label: '生成', state: 'done', notes: ['11-03 02:10', '系统'] },
  { id: '2', label: '审核并发送', state: 'done', notes: ['11-05 16:20', '运营 许明'] },
  { id: '3', label: '会签', state: 'done', notes: ['11-17 11:06', '运营 2 人'] },
  { id: '4', label: '待开票', state: 'current', notes: ['截止 12-17 23:59', '剩 22 天 13 小时'] },
  { id: '5', label: '付款', state: 'todo', notes: ['核验后 6 个工作日'] },
];
const wizard: Step[] = ['客户', '商品规格', '价格', '有效期', '确认'].map((label, index) => ({
  id: label,
  label,
  state: index < 2 ? 'done' : index === 2 ? 'current' : 'todo',
}));

export function Feedback() {
  const t = useText();
  const stateLabels = {
    done: t('ui.step.done'),
    current: t('ui.step.current'),
    todo: t('ui.step.todo'),
    bad: t('ui.step.bad'),
  };
  return (
    <>
      <Card title="Stepper">
        <div className="stack">
          <Stepper label="新建优惠" steps={wizard} variant="wizard" stateLabels={stateLabels} />
          <Stepper label="账单" steps={flow} stateLabels={stateLabels} />
        </div>
      </Card>
      <CardGrid min={320}>
        <Card title="Timeline">
          <Timeline
            label="动态"
            items={[
              {
                id: '1',
                tone: 'good',
                title: '优惠 EXD-20261124-0193 已生效',
                note: '今天 10:00 · 系统',
              },
              { id: '2', tone: 'brand', title: '周岚 新建优惠草稿', note: '今天 09:42 · 门户' },
              {
                id: '3',
                tone: 'bad',
                title: '商家驳回优惠',
                note: '今天 09:00 · 数安云科技 · 低于毛利底线',
              },
              { id: '4', title: '陈屿 导出客户列表', note: '昨天 16:20 · 门户 · 1,286 行' },
            ]}
          />
        </Card>
        <Card title="Figures">
          <div className="stack">
            <StatRow>
              <Stat label="本年成交额" value="¥128.46 万" note="↑ 23.7%" />
              <Stat label="生效优惠" value="4" note="1 项将到期" />
              <Stat label="在途订单" value="2" note="¥15.24 万" />
            </StatRow>
            <DescriptionList
              items={[
                { id: '1', label: '客户经理', value: '周岚' },
                { id: '2', label: '行业 / 地区', value: '软件与信息服务 / 深圳南山' },
              ]}
            />
            <DescriptionList
              variant="sum"
              items={[
                { id: '1', label: '目录价合计', value: '¥459,800.00' },
                { id: '2', label: '客户少付', value: '−¥103,504.00' },
              ]}
            />
          </div>
        </Card>
        <Card title="Waiting">
          <div className="stack">
            <Progress label="导出客户" value={3200} total={10000} valueText="3,200 / 10,000" />
            <Progress label="正在准备" valueText="排队中" />
            <div className="row">
              <Spinner label="正在加载" /> <Spinner size={20} />
            </div>
            <Skeleton lines={3} />
          </div>
        </Card>
      </CardGrid>
      <div className="stack">
        <Banner tone="info" title="提交后自动通过">
          无须人工，到开始时间即生效。
        </Banner>
        <Banner tone="good">三方一致，差异 ¥0.00。</Banner>
        <Banner tone="waiting">
          与 <a href="#top">EXD-20260918-0042（9 折）</a> 在 2026-12-01 至 12-31
          重叠：同一客户同一规格只能有一个有效优惠。
        </Banner>
        <Banner
          tone="bad"
          title="低于授权底价 75%，差 ¥7,374.00"
          onClose={() => undefined}
          closeLabel={t('ui.close')}
        >
          改为 75%，或填写理由走特殊商务申请。
        </Banner>
      </div>
      <CardGrid min={320}>
        <Card>
          <EmptyState title="还没有客户" action={<Button variant="primary">邀请客户</Button>}>
            邀请第一位客户绑定后，就可以为其创建专属优惠。
          </EmptyState>
        </Card>
        <Card>
          <ErrorState
            title={t('ui.failure.server.title')}
            action={<Button>{t('ui.retry')}</Button>}
            request={{
              id: 'req_01JDM2X9',
              label: t('ui.requestId'),
              copyLabel: t('ui.copy'),
              copiedLabel: t('ui.copied'),
            }}
          >
            {t('ui.failure.server.text')}
          </ErrorState>
        </Card>
      </CardGrid>
    </>
  );
}
