// The folders of app.getPath(). Known before Chromium starts, for the pages' local storage is kept in userData.
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { exe, switchValue } = require('./command-line.cjs')

const home = os.homedir()
const appData = process.env.XDG_CONFIG_HOME ?? path.join(home, '.config')
const userDirectory = (variable, name) => process.env[variable] ?? path.join(home, name)

/** What is set; userData and what lies in it follow the app's name until then. */
const paths = {
  home,
  appData,
  exe,
  module: exe,
  temp: os.tmpdir(),
  assets: path.dirname(exe),
  desktop: userDirectory('XDG_DESKTOP_DIR', 'Desktop'),
  documents: userDirectory('XDG_DOCUMENTS_DIR', 'Documents'),
  downloads: userDirectory('XDG_DOWNLOAD_DIR', 'Downloads'),
  music: userDirectory('XDG_MUSIC_DIR', 'Music'),
  pictures: userDirectory('XDG_PICTURES_DIR', 'Pictures'),
  videos: userDirectory('XDG_VIDEOS_DIR', 'Videos'),
}

/** Sets userData as Electron does: --user-data-dir, else the app's name. @param {string} appName */
function setUserData(appName) {
  const chosen = switchValue('user-data-dir')
  paths.userData = chosen && path.isAbsolute(chosen) ? chosen : path.join(appData, appName)
}

/** @param {string} name one of Electron's names of folders */
function getPath(name) {
  const { userData } = paths
  const within = {
    sessionData: userData,
    logs: path.join(userData, 'logs'),
    crashDumps: path.join(userData, 'Crashpad'),
  }
  const found = paths[name] ?? within[name]
  if (!found) throw new Error(`Failed to get '${name}' path`)
  if (name === 'userData' || name === 'logs') fs.mkdirSync(found, { recursive: true })
  return found
}

/** @param {string} name @param {string} folder */
function setPath(name, folder) {
  if (!path.isAbsolute(folder)) throw new Error('Path must be absolute')
  paths[name] = folder
}

module.exports = { setUserData, getPath, setPath }
