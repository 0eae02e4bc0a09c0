// The one temporary folder of a run: Chromium's profile, and the unpacked app when it runs from an asar. Of the
// profile only the pages' local storage is kept, in userData, as Electron keeps it.
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { getPath } = require('./paths.cjs')

const temporaryFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'stand-in-'))
const profile = path.join(temporaryFolder, 'profile')
const inProfile = path.join(profile, 'Default', 'Local Storage')
const inUserData = () => path.join(getPath('sessionData'), 'Local Storage')

/** What a browser offers and Electron does not: to translate, to remember passwords and addresses. */
const preferences = {
  translate: { enabled: false },
  credentials_enable_service: false,
  profile: { password_manager_enabled: false },
  autofill: { profile_enabled: false, credit_card_enabled: false },
}

/** Before Chromium starts. */
function prepareProfile() {
  fs.mkdirSync(path.join(profile, 'Default'), { recursive: true })
  fs.writeFileSync(path.join(profile, 'Default', 'Preferences'), JSON.stringify(preferences))
  if (fs.existsSync(inUserData())) fs.cpSync(inUserData(), inProfile, { recursive: true })
}

/** After Chromium has closed in order; when the app is killed, what was stored since its start is lost. */
function keepLocalStorage() {
  if (!fs.existsSync(inProfile)) return
  fs.rmSync(inUserData(), { recursive: true, force: true })
  fs.cpSync(inProfile, inUserData(), { recursive: true })
}

function removeTemporaryFolder() {
  fs.rmSync(temporaryFolder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
}

module.exports = { temporaryFolder, profile, prepareProfile, keepLocalStorage, removeTemporaryFolder }
