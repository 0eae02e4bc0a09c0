import type { PhraseKey } from '../../shared/language.ts'
import { may, type Role } from '../../shared/permissions.ts'
import { features } from '../features.ts'
import { type Area, areas, type Feature } from '../lib/pages.ts'

export const areaKeys: Record<Area, PhraseKey> = {
  today: 'shell.areaToday',
  inbox: 'shell.areaInbox',
  orders: 'shell.areaOrders',
  production: 'shell.areaProduction',
  deliveries: 'shell.areaDeliveries',
  money: 'shell.areaMoney',
  complaints: 'shell.areaComplaints',
  masters: 'shell.areaMasters',
  reports: 'shell.areaReports',
  settings: 'shell.areaSettings',
}

export interface ShownArea {
  area: Area
  features: { word: string; feature: Feature }[]
}

/** The areas with a page this role may see, each with its pages in the order of the registry. */
export const areasOf = (role: Role): ShownArea[] =>
  areas
    .map((area) => ({
      area,
      features: Object.entries(features)
        .filter(
          ([, feature]) =>
            feature.area === area && feature.pages['list'] !== undefined && may(role, feature.permission),
        )
        .map(([word, feature]) => ({ word, feature })),
    }))
    .filter((shown) => shown.features.length > 0)
