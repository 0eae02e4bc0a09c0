// Dialogs for a person at a display, through zenity where it is installed. Headless, and under Playwright, nobody
// could answer: then dialogs are as if cancelled.
const { execFile } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')
const { headless, underPlaywright } = require('./command-line.cjs')

const zenity = (process.env.PATH ?? '')
  .split(path.delimiter)
  .map((folder) => path.join(folder, 'zenity'))
  .find((file) => fs.existsSync(file))
const someoneLooks = !headless && !underPlaywright

/** @returns {Promise<{ ok: boolean, text: string } | null>} null where no dialog can be shown */
function ask(args) {
  if (!someoneLooks) return Promise.resolve(null)
  if (!zenity) {
    process.stderr.write('the stand-in shows no dialogs here (install "zenity" to have them): answered as cancelled\n')
    return Promise.resolve(null)
  }
  return new Promise((resolve) =>
    execFile(zenity, args, (error, text) => resolve({ ok: !error, text: text.trimEnd() })),
  )
}

/** Electron takes (window, options) or (options). */
const optionsOf = (args) => args.at(-1) ?? {}

function fileArguments({ title, defaultPath, filters = [] }) {
  const filter = filters.map(
    ({ name, extensions }) => `--file-filter=${name} | ${extensions.map((ending) => `*.${ending}`).join(' ')}`,
  )
  return [
    '--file-selection',
    ...(title ? [`--title=${title}`] : []),
    ...(defaultPath ? [`--filename=${defaultPath}`] : []),
    ...filter,
  ]
}

async function showOpenDialog(...args) {
  const options = optionsOf(args)
  const properties = options.properties ?? []
  const answer = await ask([
    ...fileArguments(options),
    ...(properties.includes('multiSelections') ? ['--multiple', '--separator=\n'] : []),
    ...(properties.includes('openDirectory') ? ['--directory'] : []),
  ])
  return answer?.ok ? { canceled: false, filePaths: answer.text.split('\n') } : { canceled: true, filePaths: [] }
}

async function showSaveDialog(...args) {
  const answer = await ask([...fileArguments(optionsOf(args)), '--save', '--confirm-overwrite'])
  return answer?.ok ? { canceled: false, filePath: answer.text } : { canceled: true, filePath: '' }
}

async function showMessageBox(...args) {
  const { buttons = ['OK'], cancelId, message = '', detail = '', title = '' } = optionsOf(args)
  const named = buttons.findIndex((label) => /^(cancel|no)$/i.test(label))
  const cancelled = { response: cancelId ?? Math.max(named, 0), checkboxChecked: false }
  const extra = buttons.map((label) => `--extra-button=${label}`)
  const answer = await ask([
    '--question',
    '--switch',
    `--title=${title}`,
    '--no-markup',
    `--text=${message}\n${detail}`,
    ...extra,
  ])
  const response = answer ? buttons.indexOf(answer.text) : -1
  return response === -1 ? cancelled : { response, checkboxChecked: false }
}

function showErrorBox(title, content) {
  process.stderr.write(`${title}\n${content}\n`)
  if (zenity) void ask(['--error', `--title=${title}`, '--no-markup', `--text=${content}`])
}

module.exports = { dialog: { showOpenDialog, showSaveDialog, showMessageBox, showErrorBox } }
