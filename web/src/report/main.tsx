import { render } from 'preact'
import 'uplot/dist/uPlot.min.css'
import '../style/tokens.css'
import '../style/parts.css'
import '../style/tables.css'
import '../style/range.css'
import '../style/notes.css'
import '../style/frame.css'
import './report.css'
import { App } from '../app.js'
import { startAddress } from '../session/address.js'
import { connect } from '../session/connection.js'
import { startKeys } from '../session/keys.js'
import { watchPast } from '../session/past.js'
import { startSaving } from '../session/saving.js'
import { Findings } from './findings.js'
import { readFront } from './front.js'
import { addressAt } from './places.js'

const front = readFront()

// All that the file holds, standing still, unless the address asks for something else.
if (location.hash === '') {
  const { firstNs, lastNs } = front.extent
  history.replaceState(null, '', addressAt({ view: 'overview' }, firstNs, lastNs))
}
startAddress()
startKeys()
connect()
startSaving()
watchPast()
render(
  <App>
    <Findings front={front} />
  </App>,
  document.getElementById('page')!,
)
