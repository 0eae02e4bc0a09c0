// What several parts must know of the app's life, without knowing the app.
const lifecycle = { ready: false, quitting: false, quit: () => {}, windowAllClosed: () => {} }

module.exports = { lifecycle }
