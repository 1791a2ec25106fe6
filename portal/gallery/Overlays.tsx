import { useState } from 'react';
import { useText } from '../lib/i18n.tsx';
import { Button } from '../ui/actions/Button.tsx';
import { toast } from '../ui/feedback/Toast.tsx';
import { TextField } from '../ui/fields/TextField.tsx';
import { Card } from '../ui/layout/Card.tsx';
import { ConfirmDialog } from '../ui/overlays/ConfirmDialog.tsx';
import { Dialog } from '../ui/overlays/Dialog.tsx';
import { Drawer } from '../ui/overlays/Drawer.tsx';
import { Sample } from './Sample.tsx';

export function Overlays() {
  const t = useText();
  const [open, setOpen] = useState<'dialog' | 'confirm' | 'drawer' | null>(null);
  const close = () => setOpen(null);
  return (
    <Card>
      <Sample name="Dialogs">
        <Button onPress={() => setOpen('dialog')}>Dialog</Button>
        <Button onPress={() => setOpen('confirm')}>ConfirmDialog</Button>
        <Button onPress={() => setOpen('drawer')}>Drawer</Button>
      </Sample>
      <Sample name="Toasts">
        <Button
          onPress={() =>
            toast.show({
              tone: 'good',
              title: '优惠已提交',
              description: '最晚 11-27 18:00 得到答复',
            })
          }
        >
          Good
        </Button>
        <Button
          onPress={() =>
            toast.show({ tone: 'bad', title: '提交失败', description: '请求编号 req_01JDM2X9' })
          }
        >
          Bad
        </Button>
        <Button
          onPress={() =>
            toast.show({ title: '已通过 EXD-20261125-0201', countdown: 10_000 }, 10_000)
          }
        >
          Undo
        </Button>
      </Sample>
      <Dialog
        isOpen={open === 'dialog'}
        onOpenChange={close}
        title="邀请客户"
        description="邀请链接 7 天有效。"
        closeLabel={t('ui.close')}
        footer={
          <>
            <Button onPress={close}>{t('ui.cancel')}</Button>
            <Button variant="primary" onPress={close}>
              发送邀请
            </Button>
          </>
        }
      >
        <TextField label="客户名称" isRequired />
        <TextField label="联系人邮箱" type="email" />
      </Dialog>
      <ConfirmDialog
        isOpen={open === 'confirm'}
        onOpenChange={close}
        title="撤回优惠 EXD-20261125-0201？"
        confirmLabel="撤回"
        cancelLabel={t('ui.cancel')}
        tone="danger"
        onConfirm={() => new Promise((done) => setTimeout(done, 600))}
      >
        撤回后客户不再看到这个优惠，已下的订单不受影响。
      </ConfirmDialog>
      <Drawer
        isOpen={open === 'drawer'}
        onOpenChange={close}
        title="任务"
        closeLabel={t('ui.close')}
      >
        <Sample name="内容">没有进行中的任务</Sample>
      </Drawer>
    </Card>
  );
}
