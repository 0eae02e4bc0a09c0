import { expect, test } from 'vitest'
import { askConfirm, useDialogs } from './dialogs.ts'
import { type Person, useSession } from './session.ts'

const person = (id: number): Person => ({ id, name: `${id}`, role: 'manager', language: 'zh-CN' })

test('what one person was asked is not left for another to answer', async () => {
  useSession.setState({ person: person(1), locked: false })
  const asked = askConfirm({ title: '记下期调整', action: '记 540.00' })
  useSession.setState({ locked: true })
  // the same person goes on where the question stood
  useSession.setState({ person: person(1), locked: false })
  expect(useDialogs.getState().open).toHaveLength(1)
  useSession.setState({ person: person(2), locked: false })
  expect(useDialogs.getState().open).toEqual([])
  expect(await asked).toBe(false)
})
