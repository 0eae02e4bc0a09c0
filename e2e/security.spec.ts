import { existsSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'playwright/test'
import { contracts } from '../shared/contracts.ts'
import type { Call, Reply } from '../shared/contract.ts'
import { may, type Role } from '../shared/permissions.ts'
import { type Desk, dropFolder, newFolder, openDesk } from './desk.ts'

/** A page that was taken over gets nowhere: no Node, no network, no window, no call beyond its rights (reliability.md 3.2). */

declare global {
  interface Window {
    scriptRan?: boolean
  }
}

const preload = join(fileURLToPath(new URL('..', import.meta.url)), 'out/preload/preload.cjs')
const folder = newFolder()
let desk: Desk
/** A server on this machine that must never hear from the app. */
let outside: Server
let address: string
let heard: string[] = []

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  outside = createServer((request, response) => {
    heard.push(`${request.method ?? ''} ${request.url ?? ''}`)
    response.setHeader('access-control-allow-origin', '*')
    response.end('ok')
  })
  outside.on('upgrade', (request, socket) => {
    heard.push(`upgrade ${request.url ?? ''}`)
    socket.destroy()
  })
  await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`
  desk = await openDesk(folder)
})
test.afterAll(async () => {
  await desk.close()
  await new Promise((resolve) => outside.close(resolve))
  dropFolder(folder)
})

const invoke = (call: unknown): Promise<Reply> => desk.page.evaluate((sent) => window.gendan.invoke(sent as Call), call)
const ask = (channel: string, input: unknown = {}, extra: Record<string, unknown> = {}): Promise<Reply> =>
  invoke({ channel, input, requestId: crypto.randomUUID(), ...extra })
const codeOf = (reply: Reply): string | null => (reply.ok ? null : reply.refusal.code)

test('the page has no Node, and of the app only one way in and one to listen', async () => {
  const found = await desk.page.evaluate(() => ({
    node: ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'electron', 'ipcRenderer'].filter(
      (name) => name in globalThis,
    ),
    bridge: Object.keys(window.gendan).sort(),
    frozen: (() => {
      try {
        window.gendan.invoke = () => Promise.reject(new Error('taken over'))
      } catch {
        return true // a frozen property says so in strict code
      }
      return String(window.gendan.invoke).includes('taken over') === false
    })(),
  }))
  expect(found).toEqual({ node: [], bridge: ['invoke', 'on'], frozen: true })
})

test('no code that came as text runs', async () => {
  const found = await desk.page.evaluate(async () => {
    // the debugger that carries this test lifts the ban on eval while it calls in: what follows runs after it has left
    await new Promise((resolve) => setTimeout(resolve, 50))
    const errors: string[] = []
    const attempt = async (name: string, work: () => unknown): Promise<void> => {
      try {
        await work()
      } catch {
        errors.push(name)
      }
    }
    await attempt('eval', () =>
      (Reflect.get(globalThis, 'eval') as (code: string) => unknown)('window.scriptRan = true'),
    )
    await attempt('Function', () =>
      (
        Reflect.construct(Reflect.get(globalThis, 'Function') as FunctionConstructor, [
          'window.scriptRan = true',
        ]) as () => void
      )(),
    )
    await attempt('timer', () => setTimeout('window.scriptRan = true' as unknown as () => void, 0))
    await attempt('innerHTML', () => {
      document.body.appendChild(document.createElement('div')).innerHTML =
        '<img src=x onerror="window.scriptRan = true">'
    })
    await attempt('inline script', () => {
      const script = document.createElement('script')
      script.textContent = 'window.scriptRan = true'
      document.head.append(script)
    })
    await attempt('data: script', () => {
      const script = document.createElement('script')
      script.src = 'data:text/javascript,window.scriptRan=true'
      document.head.append(script)
    })
    await attempt('handler', () => {
      const image = document.createElement('img')
      image.setAttribute('onerror', 'window.scriptRan = true')
      image.src = 'x'
      document.body.append(image)
    })
    await attempt('javascript: link', () => {
      const link = document.createElement('a')
      link.href = 'javascript:window.scriptRan=true'
      document.body.append(link)
      link.click()
    })
    await new Promise((resolve) => setTimeout(resolve, 500))
    return { ran: window.scriptRan === true, errors }
  })
  expect(found.ran).toBe(false)
  expect(found.errors).toEqual(expect.arrayContaining(['eval', 'Function', 'innerHTML', 'data: script']))
})

test('nothing leaves the machine, not even to another program on it', async () => {
  heard = []
  const reached = await desk.page.evaluate(async (url) => {
    const reached: string[] = []
    const attempt = async (name: string, work: () => Promise<unknown>): Promise<void> => {
      const outcome = await Promise.race([
        work().then(
          () => true,
          () => false,
        ),
        new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 1500)),
      ])
      if (outcome) reached.push(name)
    }
    const loaded = (element: HTMLElement): Promise<unknown> =>
      new Promise((resolve, reject) => {
        element.addEventListener('load', resolve)
        element.addEventListener('error', reject)
        document.body.append(element)
      })
    await attempt('fetch', () => fetch(`${url}/fetch`))
    await attempt('no-cors', () => fetch(`${url}/no-cors`, { mode: 'no-cors' }))
    await attempt('name', () => fetch('https://example.com/'))
    await attempt('file', () => fetch('file:///etc/passwd'))
    await attempt('image', () => loaded(Object.assign(new Image(), { src: `${url}/image` })))
    await attempt('style', () =>
      loaded(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: `${url}/style` })),
    )
    await attempt('frame', async () => {
      const frame = Object.assign(document.createElement('iframe'), { src: `${url}/frame` })
      await loaded(frame)
      if (!frame.contentDocument) throw new Error('another origin')
      if (frame.contentDocument.body.textContent !== 'ok') throw new Error('blocked')
    })
    await attempt(
      'socket',
      () =>
        new Promise((resolve, reject) =>
          Object.assign(new WebSocket(`${url.replace('http', 'ws')}/socket`), { onopen: resolve, onerror: reject }),
        ),
    )
    await attempt(
      'events',
      () =>
        new Promise((resolve, reject) =>
          Object.assign(new EventSource(`${url}/events`), { onopen: resolve, onerror: reject }),
        ),
    )
    await attempt('form', async () => {
      const form = Object.assign(document.createElement('form'), { action: `${url}/form`, method: 'post' })
      document.body.append(form)
      form.submit()
      throw new Error('no way to see it here')
    })
    navigator.sendBeacon(`${url}/beacon`, 'x')
    return reached
  }, address)
  expect(reached).toEqual([])
  await desk.page.waitForTimeout(500)
  expect(heard).toEqual([])
})

test('it opens no window and goes to no other page', async () => {
  const before = desk.page.url()
  await desk.page.evaluate((url) => {
    window.open(`${url}/window`)
    window.open('about:blank')
    const link = Object.assign(document.createElement('a'), { href: `${url}/link`, target: '_blank' })
    document.body.append(link)
    link.click()
    location.href = `${url}/navigation`
  }, address)
  await desk.page.waitForTimeout(1000)
  expect(desk.app.windows()).toHaveLength(1)
  expect(desk.page.url()).toBe(before)
  expect(heard).toEqual([])
  expect(await desk.page.evaluate(() => typeof window.gendan.invoke)).toBe('function')
})

test('it is permitted nothing', async () => {
  const found = await desk.page.evaluate(async () => {
    const refused = (work: Promise<unknown>): Promise<boolean> =>
      Promise.race([
        work.then(
          () => false,
          () => true,
        ),
        new Promise<boolean>((resolve) => setTimeout(() => resolve(true), 2000)),
      ])
    return {
      camera: navigator.mediaDevices ? await refused(navigator.mediaDevices.getUserMedia({ video: true })) : true,
      place: await refused(new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject))),
      notification: 'Notification' in window ? (await Notification.requestPermission()) !== 'granted' : true,
      states: await Promise.all(
        (['geolocation', 'notifications', 'camera', 'microphone'] as PermissionName[]).map(
          async (name) => (await navigator.permissions.query({ name })).state !== 'granted',
        ),
      ),
    }
  })
  expect(found).toEqual({ camera: true, place: true, notification: true, states: [true, true, true, true] })
})

test('a window that is not the app’s own gets no answer, at the same address too', async () => {
  const answers = await desk.app.evaluate(async ({ BrowserWindow }, script) => {
    const stranger = new BrowserWindow({
      show: false,
      webPreferences: { preload: script, sandbox: true, contextIsolation: true, nodeIntegration: false },
    })
    await stranger.loadURL('app://gendan/index.html')
    const tried = (channel: string): Promise<unknown> =>
      stranger.webContents.executeJavaScript(
        `window.gendan.invoke({ channel: '${channel}', input: {}, requestId: null }).then((answer) => JSON.stringify(answer), (error) => 'rejected: ' + error.message)`,
      )
    const found = [await tried('users.names'), await tried('shell.status'), await tried('shell.session')]
    stranger.destroy()
    return found as string[]
  }, preload)
  for (const answer of answers) expect(answer).toMatch(/^rejected: .*refused/)
  for (const answer of answers) expect(answer).not.toMatch(/electron\/|\.ts|\.js:/)
})

test('a call of the wrong form is refused without a word about the inside', async () => {
  const calls: unknown[] = [
    null,
    5,
    'orders.list',
    [],
    {},
    { channel: 5 },
    { channel: 'x'.repeat(200), input: {}, requestId: null },
    { channel: 'orders.list' },
    { channel: 'orders.list', input: {}, requestId: 5 },
  ]
  for (const call of calls) {
    const answer = await desk.page.evaluate(
      (sent) =>
        window.gendan.invoke(sent as Call).then(
          (reply) => JSON.stringify(reply),
          (error: Error) => `rejected: ${error.message}`,
        ),
      call,
    )
    expect(answer).toMatch(/^rejected: .*refused$/)
  }
  for (const name of [
    'shell.__proto__',
    'shell.constructor',
    'shell.toString',
    'shell.',
    'shell',
    'orders.__proto__',
    'users.names.x',
  ])
    expect(codeOf(await ask(name))).toBe('app.unknownChannel')
})

const shellChannels = Object.entries(contracts.shell).map(([name, procedure]) => ({
  channel: `shell.${name}`,
  permission: procedure.permission,
}))

test('nobody is signed in: only what is public answers, whatever the call claims', async () => {
  for (const { channel, permission } of shellChannels)
    if (permission !== 'public')
      expect([channel, codeOf(await ask(channel, undefined))]).toEqual([channel, 'app.notSignedIn'])
  for (const claim of [{ userId: 1 }, { role: 'owner' }, { caller: { userId: 1, system: true } }, { system: true }])
    expect(codeOf(await ask('orders.list', {}, claim))).toBe('app.notSignedIn')
  expect((await ask('shell.session')).ok).toBe(true)
})

test('who signed in may use the desktop as far as the role goes', async () => {
  const owner = await ask('users.createOwner', { name: '何老板', password: 'hs-2026-boss', language: 'zh-CN' })
  expect(owner.ok).toBe(true)
  const people: Record<string, number> = {}
  const roles: Role[] = ['manager', 'clerk', 'cashier', 'warehouse', 'workshop']
  for (const role of roles) {
    const made = await ask('users.save', {
      id: null,
      name: role,
      role,
      language: 'zh-CN',
      active: true,
      password: 'hs-2026-desk',
      version: 0,
    })
    people[role] = (made as { value: { id: number } }).value.id
  }
  const wrong: string[] = []
  for (const role of roles) {
    await ask('shell.signOut')
    expect((await ask('users.signIn', { userId: people[role], password: 'hs-2026-desk' })).ok).toBe(true)
    for (const { channel, permission } of shellChannels) {
      if (may(role, permission)) continue // what is allowed opens dialogs
      const code = codeOf(await ask(channel, undefined))
      if (code !== 'app.notAllowed') wrong.push(`${role} ${channel}: ${String(code)}`)
    }
    // a page cannot say who it is
    if (codeOf(await ask('users.list', {}, { userId: 1 })) !== null) wrong.push(`${role} users.list`)
    if (
      codeOf(
        await ask(
          'users.save',
          { id: people[role], name: role, role: 'owner', language: 'zh-CN', active: true, password: null, version: 1 },
          { userId: 1, role: 'owner' },
        ),
      ) !== 'app.notAllowed'
    )
      wrong.push(`${role} made itself owner`)
  }
  expect(wrong).toEqual([])
  // an export asks with the person's own rights, and says the office's sentence where they do not reach
  await desk.choose(join(folder, 'statement.xlsx'))
  expect(codeOf(await ask('shell.export', { kind: 'statement', input: { id: 1 }, name: '对账单' }))).toBe(
    'app.notAllowed',
  )
  expect(existsSync(join(folder, 'statement.xlsx'))).toBe(false)
  await ask('shell.signOut')
  expect(codeOf(await ask('orders.list'))).toBe('app.notSignedIn')
})

test('a backup is restored only by what the owner chose in the dialog', async () => {
  await ask('users.signIn', { userId: 1, password: 'hs-2026-boss' })
  expect(codeOf(await ask('shell.restore', { token: '../../../../etc/passwd', password: '' }))).toBe(
    'desktop.chooseAgain',
  )
  expect(codeOf(await ask('shell.restore', { token: crypto.randomUUID(), password: '' }))).toBe('desktop.chooseAgain')
  expect(codeOf(await ask('shell.export', { kind: 'orders', input: {}, name: 'x', path: '/tmp/x' }))).toBe(
    'app.badInput',
  )
})
