/** Where the page's mark lies. */
export const icon = './icon.svg'
