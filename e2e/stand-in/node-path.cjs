// The path of the Node that runs the stand-in; process.execPath becomes Electron's later.
module.exports = { nodePath: process.execPath }
