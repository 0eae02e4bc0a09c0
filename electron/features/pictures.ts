import { keptPictureOf, pictures } from '../../shared/pictures.ts'
import { may } from '../../shared/permissions.ts'
import { refuse } from '../../shared/refusals.ts'
import { afterPreparing, type Context, type Handlers } from '../context.ts'

const checked = (bytes: Uint8Array, small: boolean) => {
  const found = keptPictureOf(bytes, small)
  if ('problem' in found) throw refuse(found.problem, {}, 'bytes')
  return found
}

/** Refuses lines or a card that name a picture nobody kept: no other file can be shown as one. */
export const refuseUnknownPictures = async (ctx: Context, named: readonly { picture: string }[]): Promise<void> => {
  const hashes = [...new Set(named.map(({ picture }) => picture).filter(Boolean))]
  if (hashes.length === 0) return
  const known = await ctx.db.selectFrom('pictures').select('sha256').where('sha256', 'in', hashes).execute()
  if (known.length < hashes.length) throw refuse('pictures.unknown', {}, 'picture')
}

/** The small pictures as a paper carries them: hash → `data:` address. One whose file is gone is left out. */
export const picturesForPaper = async (ctx: Context, hashes: readonly string[]): Promise<Map<string, string>> => {
  const wanted = [...new Set(hashes.filter(Boolean))]
  const rows =
    wanted.length === 0
      ? []
      : await ctx.db
          .selectFrom('pictures')
          .select(['sha256', 'smallSha256', 'smallMediaType'])
          .where('sha256', 'in', wanted)
          .execute()
  const found = new Map<string, string>()
  for (const { sha256, smallSha256, smallMediaType } of rows) {
    const bytes = await ctx.files.get(smallSha256)
    if (bytes) found.set(sha256, `data:${smallMediaType};base64,${Buffer.from(bytes).toString('base64')}`)
  }
  return found
}

/** Whether a product, an order, an inspection, a complaint or a sample card shows the picture: what everybody may read. */
const isShown = async (ctx: Context, sha256: string): Promise<boolean> => {
  const product = await ctx.db.selectFrom('products').select('id').where('picture', '=', sha256).executeTakeFirst()
  if (product) return true
  const line = await ctx.db.selectFrom('orderLines').select('id').where('picture', '=', sha256).executeTakeFirst()
  if (line) return true
  const defect = await ctx.db
    .selectFrom('inspectionDefects')
    .select('id')
    .where('picture', '=', sha256)
    .executeTakeFirst()
  if (defect) return true
  const complaint = await ctx.db
    .selectFrom('complaintPhotos')
    .select('id')
    .where('picture', '=', sha256)
    .executeTakeFirst()
  if (complaint) return true
  const card = await ctx.db.selectFrom('materialCards').select('id').where('picture', '=', sha256).executeTakeFirst()
  return card !== undefined
}

export const picturesHandlers: Handlers<typeof pictures> = {
  keep: afterPreparing(
    async (ctx, { bytes, small }) => {
      const { mediaType } = checked(bytes, false)
      const { mediaType: smallMediaType } = checked(small, true)
      return { mediaType, smallMediaType, sha256: await ctx.files.put(bytes), smallSha256: await ctx.files.put(small) }
    },
    async (ctx, { bytes }, found) => {
      const values = { ...found, byteLength: bytes.length, keptBy: ctx.user.id, keptAt: ctx.now }
      const made = await ctx.db
        .insertInto('pictures')
        .values(values)
        .onConflict((conflict) => conflict.column('sha256').doNothing())
        .returning('id')
        .executeTakeFirst()
      if (made) ctx.record({ entity: 'pictures', id: made.id, after: values })
      return { sha256: found.sha256 }
    },
  ),

  async bytes(ctx, { sha256, small }) {
    const row = await ctx.db.selectFrom('pictures').selectAll().where('sha256', '=', sha256).executeTakeFirst()
    if (!row || !(may(ctx.user.role, 'prices.read') || (await isShown(ctx, sha256)))) throw refuse('app.notFound')
    const bytes = await ctx.files.get(small ? row.smallSha256 : row.sha256)
    if (!bytes) throw refuse('pictures.missing')
    return { bytes: bytes as Uint8Array<ArrayBuffer>, mediaType: small ? row.smallMediaType : row.mediaType }
  },
}
