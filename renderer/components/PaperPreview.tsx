import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { Translate } from '../../shared/language.ts'
import type { PaperOutput } from '../../shared/papers.ts'
import { openPrintsOf, type PrintedPaper } from '../lib/openPrints.ts'
import { useKeys } from '../lib/keys.ts'
import { useT } from '../lib/language.ts'
import { useSizeOf } from '../lib/sizes.ts'
import { KeyButton } from './KeyButton.tsx'
import styles from './PaperPreview.module.css'

interface PaperPolicy {
  createHTML(html: string): string
}
interface PolicyFactory {
  createPolicy(name: string, rules: PaperPolicy): PaperPolicy
}

/** All that a paper is made of: plain blocks with classes and roles. Anything else is no paper of ours. */
const paperTag = /^<(?:\/(?:div|span)|(?:div|span)(?: (?:class|role)="[\w -]*")*)>$/

const onlyPaper = (html: string): string => {
  for (const tag of html.match(/<[^>]*>?/g) ?? [])
    if (!paperTag.test(tag)) throw new TypeError('no paper: foreign markup')
  return html
}

const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes
/** The one road by which a paper's HTML reaches the page (CSP: `trusted-types … gendan-paper`). */
const policy = factory?.createPolicy('gendan-paper', { createHTML: onlyPaper }) ?? { createHTML: onlyPaper }

const zooms = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2] as const
/** True size is 1; `width`: as wide as the window. */
type Zoom = number | 'width'
/** White round the pages, in pixels. */
const DESK_PX = 12
const CSS_PX_OF_MM = 96 / 25.4

/** How much larger or smaller a page is as wide as the window; its scroll bar has room. */
const fittingZoom = (widthMm: number, windowPx: number): number =>
  windowPx === 0 ? 1 : Math.max(0.3, Math.min(2, (windowPx - 2) / (widthMm * CSS_PX_OF_MM + 2 * DESK_PX)))

/** The page's box is inside the shadow root: the app's styles and the paper's never meet. */
const deskCss = (zoom: number): string => `
.desk { zoom: ${zoom}; width: max-content; min-width: 100%; box-sizing: border-box; padding: ${DESK_PX}px; display: grid;
  gap: 12px; justify-content: center }
.desk .page { box-shadow: 0 1px 5px #0006 }`

const sheetOf = (css: string): CSSStyleSheet => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  return sheet
}

/** Shows the pages in a shadow root and answers with it once it is there. */
const useShadow = (paper: PaperOutput, zoom: number) => {
  const host = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!host.current) return
    const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: 'open' })
    root.innerHTML = policy.createHTML(`<div class="desk">${paper.pages.join('')}</div>`)
  }, [paper])
  useEffect(() => {
    const root = host.current?.shadowRoot
    if (root) root.adoptedStyleSheets = [sheetOf(paper.css), sheetOf(deskCss(zoom))]
  }, [paper, zoom])
  return host
}

/** The page that is most in view: the last whose top has passed the middle of the window. */
const pageInView = (scroller: HTMLElement, pages: Element[]): number => {
  const middle = scroller.getBoundingClientRect().top + scroller.clientHeight / 2
  const passed = pages.filter((page) => page.getBoundingClientRect().top <= middle).length
  return Math.max(0, passed - 1)
}

/** 第 2 页 共 3 页; of a paper in copies, each counted for itself: 第 2 份 共 4 份. */
const placeOf = (t: Translate, { copies, pages }: PaperOutput, shown: number): string => {
  const names = [...new Set(copies)]
  const own = copies.flatMap((copy, index) => (copy === copies[shown] ? [index] : []))
  const page = t('papers.page', { page: own.indexOf(shown) + 1, pages: own.length })
  if (names.length < 2) return t('papers.page', { page: shown + 1, pages: pages.length })
  const place = t('papers.copyOf', { copy: names.indexOf(copies[shown] ?? '') + 1, copies: names.length })
  return own.length > 1 ? `${place} · ${page}` : place
}

const sizeWords = (t: Translate, zoom: Zoom): string => {
  if (zoom === 'width') return t('papers.previewFitWidth')
  return zoom === 1 ? t('papers.previewTrueSize') : `${Math.round(zoom * 100)}%`
}

export interface PaperPreviewProps {
  paper: PaperOutput
  /** The copy's name for papers whose pages do not name it: what the chosen part of the form is. */
  copyName?: string
  /** What it is printed as: the key to its prints is shown. */
  of?: PrintedPaper
  /** How the paper stands, where it may not go out yet: 草稿. */
  mark?: string
  /** Further keys of the page, before those that turn its pages. */
  tools?: ReactNode
}

/** A paper as it prints, at true size in millimetres, with the copy's name. PageUp/PageDown and Ctrl + − 0. */
export const PaperPreview = ({ paper, copyName, of, mark = '', tools }: PaperPreviewProps) => {
  const t = useT()
  const [chosen, setChosen] = useState<Zoom>(1)
  const [current, setCurrent] = useState(0)
  const scroller = useRef<HTMLDivElement>(null)
  const view = useSizeOf(scroller)
  const zoom = chosen === 'width' ? fittingZoom(paper.widthMm, view.width) : chosen
  const smaller = zooms.findLast((each) => each < zoom)
  const larger = zooms.find((each) => each > zoom)
  const host = useShadow(paper, zoom)
  const pages = paper.pages.length
  const shown = Math.min(current, pages - 1)
  const pageElements = (): Element[] => [...(host.current?.shadowRoot?.querySelectorAll('.page') ?? [])]
  const goTo = (index: number): void => {
    const page = Math.max(0, Math.min(pages - 1, index))
    pageElements()[page]?.scrollIntoView({ block: 'start' })
    setCurrent(page)
  }
  const scroll = (by: number): void => scroller.current?.scrollBy({ top: by })
  const screen = (): number => Math.max(60, (scroller.current?.clientHeight ?? 600) * 0.9)
  /** One press, one sheet, as the buttons say; on the only or last sheet the rest of it. */
  const turn = (step: 1 | -1): void => {
    const next = shown + step
    if (next >= 0 && next < pages) goTo(next)
    else scroll(step * screen())
  }
  useKeys({
    PageDown: { label: t('papers.previewNext'), run: () => turn(1) },
    PageUp: { label: t('papers.previewPrevious'), run: () => turn(-1) },
    // through a sheet that is taller than the window
    Space: () => scroll(screen()),
    'Shift+Space': () => scroll(-screen()),
    ArrowDown: () => scroll(60),
    ArrowUp: () => scroll(-60),
    Home: () => scroller.current?.scrollTo({ top: 0 }),
    End: () => scroller.current?.scrollTo({ top: scroller.current.scrollHeight }),
  })
  const follow = (): void => {
    if (scroller.current) setCurrent(pageInView(scroller.current, pageElements()))
  }
  const place = placeOf(t, paper, shown)
  const copy = copyName ?? paper.copies[shown] ?? ''
  const size = t('papers.previewSize', { width: paper.widthMm, height: paper.heightMm })
  return (
    <section className={styles['preview']} aria-label={paper.title}>
      <div className={styles['bar']}>
        <b title={`${paper.title} · ${size}`}>{paper.title}</b>
        {mark !== '' && <b className={styles['mark']}>{mark}</b>}
        {copy !== '' && <span className={styles['copy']}>{t('papers.previewCopy', { copy })}</span>}
        <span className="spring" />
        {tools}
        {of && (
          <KeyButton keys="Control+h" help={t('prints.key')} onClick={() => openPrintsOf(of, paper.title)}>
            {t('prints.keyShort')}
          </KeyButton>
        )}
        {pages > 1 && (
          <>
            <KeyButton
              keys="PageUp"
              listen={false}
              aria-label={t('papers.previewPrevious')}
              disabled={shown === 0}
              onClick={() => goTo(shown - 1)}
            >
              ‹
            </KeyButton>
            <span className={styles['place']} aria-live="polite">
              {place}
            </span>
            <KeyButton
              keys="PageDown"
              listen={false}
              aria-label={t('papers.previewNext')}
              disabled={shown >= pages - 1}
              onClick={() => goTo(shown + 1)}
            >
              ›
            </KeyButton>
          </>
        )}
        <KeyButton
          keys="Control+-"
          aria-label={t('papers.previewSmaller')}
          help={t('papers.previewSmaller')}
          disabled={smaller === undefined}
          onClick={() => smaller !== undefined && setChosen(smaller)}
        >
          −
        </KeyButton>
        <KeyButton
          keys="Control+0"
          help={t('papers.previewFit')}
          title={t('papers.previewFit')}
          aria-pressed={chosen === 1}
          onClick={() => setChosen(chosen === 1 ? 'width' : 1)}
        >
          {sizeWords(t, chosen)}
        </KeyButton>
        <KeyButton
          keys="Control+="
          aria-label={t('papers.previewLarger')}
          help={t('papers.previewLarger')}
          disabled={larger === undefined}
          onClick={() => larger !== undefined && setChosen(larger)}
        >
          ＋
        </KeyButton>
      </div>
      <div
        aria-label={paper.title}
        role="region"
        className={styles['scroller']}
        ref={scroller}
        onScroll={follow}
        tabIndex={0}
        data-paper=""
      >
        <div ref={host} className={styles['host']} />
      </div>
    </section>
  )
}
