import { askConfirm } from '../lib/dialogs.ts'
import { say } from '../lib/language.ts'
import { closeTab, type Tab, useTabs } from '../lib/tabs.ts'
import { features } from '../features.ts'

export const titleOf = (tab: Tab): string => {
  const label = features[tab.word]?.label
  return tab.title || (label ? say(label) : tab.word)
}

/** Closes a tab; asks first when it holds something not saved. */
export const closeTabAsking = async (key: string): Promise<void> => {
  const { tabs, unsaved } = useTabs.getState()
  const tab = tabs.find((each) => each.key === key)
  if (!tab) return
  const sure =
    unsaved[key] === undefined ||
    (await askConfirm({
      title: say('shell.unsavedTitle'),
      children: say('shell.unsavedBody', { title: titleOf(tab) }),
      action: say('shell.unsavedClose'),
      danger: true,
      keys: 'Control+Enter',
    }))
  if (sure) closeTab(key)
}
