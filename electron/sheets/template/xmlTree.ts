import { SaxesParser } from 'saxes'
import { OutsideProblem } from '../problem.ts'

/** An XML part that is changed and written again: everything of it is kept, prefixes and spaces too. */
export interface XmlElement {
  name: string
  attributes: Record<string, string>
  children: (XmlElement | string)[]
}

const deepest = 200

/** Reads a part. Throws an OutsideProblem where it is no XML or defines anything (DTD). */
export const readXml = (xml: Uint8Array): XmlElement => {
  const encoding = xml[0] === 0xff && xml[1] === 0xfe ? 'utf-16le' : xml[0] === 0xfe ? 'utf-16be' : 'utf-8'
  const root: XmlElement = { name: '', attributes: {}, children: [] }
  const open: XmlElement[] = [root]
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw new OutsideProblem('damaged', error)
  })
  parser.on('doctype', () => {
    throw new OutsideProblem('dtd')
  })
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes: { ...attributes }, children: [] }
    open.at(-1)!.children.push(element)
    if (open.push(element) > deepest) throw new OutsideProblem('damaged')
  })
  parser.on('closetag', () => open.pop())
  const text = (words: string): void => void open.at(-1)!.children.push(words)
  parser.on('text', text)
  parser.on('cdata', text)
  parser.write(new TextDecoder(encoding).decode(xml)).close()
  const top = root.children.find((child) => typeof child !== 'string')
  if (!top) throw new OutsideProblem('damaged')
  return top
}

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
}
const escaped = (text: string, which: RegExp): string => text.replace(which, (found) => escapes[found]!)

const write = (element: XmlElement | string, out: string[]): void => {
  if (typeof element === 'string') {
    out.push(escaped(element, /[&<>\r]/g))
    return
  }
  out.push('<', element.name)
  for (const [name, value] of Object.entries(element.attributes))
    out.push(' ', name, '="', escaped(value, /[&<"\n\r\t]/g), '"')
  if (element.children.length === 0) {
    out.push('/>')
    return
  }
  out.push('>')
  for (const child of element.children) write(child, out)
  out.push('</', element.name, '>')
}

export const writeXml = (element: XmlElement): Buffer => {
  const out = ['<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n']
  write(element, out)
  return Buffer.from(out.join(''))
}

/** `xm:sqref` → `sqref`. */
export const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

export const elementsOf = ({ children }: XmlElement): XmlElement[] =>
  children.filter((child): child is XmlElement => typeof child !== 'string')

/** The children of a name, without its prefix. */
export const childrenOf = (element: XmlElement, name: string): XmlElement[] =>
  elementsOf(element).filter((child) => localName(child.name) === name)

export const childOf = (element: XmlElement, name: string): XmlElement | undefined => childrenOf(element, name)[0]

export const textOf = ({ children }: XmlElement): string =>
  children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('')

/** An attribute by its name without the prefix; '' where there is none. */
export const attributeOf = ({ attributes }: XmlElement, name: string): string =>
  attributes[name] ?? Object.entries(attributes).find(([each]) => localName(each) === name)?.[1] ?? ''

/** Every element of a part, the outermost first. */
export function* everyElement(element: XmlElement): Generator<XmlElement> {
  yield element
  for (const child of elementsOf(element)) yield* everyElement(child)
}

export const copyOf = (element: XmlElement): XmlElement => ({
  name: element.name,
  attributes: { ...element.attributes },
  children: element.children.map((child) => (typeof child === 'string' ? child : copyOf(child))),
})

/** A new child in the prefix its parent is written in. */
export const madeIn = (
  parent: XmlElement,
  name: string,
  attributes: Record<string, string> = {},
  children: XmlElement['children'] = [],
): XmlElement => ({
  name: parent.name.slice(0, parent.name.indexOf(':') + 1) + name,
  attributes,
  children,
})
