import { useEffect, useRef, useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import type { layouts } from '../../../shared/layouts.ts'
import { client } from '../../lib/client.ts'
import { sentenceOf } from '../../lib/notices.ts'
import type { LayoutForm } from './layoutForm.ts'

export type Preview = Output<typeof layouts.preview>

/** A moment after the last key, in milliseconds: every letter of a name needs no paper of its own. */
const restMs = 120

/** What is half typed is left out of the paper until it has a name. */
const drawable = (content: LayoutForm['content']): LayoutForm['content'] => ({
  ...content,
  fields: content.fields.filter(({ label }) => label.trim() !== ''),
  copies: content.copies.filter(({ name }) => name.trim() !== ''),
})

/** The paper as it prints with what is typed; the last good one stays while the next is made: `askedReal` is what it was asked as. */
export const usePreview = (
  { paper, customerId, content }: LayoutForm,
  real: boolean,
): { preview: Preview | null; askedReal: boolean; error: string | null } => {
  const [{ preview, askedReal }, setPreview] = useState<{ preview: Preview | null; askedReal: boolean }>({
    preview: null,
    askedReal: false,
  })
  const [error, setError] = useState<string | null>(null)
  const asked = useRef(0)
  useEffect(() => {
    const number = ++asked.current
    const timer = setTimeout(() => {
      client.layouts.preview({ paper, customerId, content: drawable(content), real }).then(
        (answer) => {
          if (number !== asked.current) return
          setPreview({ preview: answer, askedReal: real })
          setError(null)
        },
        (reason: unknown) => {
          if (number === asked.current) setError(sentenceOf(reason))
        },
      )
    }, restMs)
    return () => clearTimeout(timer)
  }, [paper, customerId, content, real])
  return { preview, askedReal, error }
}
