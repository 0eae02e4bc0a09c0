import type { figures } from '../../../shared/figures.ts'
import type { Handlers } from '../../context.ts'
import { causes, notes, overview } from './overview.ts'
import { paper } from './paper.ts'
import { planned } from './planned.ts'
import { reported } from './reported.ts'

export const figuresHandlers: Handlers<typeof figures> = { overview, causes, notes, planned, reported, paper }
