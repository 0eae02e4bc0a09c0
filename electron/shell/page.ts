import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import { protocol } from 'electron'

/** The app's own origin; nothing else is ever loaded (reliability.md R2, checklist 1, 18). */
export const origin = 'app://gendan'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
  '.bcmap': 'application/octet-stream',
  '.pfb': 'application/octet-stream',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
}

/** The policy of the page; Mantine's one style tag carries the nonce, papers go through one named policy. */
export const policyOf = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'none'",
    "worker-src 'self'",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default gendan-paper',
  ].join('; ')

/** A paper in the hidden print window: no script at all, only its own styles. */
const paperPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src 'self'"

const papers = new Map<string, string>()

/** Puts a paper's HTML up for the print window and gives its address; `take` removes it. */
export const offerPaper = (html: string): { url: string; take: () => void } => {
  const token = randomBytes(16).toString('hex')
  papers.set(token, html)
  return { url: `${origin}/paper/${token}`, take: () => void papers.delete(token) }
}

export const declareScheme = (): void =>
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])

const answer = (body: BodyInit, type: string, policy: string, status = 200): Response =>
  new Response(body, {
    status,
    headers: {
      'content-type': type,
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  })

/** Serves the built page from `folder` and offered papers; everything else is 404. Resolves when it is asked for. */
export const servePage = (folder: string): Promise<void> => {
  const { promise: asked, resolve: ask } = Promise.withResolvers<void>()
  protocol.handle('app', async (request) => {
    ask()
    const { host, pathname } = new URL(request.url)
    const missing = (): Response => answer('not found', 'text/plain', "default-src 'none'", 404)
    if (host !== 'gendan' || request.method !== 'GET') return missing()
    if (pathname.startsWith('/paper/')) {
      const html = papers.get(pathname.slice('/paper/'.length))
      return html === undefined ? missing() : answer(html, types['.html']!, paperPolicy)
    }
    const path = normalize(join(folder, decodeURIComponent(pathname)))
    const type = types[extname(path)]
    if (!path.startsWith(normalize(folder)) || !type) return missing()
    try {
      const bytes = await readFile(path)
      // a worker has the policy of its own script: it may load our other scripts (the decoders of a scanned PDF), nothing else
      if (extname(path) !== '.html') return answer(new Uint8Array(bytes), type, "default-src 'none'; script-src 'self'")
      const nonce = randomBytes(16).toString('base64')
      return answer(bytes.toString('utf8').replaceAll('%NONCE%', nonce), type, policyOf(nonce))
    } catch {
      return missing() // not there, or a folder
    }
  })
  return asked
}
