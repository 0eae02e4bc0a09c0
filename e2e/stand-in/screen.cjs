// screen: one display, the 1366×768 of an office PC unless GENDAN_SCREEN=1920x1080 says otherwise.
const { EventEmitter } = require('node:events')

const [width, height] = (process.env.GENDAN_SCREEN ?? '1366x768').split('x').map(Number)
const area = { x: 0, y: 0, width, height }
const display = {
  id: 1,
  label: 'stand-in',
  bounds: area,
  workArea: area,
  size: { width, height },
  workAreaSize: { width, height },
  scaleFactor: 1,
  rotation: 0,
  internal: false,
}

class Screen extends EventEmitter {
  getPrimaryDisplay = () => display
  getAllDisplays = () => [display]
  getDisplayMatching = () => display
  getDisplayNearestPoint = () => display
  getCursorScreenPoint = () => ({ x: 0, y: 0 })
}

module.exports = { display, screen: new Screen() }
