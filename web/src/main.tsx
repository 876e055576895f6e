import { render } from 'preact'
import 'uplot/dist/uPlot.min.css'
import './style/tokens.css'
import './style/parts.css'
import './style/tables.css'
import './style/range.css'
import './style/notes.css'
import './style/frame.css'
import { App } from './app.js'
import { startAddress } from './session/address.js'
import { connect } from './session/connection.js'
import { startKeys } from './session/keys.js'
import { watchMemory } from './session/memory.js'
import { watchPast } from './session/past.js'
import { startRawFeed } from './session/raw.js'
import { startSaving } from './session/saving.js'

startAddress()
startKeys()
connect()
startRawFeed()
startSaving()
watchPast()
watchMemory()
render(<App />, document.getElementById('page')!)
