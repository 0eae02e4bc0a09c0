// webContents.mainFrame.

/** Electron's WebFrameMain of a page's main frame; the object stays the same over navigations. */
class WebFrameMain {
  routingId = 1
  name = ''
  parent = null
  #contents

  constructor(contents) {
    this.#contents = contents
    this.processId = contents.id
    this.frameTreeNodeId = contents.id
  }

  get url() {
    return this.#contents.committedUrl
  }

  get origin() {
    const match = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(this.url)
    return match && !this.url.startsWith('file:') ? match[0] : 'null'
  }

  get top() {
    return this
  }

  get detached() {
    return false
  }

  isDestroyed() {
    return this.#contents.isDestroyed()
  }

  send(channel, ...args) {
    this.#contents.send(channel, ...args)
  }

  executeJavaScript(code, userGesture) {
    return this.#contents.executeJavaScript(code, userGesture)
  }
}

module.exports = { WebFrameMain }
