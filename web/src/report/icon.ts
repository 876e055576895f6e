import svg from '../../public/icon.svg?raw'

/** The page's mark, inside the file. */
export const icon = `data:image/svg+xml,${encodeURIComponent(svg)}`
