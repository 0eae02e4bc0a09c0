// The parts of electron that speak with a desktop: menus are kept but not drawn, nothing outside is opened.
const { EventEmitter } = require('node:events')
const fs = require('node:fs')
const { dialog } = require('./native-dialogs.cjs')

const refuse = (what) => new Error(`the stand-in opens nothing outside its windows: ${what}`)
const shell = {
  /** Resolves with the reason, as Electron does; the empty text would be success. */
  openPath: async (path) => `the stand-in opens nothing outside its windows: ${path}`,
  openExternal: async (url) => {
    throw refuse(url)
  },
  showItemInFolder(path) {
    process.stderr.write(`${refuse(path).message}\n`)
  },
  beep() {},
  trashItem: async (path) => {
    throw refuse(path)
  },
}

class MenuItem {
  constructor(options) {
    const { submenu, click, ...rest } = options
    Object.assign(
      this,
      { type: submenu ? 'submenu' : 'normal', label: '', enabled: true, visible: true, checked: false },
      rest,
    )
    if (submenu) this.submenu = Array.isArray(submenu) ? Menu.buildFromTemplate(submenu) : submenu
    this.click = (event = {}, window = undefined, contents = undefined) => click?.(this, window, event, contents)
  }
}

let applicationMenu = null
class Menu extends EventEmitter {
  items = []

  static buildFromTemplate(template) {
    if (!Array.isArray(template)) throw new TypeError('Invalid template for Menu: Menu template must be an array')
    const menu = new Menu()
    for (const item of template) menu.append(item instanceof MenuItem ? item : new MenuItem(item))
    return menu
  }

  static setApplicationMenu(menu) {
    applicationMenu = menu
  }

  static getApplicationMenu() {
    return applicationMenu
  }

  append(item) {
    this.items.push(item)
  }

  insert(position, item) {
    this.items.splice(position, 0, item)
  }

  getMenuItemById(id) {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id)
      if (found) return found
    }
    return null
  }

  /** Nobody can choose: it opens and closes again. Tests call an item's click(). */
  popup({ callback } = {}) {
    this.emit('menu-will-show', {})
    setImmediate(() => {
      this.emit('menu-will-close', {})
      callback?.()
    })
  }

  closePopup() {}
}

class NativeImage {
  #bytes
  constructor(bytes) {
    this.#bytes = bytes
  }

  isEmpty = () => this.#bytes.length === 0
  toPNG = () => Buffer.from(this.#bytes)
  resize = () => this
  setTemplateImage() {}
}

const nativeImage = {
  createEmpty: () => new NativeImage(Buffer.alloc(0)),
  createFromPath: (path) => new NativeImage(fs.existsSync(path) ? fs.readFileSync(path) : Buffer.alloc(0)),
  createFromBuffer: (buffer) => new NativeImage(Buffer.from(buffer)),
  createFromDataURL: (url) => new NativeImage(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')),
}

class Tray extends EventEmitter {
  #destroyed = false
  setToolTip() {}
  setContextMenu() {}
  setImage() {}
  setTitle() {}
  popUpContextMenu() {}
  destroy() {
    this.#destroyed = true
  }

  isDestroyed() {
    return this.#destroyed
  }
}

let copied = ''
const clipboard = {
  readText: async () => copied,
  async writeText(text) {
    copied = String(text)
  },
  clear() {
    copied = ''
  },
}

const noKeyring = () => {
  throw new Error('Error while encrypting the text provided to safeStorage.encryptString. Encryption is not available.')
}
const safeStorage = {
  isEncryptionAvailable: () => false,
  getSelectedStorageBackend: () => 'unknown',
  encryptString: noKeyring,
  decryptString: noKeyring,
}

const nativeTheme = Object.assign(new EventEmitter(), {
  themeSource: 'system',
  shouldUseDarkColors: false,
  shouldUseHighContrastColors: false,
  shouldUseInvertedColorScheme: false,
  inForcedColorsMode: false,
})

const powerMonitor = Object.assign(new EventEmitter(), {
  getSystemIdleTime: () => 0,
  getSystemIdleState: () => 'active',
  isOnBatteryPower: () => false,
  onBatteryPower: false,
})

module.exports = {
  dialog,
  shell,
  Menu,
  MenuItem,
  nativeImage,
  Tray,
  clipboard,
  safeStorage,
  nativeTheme,
  powerMonitor,
}
