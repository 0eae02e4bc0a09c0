import { afterEach, beforeEach, expect, test } from 'vitest'
import { openOffice, type TestOffice } from '../testing/office.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const draft = {
  id: null,
  name: '新人',
  role: 'clerk',
  language: 'zh-CN',
  active: true,
  password: 'geheim1',
  version: 0,
} as const

test('signs a person in with the right password only', async () => {
  const person = await office.as.owner.users.save(draft)
  expect((await office.nobody.users.signIn({ userId: person.id, password: 'falsch' })).person).toBeNull()
  expect((await office.nobody.users.signIn({ userId: person.id, password: 'geheim1' })).person).toEqual({
    id: person.id,
    name: '新人',
    role: 'clerk',
    language: 'zh-CN',
  })
})

test('locks for a minute after five wrong passwords, and the right one does not open the lock', async () => {
  const { id } = await office.as.owner.users.save(draft)
  for (let i = 0; i < 5; i++) await office.nobody.users.signIn({ userId: id, password: `no${i}` })
  const locked = await office.nobody.users.signIn({ userId: id, password: 'geheim1' })
  expect(locked).toEqual({ person: null, message: '密码连错多次,请过 1 分钟再试,或请老板重设密码。' })
  office.setDay('2026-11-22T09:01:01')
  expect((await office.nobody.users.signIn({ userId: id, password: 'geheim1' })).person?.id).toBe(id)
})

test('lets nobody but the owner manage people', async () => {
  await expect(office.as.manager.users.save(draft)).rejects.toMatchObject({ code: 'app.notAllowed' })
  await expect(office.nobody.users.save(draft)).rejects.toMatchObject({ code: 'app.notSignedIn' })
})

test('keeps one active owner and refuses a stale edit', async () => {
  const owner = (await office.as.owner.users.list({})).find((row) => row.role === 'owner')!
  const { hasPassword: _, ...edit } = owner
  await expect(office.as.owner.users.save({ ...edit, role: 'clerk', password: null })).rejects.toMatchObject({
    code: 'users.lastOwner',
  })
  await expect(
    office.as.owner.users.save({ ...edit, name: '何总', password: null, version: 99 }),
  ).rejects.toMatchObject({ code: 'app.stale' })
})

test('makes no second first owner', async () => {
  await expect(
    office.nobody.users.createOwner({ name: '外人', password: 'geheim1', language: 'zh-CN' }),
  ).rejects.toMatchObject({ code: 'users.alreadyBegun' })
})

test('the password is asked once more before a deed that cannot be undone; wrong ones count and lock', async () => {
  const { owner } = office.as
  const [row] = (await owner.users.list({})).filter(({ role }) => role === 'owner')
  const { hasPassword: _has, ...known } = row!
  await owner.users.save({ ...known, password: 'geheim-88' })
  expect(await owner.users.prove({ password: 'geheim-88' })).toEqual({ proven: true, message: null })
  for (let turn = 0; turn < 5; turn++)
    expect(await owner.users.prove({ password: 'falsch' })).toMatchObject({ proven: false })
  expect(await owner.users.prove({ password: 'geheim-88' })).toMatchObject({ proven: false })
  await expect(office.nobody.users.prove({ password: 'geheim-88' })).rejects.toMatchObject({ code: 'app.notSignedIn' })
})

test('the language somebody chooses is the language of every sentence from then on, at every PC', async () => {
  const me = await office.as.clerk.users.me({})
  await office.as.clerk.users.chooseLanguage({ language: 'en' })
  expect((await office.as.clerk.users.me({})).person).toEqual({ ...me.person, language: 'en' })
  await expect(office.as.clerk.users.save(draft)).rejects.toThrow(/may not do this/)
  expect((await office.as.merchandiser.users.me({})).person).toMatchObject({ language: 'zh-CN' })
  // an owner who opened the card before does not put the old language back
  const row = (await office.as.owner.users.list({})).find(({ id }) => id === me.person!.id)!
  const { hasPassword: _, ...edit } = row
  expect(row.language).toBe('en')
  await expect(
    office.as.owner.users.save({ ...edit, language: 'zh-CN', version: edit.version - 1, password: null }),
  ).rejects.toMatchObject({ code: 'app.stale' })
})
