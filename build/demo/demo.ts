import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { dropFolder, newFolder, openDesk, shown } from '../../e2e/desk.ts'
import { makeNote, prepareNote, releaseNote } from '../../e2e/steps/delivery.ts'
import { addMasters } from '../../e2e/steps/masters.ts'
import { confirmReceipt, enterReceipt } from '../../e2e/steps/money.ts'
import {
  callBack,
  furnitureLines,
  keyOrder,
  openFirstOrder,
  signConfirmation,
  signFirstBack,
  takeFax,
} from '../../e2e/steps/order.ts'
import { releaseOrder, reportFirstWorkshop, reportTheRest } from '../../e2e/steps/production.ts'
import { addPeople, beginOffice, goTo, signInAs } from '../../e2e/steps/start.ts'
import { exportStatement, makeStatements, openStatement, signStatement } from '../../e2e/steps/statement.ts'
import { writeSampleFax } from '../fax/make-fax.ts'

/**
 * Plays the main job through the real windows on a faxed order (sample-data.md 5.1) and leaves its screens and
 * papers in `demo-output/`. Says what it does, step by step.
 */
const output = fileURLToPath(new URL('../../demo-output', import.meta.url))
rmSync(output, { recursive: true, force: true })
mkdirSync(output, { recursive: true })
const folder = newFolder()
const say = (words: string): void => console.log(words)

const fax = join(folder, 'fax-order.tif')
await writeSampleFax(fax)
say('传真:永兴家居的订货单,204×196 dpi,Group 4,两页')

const desk = await openDesk(folder)
const { hand, page } = desk
let count = 0
const screen = async (name: string): Promise<void> => {
  count += 1
  await page.waitForTimeout(400) // notices slide in, the fax is drawn
  const file = `${String(count).padStart(2, '0')}-${name}.png`
  await page.screenshot({ path: join(output, file) })
  say(`  图 ${file}`)
}
const savePdf = async (name: string): Promise<void> => {
  await desk.choose(join(output, name))
  await hand.press('Control+Shift+p')
  await shown(desk, name).waitFor()
  say(`  纸 ${name}`)
}

try {
  await screen('first-start')
  await beginOffice(desk)
  say('建办公室:禾杉家具,老板何老板,家具')
  await goTo(desk, '设置', '人员')
  await addPeople(desk)
  await addMasters(desk)
  say('人员 5 位,客户永兴家居,产品 3 个')

  await signInAs(desk, '陈静')
  await takeFax(desk, fax)
  await screen('inbox')
  const keyed = await hand.count(() => keyOrder(desk, furnitureLines))
  await shown(desk, '¥47,376.00').waitFor()
  await screen('order')
  say(`录单:3 行,合计 47,376.00,除内容外按键 ${keyed} 次`)

  await signInAs(desk, '李敏')
  await goTo(desk, '订单')
  await page.getByRole('row').filter({ hasText: '永兴家居' }).first().waitFor()
  await hand.press('F9')
  await shown(desk, /空格/).waitFor()
  await screen('call-back')
  const called = await hand.count(() => callBack(desk, furnitureLines.length))
  say(`回电核对:18 项全对,按键 ${called} 次`)
  await page.getByRole('button', { name: /已发给客户/ }).waitFor()
  await savePdf('order-confirmation.pdf')
  await signConfirmation(desk)
  await screen('confirmation')
  say('订货确认书:已发出,已回签相同')

  const paid = await hand.count(() => enterReceipt(desk, '工行 8812'))
  await signInAs(desk, '孙会')
  await confirmReceipt(desk)
  await screen('deposit')
  say(`订金 14,212.80:录入按键 ${paid} 次,出纳孙会确认`)

  await signInAs(desk, '李敏')
  await releaseOrder(desk)
  await savePdf('production-notice.pdf')
  await screen('production-notice')
  await signInAs(desk, '吴工')
  await reportFirstWorkshop(desk, ['12', '12', '72', '72', '6', '6'])
  await screen('daily-report')
  await goTo(desk, '生产', '生产进度')
  await page.getByRole('row').filter({ hasText: '永兴家居' }).first().waitFor()
  await screen('board')
  await reportTheRest(desk)
  say('生产通知单已下,七道工序报完')

  await signInAs(desk, '李敏')
  await openFirstOrder(desk)
  const noted = await hand.count(() => makeNote(desk, '老何'))
  await prepareNote(desk)
  await screen('gate-closed')
  await enterReceipt(desk, '工行 9917')
  await signInAs(desk, '孙会')
  await confirmReceipt(desk)
  await signInAs(desk, '老周')
  await goTo(desk, '送货')
  await page.getByRole('row').filter({ hasText: '永兴家居' }).first().waitFor()
  await hand.press('Enter')
  await releaseNote(desk)
  await screen('released')
  say(`送货单:除内容外按键 ${noted} 次;余款 33,163.20 确认后放行`)

  await signInAs(desk, '李敏')
  await goTo(desk, '送货')
  await page.getByRole('row').filter({ hasText: '永兴家居' }).first().waitFor()
  await hand.press('Enter')
  await page.getByRole('button', { name: /^打印/ }).waitFor()
  await hand.press('Control+p')
  await page.getByTitle(/毫米/).locator('visible=true').first().waitFor()
  await savePdf('delivery-note.pdf')
  await screen('delivery-note')
  await hand.press('Escape')
  await signFirstBack(desk)
  say('送货单已回签')

  await goTo(desk, '今日')
  await hand.press('Control+k')
  await hand.type('yxjj')
  await shown(desk, /订金.*余款/).waitFor()
  await screen('answer')
  await hand.press('Escape')
  await makeStatements(desk)
  await screen('statements')
  await openStatement(desk)
  await exportStatement(desk, join(output, 'statement.xlsx'))
  await signStatement(desk)
  await screen('statement')
  await hand.press('Control+p')
  await page.getByTitle(/毫米/).locator('visible=true').first().waitFor()
  await savePdf('statement.pdf')
  say('对账单:已生成,已导出,已回签')
  say(`完成:${output}`)
} finally {
  await desk.close()
  dropFolder(folder)
}
