import { openTiff } from './faxTiff.ts'

/** First the file, then the number of each page that is wanted. */
export type TiffRequest = { file: Uint8Array } | { page: number }
export type TiffAnswer = { page: number; bitmap: ImageBitmap } | { page: number; failure: string }

let pageOf: ReturnType<typeof openTiff> | undefined
let opening: unknown

async function answer(page: number): Promise<TiffAnswer> {
  try {
    if (!pageOf) throw opening
    const { width, height, colours } = pageOf(page)
    return { page, bitmap: await createImageBitmap(new ImageData(colours, width, height)) }
  } catch (failure) {
    return { page, failure: String(failure) }
  }
}

self.addEventListener('message', (event: MessageEvent<TiffRequest>) => {
  const request = event.data
  if ('page' in request) {
    void answer(request.page).then((reply) =>
      self.postMessage(reply, { transfer: 'bitmap' in reply ? [reply.bitmap] : [] }),
    )
    return
  }
  try {
    pageOf = openTiff(request.file)
  } catch (failure) {
    // Told with the first page that is asked for.
    opening = failure
  }
})
