import { createElement } from 'react'
import { createRoot } from 'react-dom/client'

/** The least a React page can be: one line of text. */
createRoot(document.getElementById('root')!).render(createElement('p', { id: 'shown' }, '空'))
